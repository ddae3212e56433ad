"""Which parts of a release a place on its pages may tell of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from derived import Told, texts_of
from places import Place

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures import distributions
from surveyapp.dashboards.findings import LIMITS
from surveyapp.dashboards.wording import context, texts, years
from surveyapp.dashboards.wording.numbers import percent, rounded
from surveyapp.releases.model import BreakdownRate, Change, IndicatorResult, Label, Release
from surveyapp.releases.read import Published

AXIS = {0, 25, 50, 75, 100}
FEWEST = {5, 10, 20}
"""Under so many answers a count is not told, nothing is shown, or no percentage is given."""
OF_ONE = {"indicator", "indicators"}
OF_DOMAIN = {"domain", "domains"}


class Allowed:
    """What may be told at any place of the pages of one release."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.release: Release = published.release
        self._known: dict[tuple[str, str, str, str], Told] = {}
        self._tables: dict[str, Mapping[str, Told]] = {}

    def names(self) -> set[str]:
        """Texts of the release that may stand anywhere, with the numbers in them; days as they are written."""
        published, release = self.published, self.release
        asked = {texts.asked(question) for one in release.indicators for question in one.questions}
        waves = (release.wave, *release.earlier, *filter(None, [release.previous]))
        days = {years.day(day) for wave in waves for day in (wave.opened_on, wave.closed_on)}
        prints = (published.fingerprint, *(band.instrument for band in release.bands))
        plain = {name for name in texts_of(release) if not name.isdigit()}
        cut = {one[:length] for one in prints for length in (8, 12, 64)}
        return plain | asked | days | cut | {years.day(published.published_on), LADDER}

    def at(self, address: str, place: Place) -> Told:
        """What this place may tell."""
        key = (*page_of(address), place.indicator, place.label)
        if key not in self._known:
            self._known[key] = self._found(*key)
        return self._known[key] | Told(percentages=AXIS, numbers=AXIS) if place.drawn else self._known[key]

    def _found(self, page: str, subject: str, linked: str, label: str) -> Told:
        name = linked or (subject if page in OF_ONE else "")
        row = (self._rows_of(name) if name else self._rows).get(label)
        if row:
            return row | self._years | Told(numbers={int(number) for number in re.findall(r"\d+", label)})
        if name:
            indicator = self.release.indicator(name)
            asked = {question.band for question in indicator.questions}
            heard = (rate for rate in self.release.response_rates if rate.band in asked)
            return Told.of(indicator, *heard) | self._frame
        if page in OF_DOMAIN:
            domain = next(one for one in self.release.domains if one.id == subject)
            return Told.of(*map(self.release.indicator, domain.indicators)) | self._frame
        return Told.of(self.release) | self._frame

    def rows(self, address: str) -> Iterable[str]:
        """The labels that the rows of a page may have."""
        page, subject = page_of(address)
        return self._rows_of(subject) if page in OF_ONE else self._rows

    def _rows_of(self, name: str) -> Mapping[str, Told]:
        """What each row about an indicator may tell, by its label."""
        if name not in self._tables:
            self._tables[name] = self._made(self.release.indicator(name))
        return self._tables[name]

    def _made(self, indicator: IndicatorResult) -> Mapping[str, Told]:
        release, steps = self.release, Told.of(*indicator.questions)
        bands = ((texts.bands(release, one.bands), one) for one in indicator.by_band)
        groups = ((texts.group(split, one), one) for split in indicator.breakdowns for one in split.groups)
        figures = ((context.named(one), one) for one in indicator.context)
        results = ((texts.spoken(release, indicator, one), one) for one in indicator.results)
        told = by_label((*bands, *groups, *figures, *results, *_answers(indicator), *self._by_year(indicator)))
        return {label: one | steps for label, one in told.items()}

    def _by_year(self, indicator: IndicatorResult) -> Iterator[tuple[str, object]]:
        """The rows that are called after a year: what its wave said."""
        for result in indicator.by_band:
            yield from ((str(point.year), point) for stretch in result.line for point in stretch.points)
        for result in indicator.results:
            yield years.now(self.release), result.now
            yield years.then(self.release), result.then
            yield from ((str(point.year), point) for stretch in result.line for point in stretch.points)

    @cached_property
    def _rows(self) -> Mapping[str, Told]:
        """What rows may tell that no indicator's page or link explains: response rates, and results by their name."""
        release, rates = self.release, self.release.response_rates
        titles = {band.id: texts.band(band) for band in release.bands}
        bands = ((titles.get(one.band, "Everybody"), one) for one in rates)
        groups = ((texts.group(split, one), one) for split in release.rates_by_group for one in split.groups)
        points = ((str(point.year), point) for one in rates for point in one.line)
        found = ((texts.spoken(release, one.indicator, one.result), one.result) for one in findings.everything(release))
        return by_label((*bands, *groups, *points, *found))

    @cached_property
    def _years(self) -> Told:
        release = self.release
        waves = (release.wave, *release.earlier, *filter(None, [release.previous]))
        return Told(numbers={wave.year for wave in waves} | FEWEST)

    @cached_property
    def _frame(self) -> Told:
        """What stands round every page, and counts of what the release holds."""
        release = self.release
        everybody = next(rate for rate in release.response_rates if rate.band == "all")
        limits = (LIMITS.strength_from, LIMITS.worry_to, LIMITS.bad_over, release.floor)
        fixed = Told(percentages=set(map(percent, limits)), numbers=FEWEST | {self.published.revision})
        return Told.of(everybody) | self._years | fixed | self._counts

    @cached_property
    def _counts(self) -> Told:
        """How many findings are of each kind, and of how many."""
        release, everything = self.release, findings.everything(self.release)
        labels = Counter(one.result.change.label for one in everything)
        kinds = [*labels.values(), *(labels[one] + labels[other] for one, other in combinations(Label, 2))]
        kinds.append(labels[Label.NO_CLEAR_CHANGE] + labels[Label.TOO_FEW] + labels[Label.NOT_COMPARABLE])
        kinds += [len(findings.strengths(release)), len(findings.worries(release))]
        kinds += [findings.shown(release), len(everything) - findings.shown(release), len(everything)]
        held = [sum(not release.indicator(name).retired for name in one.indicators) for one in release.domains]
        held += [len(one.indicators) for one in release.domains]
        said = {release.comparisons, rounded(release.by_chance), *findings.hidden(release).values(), *held, *kinds}
        said.add(sum(result.trend is not None for one in release.indicators for result in one.results))
        rest = {number - findings.FIRST_SCREEN for number in kinds}
        pairs = {(number, len(everything)) for number in kinds} | {
            _others(release, one) for one in release.rates_by_group
        }
        return Told(numbers=said | rest, pairs=pairs)


