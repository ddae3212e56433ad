"""Ordered answers of two waves compared as an order: of the bars that both releases show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveyapp.analysis.ordinal import superiority
from surveyapp.definition.model import Bank
from surveyapp.releases.checks.comparable import Compared
from surveyapp.releases.model import Check, IndicatorResult, Method, NotMade, Range, Result, Slice

Order = tuple[str, ...]
Orders = Mapping[str, Order]
"""Of each item the answers that stand in an order, from bad to good."""


def declared(bank: Bank) -> Orders:
    """The orders that the bank declares for its scores."""
    parts = (part for score in bank.scores.values() for part in score.items)
    return {part.item: tuple(reversed(part.answers)) if part.reversed else part.answers for part in parts}


def order_of(orders: Orders, indicator: IndicatorResult, result: Result) -> Order:
    """A headline's answers from bad to good; none where neither the bank nor a number scale puts them in order."""
    options = options_of(indicator, result)
    order = orders.get(indicator.id, ())
    return order if set(order) <= set(options) and order else numbers(options)


def options_of(indicator: IndicatorResult, result: Result) -> Order:
    """What the headline's bands chose from; none where they chose from different answers."""
    asked = {tuple(option.id for option in one.options) for one in indicator.questions if one.band in result.bands}
    return asked.pop() if len(asked) == 1 else ()


def numbers(options: Order) -> Order:
    """The options, if all of them are numbers."""
    return options if options and all(option.isdigit() for option in options) else ()


def checks(orders: Orders, indicator: IndicatorResult, result: Result, pair: Compared | None) -> Iterator[Check]:
    """The chance that an answer of this wave is better than one of the last, ties half."""
    order = order_of(orders, indicator, result)
    if not order or pair is None:
        return
    then = pair.earlier_result.distribution if pair.earlier_result else ()
    if not result.distribution or not then:
        yield Check(Method.SUPERIORITY, why=NotMade.NO_BARS)
        return
    levels = _levels(order, (result.distribution, then))
    if len(levels) < 2:
        yield Check(Method.SUPERIORITY, why=NotMade.ANSWERS_JOINED)
        return
    here, there = (_values(levels, slices) for slices in (result.distribution, then))
    found = superiority(here, there)
    yield Check(
        Method.SUPERIORITY,
        estimate=Range(found.chance, found.chance),
        interval=Range(float(found.interval.low), float(found.interval.high)),
        p=found.p,
        now=len(here),
        then=len(there),
    )


def _levels(order: Order, waves: Sequence[Sequence[Slice]]) -> list[set[str]]:
    """The finest levels that both waves show, bad to good; none where a bar mixes in an answer without a place."""
    levels = [{answer} for answer in order]
    for slices in waves:
        for one in slices:
            inside = set(one.options) & set(order)
            if inside and inside != set(one.options):
                return []
            levels = _joined(levels, inside) if inside else levels
    return levels


def _joined(levels: list[set[str]], inside: set[str]) -> list[set[str]]:
    """The levels, all that have an answer of a bar as one, and those between them too."""
    met = [place for place, level in enumerate(levels) if level & inside]
    first, last = met[0], met[-1]
    together = set[str]().union(*levels[first : last + 1])
    return [*levels[:first], together, *levels[last + 1 :]]


def _values(levels: Sequence[set[str]], slices: Sequence[Slice]) -> list[float]:
    """Every answer as its level's place."""
    places = {answer: place for place, level in enumerate(levels) for answer in level}
    return [float(places[one.options[0]]) for one in slices for _ in range(one.count) if one.options[0] in places]
