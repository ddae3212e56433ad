"""Which item of a version is which of an earlier one, from the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from surveyapp.definition.declared import Trend, Trends
from surveyapp.definition.expressions import written
from surveyapp.definition.model import Instrument, Item, Page, Scale
from surveyapp.definition.wording import pipes_in

__all__ = ["Trend", "Trends", "changed_parts", "compare"]


def compare(then: Instrument, now: Instrument) -> Mapping[str, Trend]:
    """The trend of every counted item of either version: those of ``now`` in its order, then what was retired.

    Rescaled: other answers to choose from. Reworded: the same answers, but other words, or asked of others. How a page
    looks (pictures, sound, order of pages) is no difference.
    """
    old, new = _asked(then), _asked(now)
    found = {item: _trend(old[item], new[item]) if item in old else Trend.NEW for item in new}
    return found | {item: Trend.RETIRED for item in old if item not in new}


def changed_parts(then: Instrument, now: Instrument, item: str) -> tuple[str, ...]:
    """What differs about an item that both versions ask, in words for its author."""
    old, new = _asked(then)[item], _asked(now)[item]
    return tuple(name for name in new if old[name] != new[name])


Parts = Mapping[str, object]
ANSWERS = "answers"


def _trend(old: Parts, new: Parts) -> Trend:
    if old == new:
        return Trend.SAME
    return Trend.REWORDED if old[ANSWERS] == new[ANSWERS] else Trend.RESCALED


def _asked(instrument: Instrument) -> dict[str, Parts]:
    """Every counted item with what makes it the same question."""
    pages = ((page, item) for page in instrument.pages for item in page.items if item.counted)
    return {item.id: _parts(instrument, page, item) for page, item in pages}


def _parts(instrument: Instrument, page: Page, item: Item) -> Parts:
    return {
        "question": item.ask,
        "hint": item.hint,
        ANSWERS: _answers(item),
        "words of the answers": tuple(_words(item.scale)),
        "words put in by an earlier answer": tuple(_piped(instrument, item)),
        "condition under which it is asked": tuple(_conditions(page, item)),
        "person who answers": item.answered_by,
    }


def _answers(item: Item) -> tuple[object, ...]:
    """What there is to choose from, whatever it is called."""
    scale = item.scale
    options = tuple((option.id, option.exclusive) for option in scale.options) if scale else ()
    return item.kind, options, scale.look if scale else "", item.shuffled, item.smallest, item.largest


def _words(scale: Scale | None) -> Iterator[str]:
    if scale is not None:
        yield from (scale.low_end, scale.high_end)
        yield from (option.text for option in scale.options)


def _piped(instrument: Instrument, item: Item) -> Iterator[object]:
    for name in sorted({*pipes_in(item.ask), *pipes_in(item.hint)}):
        pipe = instrument.pipes.get(name)
        if pipe is not None:
            yield name, pipe.source, sorted(pipe.cases.items()), pipe.otherwise


def _conditions(page: Page, item: Item) -> Iterator[str]:
    yield from (written(one) for one in (page.show_if, item.show_if) if one is not None)
