"""Every number on every page is read back and found in the release, rounded by this file's own rules."""

from __future__ import annotations

import json
import re
from xml.etree.ElementTree import Element

import pytest
from pages import Pages
from telling import NUMBER, of_context, of_frame, of_line, of_range, of_result, of_share, of_years, percent

from surveyapp.releases.model import IndicatorResult, Release, Result, Share
from surveyapp.releases.read import Published

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
SAID_ALWAYS = {"5", "10", "19", "20", "95", "99", "100", "0", "25", "50", "75", "70", "30"}
"""Axes, limits, and what the intervals mean; the same on pages about anything."""
AXIS = {"0", "25", "50", "75", "100"}


def without_names(release: Release, text: str) -> str:
    """The text without titles and questions, which have numbers of their own."""
    names = [band.title for band in release.bands]
    names += [one.title for one in release.indicators]
    names += [release.wave.title, *(release.previous.title for _ in "x" if release.previous)]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def strange(release: Release, text: str, allowed: set[str]) -> set[str]:
    """The numbers that nothing in the release stands behind."""
    return {found.replace(",", "") for found in NUMBER.findall(without_names(release, text))} - allowed


def apart(element: Element) -> str:
    """The text in an element, with a blank between its parts."""
    return " ".join(" ".join(element.itertext()).split())


def rows(root: Element) -> list[Element]:
    """The rows of charts and of tables."""
    return [one for one in root.iter() if one.tag == "tr" or "row" in (one.get("class") or "").split()]


def indicator_of(row: Element) -> str | None:
    """The indicator that a row leads to."""
    for link in row.iter("a"):
        found = re.search(r"/indicators/([^/]+)/", link.get("href") or "")
        if found:
            return found[1]
    return None


def pages_with_rows(release: Release) -> list[str]:
    """The pages that show many indicators."""
    return ["", "changes/", *(f"domains/{domain.id}/" for domain in release.domains)]


def test_each_line_of_each_chart_and_table_tells_only_its_own_indicators_numbers(panel: Pages, published: Published):
    release, seen = published.release, 0
    for address in pages_with_rows(release):
        for row in rows(panel.get(HOME + address).root):
            name = indicator_of(row)
            if name is None:
                continue
            seen += 1
            allowed = of_result(result_of(release, name, label_of(row) or apart(row))) | {"2024", "2026"}
            assert strange(release, apart(row), allowed) == set(), (address, apart(row))
    assert seen > 100


def result_of(release: Release, name: str, label: str) -> Result:
    """The result that a row speaks of: the one whose ages it names, or else the only one."""
    indicator, titles = release.indicator(name), {band.id: band.title for band in release.bands}
    for result in indicator.results:
        ages = "; ".join(titles[band] for band in result.bands)
        if label.startswith(f"Ages {ages}: {indicator.title}"):
            return result
    assert len(indicator.results) == 1, label
    return indicator.results[0]


def label_of(row: Element) -> str:
    """What a row is about."""
    first = next((one for one in row.iter() if one.get("class") == "label" or one.get("scope") == "row"), None)
    return apart(first) if first is not None else ""


def groups(release: Release, indicator: IndicatorResult) -> dict[str, set[str]]:
    """What may be told of each band and group of an indicator, by its label."""
    titles = {band.id: band.title for band in release.bands}
    told = {titles[one.bands[0]]: of_result(one) for one in indicator.by_band}
    told |= {group.title: of_share(group.result) for split in indicator.breakdowns for group in split.groups}
    pooled = {number for one in indicator.results for number in of_result(one)}
    for one in indicator.results:
        told["Ages " + "; ".join(titles[band] for band in one.bands) + f": {indicator.title}"] = of_result(one)
    for result in indicator.results:
        for year, numbers in of_line(result).items():
            told[year] = told.get(year, set()) | numbers
    return told | {year: told.get(year, set()) | pooled for year in ("2026", "2024")} | {indicator.title: pooled}


def of_the_silent(result: Result) -> set[str]:
    """What is open about those who did not answer, of one year."""
    told = result.everybody
    if told is None:
        return set()
    counts = {told.silent, told.eligible, told.needed, told.fewest, told.most} - {None}
    return {str(number) for number in counts} | {percent(told.none), percent(told.all)}


def of_few(release: Release, indicator: IndicatorResult) -> set[str]:
    """Where too few answered: how many of each band took part."""
    bands = {band for one in indicator.results for band in one.bands}
    rates = [rate for rate in release.response_rates if rate.band in bands]
    return {told for rate in rates for told in (str(rate.completed), str(rate.eligible), percent(rate.share))}


