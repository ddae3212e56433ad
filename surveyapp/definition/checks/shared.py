"""Whether the bank and the surveys fit each other: indicators, positive answers, pools, marks and breakdowns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surveyapp.definition.model import CLOSED, Bank, Breakdown, Indicator, Instrument, Item, Kind, Mark
from surveyapp.definition.problems import Places, Problem, nearest
from surveyapp.definition.rows import countable


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as one survey asks it."""

    instrument: Instrument
    item: Item

    @property
    def answers(self) -> frozenset[str]:
        """Every answer that it can have, as the bank names them; "none" is one where several can be chosen."""
        if self.item.kind is Kind.NUMBER:
            return frozenset(map(str, range(self.item.smallest, self.item.largest + 1)))
        return frozenset(option.id for option in self.item.scale.options) if self.item.scale else frozenset()


def bank_fits(bank: Bank, surveys: Iterable[Instrument], places: Places) -> Iterator[Problem]:
    """What the bank says that no survey bears out."""
    asked: dict[str, list[Asked]] = {}
    for instrument in surveys:
        for item in instrument.closed:
            asked.setdefault(item.id, []).append(Asked(instrument, item))
    for indicator in bank.indicators.values():
        where = f"indicator {indicator.id}"
        if indicator.id not in asked:
            yield places.problem(where, "no survey asks this", "ask it in a survey, or leave it out of the bank")
            continue
        yield from _answers(indicator, asked[indicator.id], places)
        yield from _pools(indicator, asked[indicator.id], set(bank.bands), places)
    yield from _breakdowns(bank, asked, places)


def survey_fits(instrument: Instrument, bank: Bank, places: Places) -> Iterator[Problem]:
    """What this survey asks that the bank does not know or knows otherwise."""
    served: dict[str, str] = {}
    for item in instrument.items:
        if item.id in bank.indicators and (item.kind not in CLOSED or not item.counted):
            what = "the bank counts its answers, and here it has none to count"
            yield places.problem(f"{item.id}.kind", what, "make it a choice or a number, or give it another id")
    for item in instrument.closed:
        if item.id not in bank.indicators and not item.breakdown:
            known = set(bank.indicators) | set(bank.breakdowns)
            what = "the bank does not know it, so nobody can say what its answers mean"
            yield places.problem(f"{item.id}.id", what, nearest(item.id, known, otherwise="add it to items.yaml"))
        if item.breakdown in bank.breakdowns:
            yield from _serves(item, bank.breakdowns[item.breakdown], served, places)


def _answers(indicator: Indicator, asked: list[Asked], places: Places) -> Iterator[Problem]:
    where = f"indicator {indicator.id}"
    offered = frozenset().union(*(one.answers for one in asked))
    for key, answers in (("positive", indicator.positive), ("bad", indicator.bad)):
        for answer in sorted(answers - offered):
            yield places.problem(
                f"{where}.{key}", f'no scale it is asked with has "{answer}"', nearest(answer, offered)
            )
    if not indicator.positive:
        if indicator.mark is Mark.ROW:
            what = "it does not say which answers are positive"
            yield places.problem(where, what, f"write positive: and some of {', '.join(sorted(offered)[:8])}")
        return
    for one in (one for one in asked if one.answers):
        here = f"{one.instrument.survey} {one.instrument.version}"
        if not one.answers & indicator.positive:
            yield places.problem(
                f"{where}.positive", f"none of these is an answer in {here}", "name one for every band"
            )
        elif one.answers <= indicator.positive:
            yield places.problem(f"{where}.positive", f"every answer in {here} is positive", "leave some out")


def _pools(indicator: Indicator, asked: list[Asked], bands: set[str], places: Places) -> Iterator[Problem]:
    where = f"indicator {indicator.id}.pools"
    pooled = [band for pool in indicator.pools for band in pool]
    asking = {one.instrument.survey for one in asked}
    for band in sorted(asking - set(pooled)):
        yield places.problem(
            where, f'"{band}" asks it and is in no pool', f'add "{band}" to a pool, or ["{band}"] alone'
        )
    for band in sorted(set(pooled) & bands - asking):
        yield places.problem(where, f'"{band}" does not ask it', f'leave "{band}" out')
    for band in sorted({band for band in pooled if pooled.count(band) > 1}):
        yield places.problem(where, f'"{band}" is in two pools', "keep it in one")


def _breakdowns(bank: Bank, asked: Mapping[str, list[Asked]], places: Places) -> Iterator[Problem]:
    serving = [one for uses in asked.values() for one in uses if one.item.breakdown]
    for breakdown in bank.breakdowns.values():
        offered = frozenset().union(*(one.answers for one in serving if one.item.breakdown == breakdown.id))
        where = f"breakdown {breakdown.id}"
        if not offered:
            yield places.problem(where, "no survey asks this", "ask it in a survey, or leave it out of the bank")
            continue
        for value in sorted({value.id for value in breakdown.values} - offered):
            yield places.problem(f"{where}.values", f'no survey offers "{value}"', "offer it, or leave it out")


def _serves(item: Item, breakdown: Breakdown, served: dict[str, str], places: Places) -> Iterator[Problem]:
    values = {value.id for value in breakdown.values}
    where = f"{item.id}.options" if item.scale and item.scale.id == item.id else f"{item.id}.scale"
    if item.kind is not Kind.CHOICE:
        what = f"a child belongs to one value of {breakdown.id}, and this takes other answers"
        yield places.problem(f"{item.id}.kind", what, "write kind: choice")
    for option in countable(item):
        if option not in values:
            yield places.problem(where, f'{breakdown.id} has no value "{option}"', nearest(option, values))
    first = served.setdefault(breakdown.id, item.id)
    if first != item.id:
        what = f'"{first}" serves the breakdown {breakdown.id} already'
        yield places.problem(f"{item.id}.breakdown", what, "let one item of a survey serve each breakdown")
