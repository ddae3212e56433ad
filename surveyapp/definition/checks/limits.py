"""What suits an age band: how many answers, which kinds of them, practice and assent, one question a page, minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.definition.ballots import MOST, longest_ballot
from surveyapp.definition.model import AnsweredBy, Instrument, Item, Kind, Look, Mark, Page, Scale
from surveyapp.definition.pace import duration
from surveyapp.definition.problems import Places, Problem

NOT_SURE = "not_sure"
FACTS = 10
"""Answers to choose from where a child names a fact (who do you live with?) rather than weighs a feeling."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a band's children can take: answers beside "not sure", faces, numbers, and how many practice items."""

    answers: int
    faces: int
    numbers: bool
    practice: int


LIMITS = {
    "4-7": Limit(answers=3, faces=3, numbers=False, practice=2),
    "8-11": Limit(answers=4, faces=3, numbers=False, practice=2),
    "11-18": Limit(answers=7, faces=5, numbers=True, practice=0),
    "leavers": Limit(answers=7, faces=5, numbers=True, practice=0),
}


def limits(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Where this survey asks more of its children than their age allows, or leaves out what they need."""
    limit = LIMITS.get(instrument.band.presentation)
    if limit is None:
        known = ", ".join(LIMITS)
        what = f'there is no presentation "{instrument.band.presentation}"'
        yield places.problem("survey.survey", what, f"write one of {known} as the band's presentation in items.yaml")
        return
    for item in instrument.items:
        if item.answered_by is AnsweredBy.CHILD:
            yield from _item(item, limit, places)
        yield from _drawn(item, places)
    for page in instrument.pages:
        yield from _page(page, places)
    yield from _beginning(instrument, limit, places)
    yield from _size(instrument, places)


def _item(item: Item, limit: Limit, places: Places) -> Iterator[Problem]:
    if item.kind is Kind.NUMBER and not limit.numbers:
        yield places.problem(
            f"{item.id}.kind", "children of this band are not asked for numbers", "offer words instead"
        )
    if item.scale is None:
        return
    where = f"{item.id}.scale" if item.scale.id != item.id else f"{item.id}.options"
    if item.scale.look is Look.LADDER:
        if not limit.numbers:
            what = "children of this band are not given a ladder of numbers"
            yield places.problem(where, what, "offer words or faces instead")
        return
    count, most = _answers(item.scale), _most(item, limit)
    if count > most:
        what = f'{count} answers beside "not sure", and this band\'s limit is {most}'
        yield places.problem(where, what, "leave some out, or join two")


def _answers(scale: Scale) -> int:
    return sum(1 for option in scale.options if option.id != NOT_SURE and not option.exclusive)


def _most(item: Item, limit: Limit) -> int:
    if item.kind is Kind.SEVERAL or item.mark is not Mark.ROW:
        return FACTS
    return limit.faces if item.scale is not None and item.scale.look is Look.FACES else limit.answers


def _drawn(item: Item, places: Places) -> Iterator[Problem]:
    if item.scale is None:
        return
    where = f"scale {item.scale.id}" if item.scale.id != item.id else f"{item.id}.scale"
    if item.scale.look is Look.PAIR and len(item.scale.options) != 2:
        what = f"a pair has two statements, not {len(item.scale.options)}"
        yield places.problem(where, what, "keep the two that a child chooses between")
    if item.scale.look is Look.FACES:
        for option in item.scale.options:
            if not option.picture:
                yield places.problem(where, f'"{option.id}" has no face', 'write picture: "🙂"')


def _page(page: Page, places: Places) -> Iterator[Problem]:
    asking = [item for item in page.items if item.kind is not Kind.INFORMATION]
    if len({item.answered_by for item in page.items}) > 1:
        what = "a child's and an adult's items stand on one page"
        yield places.problem(f"page {page.id}", what, "give each a page of its own")
    elif len(asking) > 1 and asking[0].answered_by is AnsweredBy.CHILD:
        what = f"{len(asking)} questions stand on one page"
        yield places.problem(f"page {page.id}", what, "ask one question a page")


def _beginning(instrument: Instrument, limit: Limit, places: Places) -> Iterator[Problem]:
    items = instrument.items
    first = next((place for place, item in enumerate(items) if item.counted), len(items))
    own = next((place for place, item in enumerate(items) if item.counted and item.answered_by == "child"), len(items))
    assents = [place for place, item in enumerate(items) if item.kind is Kind.ASSENT]
    if len(assents) != 1:
        what = f"{len(assents) or 'no'} assents stand here, and a child is asked once"
        yield places.problem("survey.sections", what, "keep one item of kind: assent, on one of the first pages")
    elif assents[0] > first:
        what = f'"{items[first].id}" is asked before the child has agreed'
        yield places.problem(items[assents[0]].id, what, "move the assent before it")
    practice = sum(1 for item in items[:own] if item.practice)
    if practice < limit.practice:
        what = f"{practice} practice questions come before the first real one, and this band needs {limit.practice}"
        yield places.problem("survey.sections", what, "add items with practice: true")


def _size(instrument: Instrument, places: Places) -> Iterator[Problem]:
    minutes = duration(instrument)
    if minutes.typical > instrument.band.minutes:
        what = f"a typical child needs {minutes.typical:.0f} minutes, and this band has {instrument.band.minutes}"
        yield places.problem("survey.sections", what, "ask less, or say it in fewer words")
    longest = longest_ballot(instrument)
    if longest > MOST:
        what = f"the longest answers need {longest} bytes, and a ballot has room for {MOST}"
        yield places.problem("survey.sections", what, "allow shorter texts (longest) or fewer of them")