def _others(release: Release, split: BreakdownRate) -> tuple[int, int]:
    """Of a breakdown's groups that are not shown, how many at most took part, of how many."""
    bands = [one for one in release.response_rates if one.band in split.bands]
    shown = [(one.completed or 0, one.eligible or 0) for one in split.groups]
    return (
        sum(one.completed for one in bands) - sum(completed for completed, _ in shown),
        sum(one.eligible for one in bands) - sum(eligible for _, eligible in shown),
    )


LADDER = "0 to 10"


def page_of(address: str) -> tuple[str, str]:
    """The page that an address is or belongs to, and what it is about."""
    parts = address.strip("/").split("/")[2:]
    parts = parts[1:] if parts[:1] == ["charts"] else parts
    return (*parts, "", "")[0], (*parts, "", "")[1]


def _answers(indicator: IndicatorResult) -> Iterator[tuple[str, object]]:
    """The rows of tables of answers; neighbours may be joined."""
    for result in indicator.results:
        context = texts.options_context(indicator, result.bands)
        for piece in (*result.distribution, *distributions.merged(result.distribution)):
            yield distributions.named(context, piece), replace(result, line=(), then=None, change=Change(Label.TOO_FEW))


def by_label(parts: Iterable[tuple[str, object]]) -> Mapping[str, Told]:
    """What the parts of one label may tell together."""
    told: dict[str, Told] = {}
    for label, part in parts:
        told[label] = told.get(label, Told()) | Told.of(part)
    return told
