"""The questions of a survey as they are signed: each with its answers in one clip, called by its English words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import pgettext

from surveyapp.definition.model import Instrument
from surveyapp.definition.wording import untranslated
from surveyapp.sound.names import SIGNS, name_of
from surveyapp.survey import journey, spoken, views
from surveyapp.survey.views import ItemView


@dataclass(frozen=True, slots=True)
class Signed:
    """A page's main words, as they stand there in the reader's language, and what is signed, in English."""

    page: str
    shown: str
    signed: str

    @property
    def name(self) -> str:
        """The name of its clip."""
        return name_of(SIGNS, self.signed)


def questions(instrument: Instrument) -> tuple[Signed, ...]:
    """Every page's words to a child, for the language of this request."""
    english, here = views.view(instrument, untranslated), views.view(instrument, pgettext)
    found: list[Signed] = []
    for page in instrument.pages:
        if not journey.for_adult(page):
            for item in page.items:
                found += _of_item(instrument, english.pages[page.id].items[item.id], here.pages[page.id].items[item.id])
    return tuple(found)


def _of_item(instrument: Instrument, english: ItemView, here: ItemView) -> Iterator[Signed]:
    """Once for each wording that earlier answers can make."""
    told = "\n".join(_words(english))
    pairs = zip(
        spoken.filled(instrument, told, untranslated), spoken.filled(instrument, f"{here.ask}\n{told}"), strict=True
    )
    for signed, shown in pairs:
        yield Signed(here.id, shown.partition("\n")[0], signed)


def _words(item: ItemView) -> Iterator[str]:
    yield item.ask
    if item.hint:
        yield item.hint
    ends = zip((item.options[:1], item.options[-1:]), (item.low_end, item.high_end), strict=True)
    if item.low_end:
        yield from (f"{option[0].text} {end}" for option, end in ends)
    else:
        yield from (option.text for option in item.options)
