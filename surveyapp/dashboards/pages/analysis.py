"""The analyst's pages: one question with every method's figure, who answered, and where everything can be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surveyapp.dashboards.analysed import Figure, moved_by_weights, of_indicator
from surveyapp.dashboards.pages.parts import NoSuchPart
from surveyapp.dashboards.wording import amounts, checks, texts
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import BreakdownResult, IndicatorResult, Label, Method, Release

OWN = ("shrunk", "wilson")
"""A small group's share drawn to its like never stands without its own."""
SHIFTED = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words: what it is about, its estimate, interval, answers and p, or why it is not there."""

    about: str
    estimate: str
    interval: str
    base: str
    p: str
    why: str


@dataclass(frozen=True, slots=True)
class Block:
    """One method: its name, what its figures say, where it comes from, and its figures."""

    name: str
    meaning: str
    reference: str
    function: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """The methods of the bands that were asked the same."""

    ages: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """One indicator's methods and checks."""

    id: str
    headline: str
    siblings: tuple[tuple[str, str], ...]
    pools: tuple[Pool, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The way in: every indicator by domain, what stands out, and what is not here."""

    headline: str
    domains: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    striking: tuple[tuple[str, str, str], ...]
    missing: tuple[tuple[str, str], ...]


def index(release: Release) -> Index:
    """The first page."""
    judged = {one.id: texts.title(one) for one in release.indicators if one.results}
    domains = (
        (texts.domain(domain), tuple((id, judged[id]) for id in domain.indicators if id in judged))
        for domain in release.domains
    )
    return Index(
        headline=_("Methods and checks"),
        domains=tuple(one for one in domains if one[1]),
        striking=tuple(_striking(release)),
        missing=checks.not_here(),
    )


def compose(release: Release, indicator_id: str) -> Analysed:
    """The page of one indicator; NoSuchPart when the release has none of this name with results."""
    found = next((one for one in release.indicators if one.id == indicator_id and one.results), None)
    if found is None:
        raise NoSuchPart(indicator_id)
    told = list(of_indicator(found))
    domain = next(facts for facts in release.domains if facts.id == found.domain)
    titles = {one.id: texts.title(one) for one in release.indicators if one.results}
    return Analysed(
        id=found.id,
        headline=_("%(question)s: methods and checks", question=texts.title(found)),
        siblings=tuple((one, titles[one]) for one in domain.indicators if one in titles),
        pools=tuple(
            Pool(texts.ages(release, result.bands), tuple(_blocks(release, found, told, result.bands)))
            for result in found.results
        ),
    )


def _blocks(
    release: Release, indicator: IndicatorResult, told: Iterable[Figure], bands: tuple[str, ...]
) -> Iterator[Block]:
    """The methods that say anything of these bands, or of bands among them."""
    here = [figure for figure in told if set(figure.bands) <= set(bands)]
    for method, words in checks.METHODS.items():
        figures = [figure for figure in here if figure.method == method]
        if method in OWN:
            figures = _in_order(figures, here, method)
        lines = tuple(_line(release, indicator, figure) for figure in figures)
        if lines:
            yield Block(checks.name(method), checks.meaning(method), words.reference, words.function, lines)


def _in_order(figures: list[Figure], here: list[Figure], method: str) -> list[Figure]:
    """Shares: everybody, then groups. A drawn share: after each, the group's own."""
    if method == "wilson":
        return figures
    own = {(one.by, one.group): one for one in here if one.method == "wilson"}
    return [each for one in figures for each in (one, own.get((one.by, one.group))) if each]


def _line(release: Release, indicator: IndicatorResult, figure: Figure) -> Line:
    return Line(
        about=_about(release, indicator, figure),
        estimate=amounts.estimate(figure),
        interval=amounts.interval(figure),
        base=amounts.base(figure),
        p=amounts.p(figure),
        why=checks.why(figure.why),
    )


def _about(release: Release, indicator: IndicatorResult, figure: Figure) -> str:
    """Whom or what a figure is about."""
    if figure.method in ("published", "raked"):
        told = [texts.breakdown(split) for by in figure.by.split("+") if (split := _split(release, indicator, by))]
        return figure.group or ", ".join(told)
    split = _split(release, indicator, figure.by)
    if split is None:
        return texts.bands(release, tuple(figure.group.split("+"))) if figure.group else amounts.whom(figure)
    group = next((one for one in split.groups if one.value == figure.group), None)
    named = texts.group(split, group) if group else texts.breakdown(split)
    drawn = figure.method == Method.SHRUNK.value
    return _("%(group)s, drawn to its like", group=named) if drawn else named


def _split(release: Release, indicator: IndicatorResult, breakdown: str) -> BreakdownResult | None:
    """A breakdown of the indicator, else of any other, for its title."""
    every = (split for one in (indicator, *release.indicators) for split in one.breakdowns)
    return next((split for split in every if split.breakdown == breakdown), None)


def _striking(release: Release) -> Iterator[tuple[str, str, str]]:
    """Where a check says something else than the page of the panel."""
    for indicator in release.indicators:
        for result in indicator.results:
            named = texts.spoken(release, indicator, result)
            if moved_by_weights(result) and result.raked is not None:
                yield indicator.id, named, checks.raked(result.raked.share.value)
            if result.change.label is Label.MIX_DIFFERS:
                yield indicator.id, named, _("It changed, but not with the same mix of children.")
            moved = [one.estimate for one in result.checks if one.method is Method.MOVED and one.estimate]
            if any(one.high > SHIFTED for one in moved):
                yield indicator.id, named, _("Children answered in other ways than before, and that can matter.")
