"""The demo's three waves with everything that an attacker may know, and what the children really said to judge by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from builders.northvale import _rows, _tallies
from meaning import Asked, Known
from solving import Kind

from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.lines import neighbour_in
from surveyapp.definition.model import Indicator, Missing
from surveyapp.demo import council, plan
from surveyapp.demo.children import answered, children
from surveyapp.demo.eligible import answering
from surveyapp.demo.plan import Round
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.opening.contents import Plan, gather, rows_in, sort_out
from surveyapp.opening.opened import Opened
from surveyapp.opening.rows import totals_of
from surveyapp.opening.tallies import Contents, count
from surveyapp.releases.model import WaveFacts
from surveyapp.releases.source import Completed, Source
from surveyapp.results.words import counted_as

Truth = Mapping[tuple[str, str], Mapping[Kind, int]]


@dataclass(frozen=True)
class Opening:
    """One wave at its opening, when answers and groups were together."""

    wave: str
    title: str
    year: int
    numbers: Mapping[str, tuple[int, int]]
    plan: Plan
    told: list[Opened]

    @property
    def contents(self) -> Contents:
        """Who is in which group."""
        return gather(self.plan, self.told)


def of_demo(known: Catalogue, rounds: Iterable[Round] = plan.ROUNDS) -> list[Opening]:
    """What the demo's children said, child by child."""
    return [_opening(known, this) for this in rounds]


def _opening(known: Catalogue, this: Round) -> Opening:
    instruments = {band: known.version(band, this.version) for band in this.numbers}
    seed = f"{council.SEED}|{this.wave}"
    told: list[Opened] = []
    for band, (eligible, completed) in this.numbers.items():
        facts = answering(instruments[band], eligible, completed, seed=seed)
        for child in children(band, completed, seed=seed, facts=facts):
            given = answered(child, instruments[band], known.bank, year=this.starts.year)
            told.append(Opened(band, {item.id: given[item.id] for item in instruments[band].closed}, {}))
    neighbours = {band: neighbour_in(known.bank, band, this.numbers) for band in this.numbers}
    opened = Plan(instruments, neighbours, known.bank)
    return Opening(this.wave, this.title, this.starts.year, this.numbers, opened, told)


def source(known: Catalogue, opening: Opening, **more: object) -> Source:
    """What a wave's release is made of; where the policy leaves out a rule, its opening was as careless."""
    parts = sort_out(opening.plan, opening.told)
    if set(Rule) - getattr(more.get("policy", STANDARD), "rules", set()):
        contents = opening.contents
        everything = count(contents)[0] + totals_of(rows_in(contents), opening.plan.instruments.values())
        parts = replace(parts, rows=(), cells=everything)
    year = opening.year
    return Source(
        authority=plan.AUTHORITY,
        authority_title=plan.TITLE,
        wave=WaveFacts(opening.wave, opening.title, year, f"{year}-02-02", f"{year}-03-20"),
        bank=known.bank,
        instruments=opening.plan.instruments,
        counts=(*_rows(known, parts), *_tallies(parts)),
        completed=tuple(Completed(band, done, eligible) for band, (eligible, done) in opening.numbers.items()),
        floor=0.3,
        neighbours={id: other for id, other in opening.plan.neighbours.items() if other},
        **more,  # type: ignore[arg-type]  # a source's own fields
    )


def knowing(known: Catalogue, openings: Iterable[Opening]) -> tuple[Known, Truth]:
    """What a reader knows who knows everybody, and what only the children know."""
    asked: dict[tuple[str, str], Asked] = {}
    truth: dict[tuple[str, str], Mapping[Kind, int]] = {}
    years: dict[str, str] = {}
    for opening in openings:
        years[str(opening.year)] = opening.wave
        contents = opening.contents
        for indicator in known.bank.indicators.values():
            about = opening.wave, indicator.id
            asked[about], truth[about] = _question(opening, contents, indicator)
    return Known(known.bank, years, asked), truth


def _question(opening: Opening, contents: Contents, indicator: Indicator) -> tuple[Asked, Mapping[Kind, int]]:
    sizes: Counter[Kind] = Counter()
    said: Counter[Kind] = Counter()
    texts: set[str] = set()
    for kind, words, options in _answers(opening, contents, indicator):
        sizes[kind] += 1
        said[kind] += bool(indicator.positive & set(words))
        texts |= {option.text for option in options if option.id in indicator.positive}
        texts |= set() if options else indicator.positive
    return Asked(sizes, frozenset(texts), tuple(map(frozenset, _pools(opening, indicator)))), said


def _pools(opening: Opening, indicator: Indicator) -> list[tuple[str, ...]]:
    """The bands that were asked the same, and each band alone."""
    bands = tuple(opening.plan.instruments)
    return [*indicator.pools, *((band,) for band in bands if not any(band in pool for pool in indicator.pools))]


def _answers(
    opening: Opening, contents: Contents, indicator: Indicator
) -> Iterator[tuple[Kind, tuple[str, ...], tuple]]:
    for band, instrument in opening.plan.instruments.items():
        item = next((one for one in instrument.closed if one.id == indicator.id), None)
        if item is None:
            continue
        groups = [contents.groups[breakdown, band] for breakdown in opening.plan.bank.breakdowns]
        for at, member in enumerate(contents.members[band]):
            answer = member.answers[item.id]
            if not isinstance(answer, Missing):
                options = item.scale.options if item.scale else ()
                yield (band, *(one[at] for one in groups)), counted_as(item.kind, answer), options
