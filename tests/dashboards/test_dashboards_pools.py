"""Where ages were asked in different ways, no sentence speaks for all of them; where few answered, none says steady."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders.release import change, release, share

from surveyapp.dashboards import findings, pages
from surveyapp.dashboards.figures import interactive, svg
from surveyapp.dashboards.figures.model import DotChart
from surveyapp.dashboards.pages.parts import wordings
from surveyapp.dashboards.wording import headlines, rates, shares
from surveyapp.releases.model import (
    Change,
    Label,
    Outcomes,
    Range,
    Release,
    ResponseRate,
    Result,
    Suppressed,
    Why,
)

APPEARANCE = "happy_with_appearance"
YOUNG = "Ages 8 to 11: Happy with how they look"
OLD = "Ages 11 to 18; Care leavers: Happy with how they look"


def only(name: str, *results: tuple[tuple[str, ...], tuple[int, int], tuple[int, int], Label]) -> Release:
    """The made-up release with one indicator, and these results of its pools."""
    whole = release()
    made = tuple(
        Result(bands, share(*now), share(*then), change(now, then, label)) for bands, now, then, label in results
    )
    found = replace(whole.indicator(name), results=made, by_band=(), breakdowns=())
    domains = tuple(
        replace(domain, indicators=(name,) if domain.id == found.domain else ()) for domain in whole.domains
    )
    return replace(whole, indicators=(found,), domains=domains, comparisons=len(made))


def apart() -> Release:
    """The younger clearly better, the older a worry."""
    return only(
        APPEARANCE,
        (("8-11",), (38, 40), (20, 40), Label.CLEARLY_BETTER),
        (("11-18", "leavers"), (12, 60), (13, 60), Label.NO_CLEAR_CHANGE),
    )


def test_a_headline_of_some_ages_names_them():
    told = apart()
    assert headlines.of_release(told) == "“Happy with how they look” (8 to 11) is clearly better than in 2024"
    assert pages.overview.compose(told).standfirst[0].startswith(f"“{YOUNG}”: ")
    assert pages.changes.compose(told).headline == "“Happy with how they look” (8 to 11) is clearly better than in 2024"


def test_every_row_of_an_indicator_in_several_pools_names_its_ages():
    told = apart()
    overview, changed = pages.overview.compose(told), pages.changes.compose(told)
    domain = pages.domain.compose(told, told.indicators[0].domain)
    for chart in (*overview.charts, *changed.charts, *domain.charts):
        if isinstance(chart, DotChart) and chart.id != "rates":
            assert {row.label for row in chart.rows} <= {YOUNG, OLD}, chart.id
            assert {row.label for row in chart.table.rows} <= {YOUNG, OLD}, chart.id
    assert [row.label for row in domain.charts[0].rows] == [YOUNG, OLD]
    assert f"Not going well: {OLD}." in domain.standfirst
    assert overview.named[0].said.startswith(f"“{YOUNG}”: ")
    assert overview.named[0].questions[0].bands == "8 to 11"


def test_all_pools_are_judged_not_the_first_alone():
    told = apart()
    assert [one.result.bands for one in findings.worries(told)] == [("11-18", "leavers")]
    assert [one.result.bands for one in findings.clear(told)] == [("8-11",)]


def test_the_page_of_an_indicator_in_several_pools_claims_nothing_for_all():
    page = pages.indicator.compose(apart(), APPEARANCE)
    assert page.headline == "Happy with how they look"
    assert [pool.ages for pool in page.pools] == ["Ages 8 to 11", "Ages 11 to 18; Care leavers"]
    assert all(pool.share and pool.wordings for pool in page.pools)
    for pool in page.pools:
        charts = [one for one in (pool.chart, pool.change) if one]
        assert charts
        assert all(one.title.startswith(f"{pool.ages}: ") for one in charts)


def test_a_result_that_leaves_out_bands_that_were_asked_names_its_ages():
    told = only(APPEARANCE, (("8-11",), (30, 40), (30, 40), Label.NO_CLEAR_CHANGE))
    assert pages.indicator.compose(told, APPEARANCE).headline == "Happy with how they look"


@pytest.mark.parametrize(("now", "then"), [((23, 24), (22, 23)), ((119, 120), (22, 23))])
def test_nearly_all_both_times_is_said_with_of_whom_and_how_many(now, then):
    told = only("feels_safe_home", (("4-7", "8-11", "11-18", "leavers"), now, then, Label.NEARLY_ALL))
    page = pages.indicator.compose(told, "feels_safe_home")
    counts = f"{now[1] - 4} or more of {now[1]}", f"{then[1] - 4} or more of {then[1]}"
    said = " ".join(page.pools[0].compared)
    assert all(count in said for count in counts)
    kind = pages.changes.compose(told).kinds[0]
    assert "nearly all" not in f"{kind.title} {kind.means} {said}".lower()
    assert (page.headline == "Feeling safe at home: nearly all positive") == (now[1] >= 40)
    assert kind.chart is not None
    assert all(count in kind.chart.rows[0].detail for count in counts)


def silent() -> Release:
    """A wave in which nothing can be shown or compared."""
    whole = release()
    nothing = {"now": Suppressed(Why.SMALL_BASE), "change": Change(Label.TOO_FEW)}
    hidden = tuple(
        replace(one, results=tuple(replace(each, **nothing) for each in one.results)) for one in whole.indicators
    )
    return replace(whole, indicators=hidden, comparisons=0, by_chance=0.0)


def test_a_wave_too_small_to_compare_is_not_called_steady():
    told = silent()
    overview, changed = pages.overview.compose(told), pages.changes.compose(told)
    assert overview.headline == changed.headline == "Too few answered to show or compare"
    everything = " ".join((*overview.standfirst, *overview.changed, changed.headline, *changed.standfirst))
    assert "clearly changed" not in everything
    assert "0 questions" not in everything
    assert "97 of the 176" in " ".join(overview.standfirst)
    assert "at least 10" in everything
    assert "at least 20" in everything


def test_a_wave_in_which_most_is_hidden_says_so_rather_than_that_nothing_stands_out():
    whole = silent()
    shown = only("has_fun", (("8-11",), (30, 60), (30, 60), Label.TOO_FEW)).indicators[0]
    some = replace(whole, indicators=(shown, *whole.indicators))
    assert headlines.of_release(some) == "Too few answered to show most answers"


def test_a_whole_that_cannot_be_compared_says_why():
    alone = ResponseRate("all", "Everybody", 34, 43, 34 / 43, False)
    told = release()
    told = replace(told, response_rates=(alone, *told.response_rates[1:]))
    said = " ".join(pages.response.compose(told).standfirst)
    assert "Not the same age bands were asked in 2024" in said
    assert "no clear difference" not in said
    band = ResponseRate("8-11", "8 to 11", 34, 43, 34 / 43, False, 30, 40, 0.75, Range(-0.1, 0.2))
    assert rates.since(band, "2024") == "In 2024 it was 75%: no clear difference."


def test_the_share_chart_to_explore_holds_the_dots_of_the_drawing():
    for chart in pages.indicator.compose(release(), "feels_safe_home").charts:
        if not isinstance(chart, DotChart):
            continue
        drawn = "".join(svg.strip(chart, row) for row in chart.rows)
        dots = len(re.findall(r"<g class=", drawn))
        explored = [trace for trace in interactive.document(chart)["data"] if trace["mode"] == "markers"]
        assert sum(len(trace["x"]) for trace in explored) == dots, chart.id
        assert all(trace["name"] for trace in explored)
        assert not [words for trace in explored for words in trace["text"] if words.endswith(": ")]


def test_answers_of_an_indicator_without_results_are_listed_neutrally():
    told = release()
    question = wordings(told, told.indicator("social_worker_changes"))[0]
    assert question.positive == question.others == ()
    assert question.neutral == ("1", "2", "3 or more")


def test_positive_answers_are_not_listed_where_no_share_of_them_could_be_counted():
    told = only(APPEARANCE)
    question = wordings(told, told.indicator(APPEARANCE))[0]
    assert (question.positive, question.others, question.neutral) == ((), (), ("0 to 10",))
    page = pages.indicator.compose(told, APPEARANCE)
    assert (page.judged, page.pools) == (False, ())
    assert pages.domain.compose(told, told.indicators[0].domain).unjudged


def test_a_domain_in_which_nothing_can_be_shown_says_that_too_few_answered():
    assert "Too few answered to say more." in pages.domain.compose(silent(), "rights").standfirst


@pytest.mark.parametrize(("missing", "unknown"), [(None, None), (4, "37")])
def test_what_is_not_known_of_the_invitations_makes_them_add_up(missing, unknown):
    told = release()
    everybody = replace(told.response_rates[0], outcomes=Outcomes(97, 12, 6, missing, 20))
    page = pages.response.compose(replace(told, response_rates=(everybody, *told.response_rates[1:])))
    table = next(one.table for one in page.listings if one.id == "outcomes")
    assert ("Not known" in table.head) == (unknown is not None)
    if unknown:
        assert table.rows[0].cells[-1] == unknown
        assert sum(int(cell) for cell in table.rows[0].cells) == everybody.eligible


@pytest.mark.parametrize(
    ("positive", "said"),
    [(90, "About 9 in 10"), (94, "About 9 in 10"), (95, "More than 9 in 10"), (5, "Fewer than 1 in 10")],
)
def test_tenths_agree_with_the_percentage_beside_them(positive, said):
    assert shares.sentence(share(positive, 100)).startswith(said)