def test_each_group_on_an_indicators_page_tells_only_its_own_numbers(panel: Pages, published: Published):
    release, seen = published.release, 0
    for one in release.indicators:
        told = groups(release, one)
        for row in rows(panel.get(f"{HOME}indicators/{one.id}/").root):
            label = label_of(row)
            if label in told:
                seen += 1
                assert (
                    strange(
                        release, apart(row), told[label] | {"2024", "2026"} | ({label} if label.isdigit() else set())
                    )
                    == set()
                ), (one.id, apart(row))
    assert seen > 500


def test_every_other_number_on_an_indicators_page_is_the_indicators_or_the_frames(panel: Pages, published: Published):
    release = published.release
    for one in release.indicators:
        page = panel.get(f"{HOME}indicators/{one.id}/")
        for asked in page.all("dl", class_="asked"):
            asked.clear()
        for code in page.all("p", class_="whole"):
            code.clear()
        allowed = of_frame(published) | SAID_ALWAYS | {n for told in groups(release, one).values() for n in told}
        allowed |= {option.text for question in one.questions for option in question.options}
        allowed |= {number for result in one.results for number in of_years(result)} | of_context(one)
        allowed |= of_few(release, one) | {n for result in one.results for n in of_the_silent(result)}
        text = apart(page.all("body")[0]).replace(published.fingerprint[:12], "")
        assert strange(release, text, allowed) == set(), one.id


def test_every_response_rate_is_the_releases(panel: Pages, published: Published):
    release = published.release
    titles = {band.id: band.title for band in release.bands} | {"all": "Everybody"}
    told = {titles[rate.band]: rate for rate in release.response_rates}
    seen = 0
    for row in rows(panel.get(HOME + "response/").root):
        rate = told.get(label_of(row))
        if rate is None:
            continue
        seen += 1
        counts = {str(rate.completed), str(rate.eligible), str(rate.then_completed), str(rate.then_eligible)}
        shares = {percent(rate.share), percent(rate.then_share or 0.0)}
        outcomes = {str(n) for n in (12, 6, 20)} if rate.band == "all" else set()
        line = {str(number) for point in rate.line for number in (point.completed, point.eligible)}
        shares |= {percent(point.share) for point in rate.line}
        allowed = counts | shares | of_range(rate.difference) | outcomes | line | {"2024"}
        assert strange(release, apart(row), allowed) == set(), apart(row)
    assert seen == 3 * len(told) + 1


def test_each_group_of_those_who_took_part_tells_only_its_own_numbers(panel: Pages, published: Published):
    told = {group.title: group for split in published.release.rates_by_group for group in split.groups}
    page, seen = panel.get(HOME + "response/"), 0
    for row in rows(page.root):
        group = told.get(label_of(row))
        if group is None:
            continue
        seen += 1
        allowed = {str(group.completed), str(group.eligible), percent(group.share or 0.0)} if group.eligible else set()
        assert strange(published.release, apart(row), allowed) == set(), apart(row)
    shown = [group for group in told.values() if group.why is None]
    assert seen == len(shown) + len(told)
    assert "Not shown, because fewer than 10 answered: With their parents." in page.text


def test_every_number_in_the_charts_to_explore_is_the_releases(panel: Pages, published: Published):
    release = published.release
    for domain in release.domains:
        if not domain.indicators:
            continue
        document = json.loads(panel.client.get(f"{HOME}charts/domain/{domain.id}/shares.json").text)
        known = {
            round(100 * end, 1)
            for name in domain.indicators
            for result in release.indicator(name).results
            for end in ends(result)
        }
        drawn = {x for trace in document["data"] for x in trace["x"] if x is not None}
        assert drawn <= known
        assert drawn


def ends(result: Result) -> set[float]:
    """Where a result's dots and whiskers may stand: also the middle of a coded one, at which it can be pointed."""
    both = [value for value in (result.now, result.then) if isinstance(value, Share) and value.count.base >= 20]
    spans = [span for value in both for span in (value.point, value.interval)]
    return {end for span in spans for end in (span.low, span.high)} | {
        (value.point.low + value.point.high) / 2 for value in both
    }


def test_this_check_can_fail(panel: Pages, published: Published):
    release = published.release
    allowed = of_result(release.indicator("feels_safe_home").results[0])
    row = next(one for one in rows(panel.get(HOME + "domains/rights/").root) if indicator_of(one) == "feels_safe_home")
    for right, wrong in (("93%", "95%"), ("90 of 97", "88 of 97"), ("86% to", "85% to")):
        assert right in apart(row)
        assert strange(release, apart(row).replace(right, wrong), allowed | {"2024"})
