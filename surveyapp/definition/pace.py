"""How long a survey takes, from a simulated walk of children who answer at random.

The paces are judgements, set so that about sixty questions take a young person fifteen to twenty minutes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from surveyapp.definition.model import Answer, AnsweredBy, Instrument, Item, Kind, Missing
from surveyapp.definition.paths import YES, asked_pages
from surveyapp.definition.readability import words_in
from surveyapp.definition.rows import countable

WALKS = 60
LEFT_OUT = 0.05
"""Share of the questions that a simulated child skips."""
TURN = 2.0
"""Seconds from Next to the new page, and for finding one's place on it."""
REST = 8.0
"""Seconds for "Keep going, have a rest, stop here"."""
GLANCE = 0.5
"""Share of the words of a scale that are read when it comes again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many words a minute are read or listened to, and how many seconds a choice takes."""

    words: float
    choice: float
    typing: float


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes: of the walk in the middle, and of the longest one."""

    typical: float
    longest: float


PACES = {
    "4-7": Pace(words=90, choice=7, typing=30),
    "8-11": Pace(words=120, choice=5, typing=40),
    "11-18": Pace(words=160, choice=4, typing=40),
    "leavers": Pace(words=180, choice=4, typing=40),
}
ADULT = Pace(words=200, choice=4, typing=30)


def duration(instrument: Instrument) -> Duration:
    """The minutes this instrument takes; the same for the same instrument, every time."""
    chance = random.Random(instrument.fingerprint)  # noqa: S311 - a simulation, not a secret
    minutes = sorted(_walk(instrument, chance) for _ in range(WALKS))
    return Duration(minutes[len(minutes) // 2], minutes[-1])


def _walk(instrument: Instrument, chance: random.Random) -> float:
    answers = {item.id: _answer(item, chance) for item in instrument.items}
    pages = asked_pages(instrument, answers)
    own = PACES.get(instrument.band.presentation, ADULT)
    rests = {section.id for section in instrument.sections if section.rest} & {page.section for page in pages}
    met: set[str] = set()
    seconds = TURN * len(pages) + REST * len(rests)
    for item in (item for page in pages for item in page.items):
        pace = ADULT if item.answered_by is AnsweredBy.ADULT else own
        seconds += 60 * _words(item, met) / pace.words + _seconds(item, pace)
    return seconds / 60


def _words(item: Item, met: set[str]) -> float:
    words = float(len(words_in(f"{item.ask}\n{item.hint}")))
    if item.scale is not None:
        glance = GLANCE if item.scale.id in met else 1.0
        words += glance * sum(len(words_in(option.text)) for option in item.scale.options)
        met.add(item.scale.id)
    return words


def _seconds(item: Item, pace: Pace) -> float:
    return {
        Kind.INFORMATION: 0.0,
        Kind.CHOICE: pace.choice,
        Kind.ASSENT: pace.choice,
        Kind.NUMBER: 2 * pace.choice,
        Kind.SEVERAL: 2 * pace.choice,
        Kind.SHORT_TEXT: pace.typing / 2,
        Kind.LONG_TEXT: pace.typing,
    }[item.kind]


def _answer(item: Item, chance: random.Random) -> Answer:
    if item.kind is Kind.ASSENT:
        return YES
    if chance.random() < LEFT_OUT:
        return Missing.SKIPPED
    if item.kind is Kind.NUMBER:
        return chance.randint(item.smallest, item.largest)
    options = countable(item)
    if item.kind is Kind.SEVERAL:
        return tuple(option for option in options if chance.random() < 1 / 3)
    return chance.choice(options) if options else Missing.SKIPPED
