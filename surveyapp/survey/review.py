"""A child's own answers in words, to look at before they are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext, pgettext

from surveyapp.definition.model import Answer, Instrument, Item, Missing
from surveyapp.survey.plain import Shown
from surveyapp.survey.views import InstrumentView, ItemView, filled


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer, and the page where it can be changed."""

    page: str
    ask: str
    answer: str


def lines(place: Shown, instrument: Instrument, view: InstrumentView) -> tuple[Line, ...]:
    """Every question of this child's way, in order."""
    return tuple(_lines(place, instrument, view))


def _lines(place: Shown, instrument: Instrument, view: InstrumentView) -> Iterator[Line]:
    answers = place.state.answers
    for page in place.course.asked:
        for item in page.items:
            if item.counted:
                seen = filled(view.pages[page.id].items[item.id], instrument, answers, pgettext)
                yield Line(page.id, seen.ask, _words(item, seen, answers.get(item.id, Missing.SKIPPED)))


def _words(item: Item, seen: ItemView, answer: Answer) -> str:
    """The answer as the child read it."""
    if answer is Missing.RATHER_NOT_SAY:
        return str(gettext("I'd rather not say"))
    if isinstance(answer, Missing):
        return str(gettext("Skipped"))
    if item.scale is None:
        return str(answer)
    texts = {option.id: option.text for option in seen.options}
    if answer == ():
        return next(option.text for option in seen.options if option.exclusive)
    return ", ".join(texts[one] for one in (answer if isinstance(answer, tuple) else (str(answer),)))
