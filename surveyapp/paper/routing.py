"""Show-if on paper: behind which box a reader goes on further down, or under which question it says for whom it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveyapp.definition.expressions import And, Expression, holds, items_of
from surveyapp.definition.model import Answer, Instrument, Item, Kind, Missing

Box = str | Missing
"""An option's id, or that one would rather not say."""


class NotOnPaper(Exception):
    """A question depends on others in a way that no booklet can say; it names the question."""


@dataclass(frozen=True, slots=True)
class Filter:
    """For whom a question is, by the boxes of an earlier one: for those who ticked one, or for all others."""

    source: str
    boxes: tuple[Box, ...]
    ticked: bool


@dataclass(frozen=True, slots=True)
class Routes:
    """``jumps``: by question and box, the question to go on with (None: there is none). ``filters``: by question."""

    jumps: Mapping[tuple[str, Box], str | None] = field(default_factory=dict)
    filters: Mapping[str, tuple[Filter, ...]] = field(default_factory=dict)


def numbered(instrument: Instrument) -> tuple[Item, ...]:
    """The questions that have a number: those whose answers are kept, in order."""
    return tuple(item for item in instrument.items if item.counted)


def routes(instrument: Instrument) -> Routes:
    """Every way through the booklet. Raises NotOnPaper."""
    items = numbered(instrument)
    parts = {item.id: tuple(_parts(instrument, item)) for item in items}
    by_source: dict[str, list[str]] = {}
    for name, conditions in parts.items():
        if len(conditions) == 1:
            by_source.setdefault(_source(conditions[0], name), []).append(name)
    jumps: dict[tuple[str, Box], str | None] = {}
    for source, dependents in by_source.items():
        found = _jumps(items, instrument.item(source), {name: parts[name][0] for name in dependents})
        if found is None:
            continue
        jumps |= found
        parts |= dict.fromkeys(dependents, ())
    filters = {name: _filters(instrument, name, conditions) for name, conditions in parts.items() if conditions}
    return Routes(jumps, filters)


def _parts(instrument: Instrument, item: Item) -> Iterator[Expression]:
    """The conditions that all have to hold, of the question and of its page."""
    page = next(page for page in instrument.pages if item in page.items)
    for condition in (page.show_if, item.show_if):
        if condition is not None:
            yield from condition.parts if isinstance(condition, And) else (condition,)


def _source(condition: Expression, name: str) -> str:
    sources = set(items_of(condition))
    if len(sources) != 1:
        raise NotOnPaper(name)
    return sources.pop()


def boxes(item: Item) -> tuple[Box, ...]:
    """Everything that can be ticked under a question."""
    options = tuple(option.id for option in item.scale.options) if item.scale else ()
    return (*options, Missing.RATHER_NOT_SAY)


def _jumps(
    items: Sequence[Item], source: Item, dependents: Mapping[str, Expression]
) -> dict[tuple[str, Box], str | None] | None:
    """Behind each box that passes over questions, the one to go on with; None where they do not follow at once."""
    if source.kind is not Kind.CHOICE:
        return None
    order = [item.id for item in items]
    after = order[order.index(source.id) + 1 :]
    found: dict[tuple[str, Box], str | None] = {}
    for box in boxes(source):
        passed = {name for name, condition in dependents.items() if not holds(condition, {source.id: box})}
        if passed != set(after[: len(passed)]):
            return None
        if passed:
            found[source.id, box] = after[len(passed)] if len(after) > len(passed) else None
    return found


def _filters(instrument: Instrument, name: str, conditions: Iterable[Expression]) -> tuple[Filter, ...]:
    return tuple(_filter(instrument.item(_source(one, name)), one, name) for one in conditions)


def _filter(source: Item, condition: Expression, name: str) -> Filter:
    """Said by the boxes that let in, unless an empty question lets in too: then by those that keep out."""
    if source.scale is None:
        raise NotOnPaper(name)
    letting = tuple(box for box in boxes(source) if holds(condition, {source.id: _answer(source, box)}))
    if not holds(condition, {source.id: Missing.SKIPPED}):
        return Filter(source.id, letting, ticked=True)
    return Filter(source.id, tuple(box for box in boxes(source) if box not in letting), ticked=False)


def _answer(source: Item, box: Box) -> Answer:
    return (box,) if source.kind is Kind.SEVERAL and isinstance(box, str) else box
