"""Wording over the age band's limits: words in a question, an answer, a sentence of a hint; reading age.

The reasons in a contract are read by panel members, and have a limit of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definition.model import AnsweredBy, Instrument, Item, Kind, Option, Pipe
from surveyapp.definition.problems import Places, Problem
from surveyapp.definition.readability import reading_age, sentences_in, words_in
from surveyapp.definition.wording import PLACE

ADULT_WORDS = 30
HINT_EXTRA = 4
"""Words that a sentence of a hint may have beyond the limit of a question."""
HINT_TIMES = 4
"""A whole hint may have this many times the words of a question."""
TOLD_TIMES = 6
"""The same for what explains the survey itself."""
_TOLD = frozenset({Kind.INFORMATION, Kind.ASSENT})
ALONE_YEARS = 6
"""A sentence alone may be this much above the band's reading age: on so few words the formula swings widely."""
REASON_WORDS = 25
"""Words in a sentence that tells readers of results why a question is not the same."""
READERS_AGE = 12


def words(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """What is too long or too hard to read in this survey."""
    longest = {pipe.id: _longest_case(pipe) for pipe in instrument.pipes.values()}
    for item in instrument.items:
        limit = ADULT_WORDS if item.answered_by is AnsweredBy.ADULT else instrument.band.word_limit
        yield from _question(item, limit, longest, places)
        yield from _hint(item, limit, longest, places)
        if item.scale is not None:
            for number, option in enumerate(item.scale.options, start=1):
                yield from _option(option, number, item, limit, places)
    yield from _age(instrument, longest, places)
    yield from _reasons(instrument, places)


def _question(item: Item, limit: int, longest: dict[str, str], places: Places) -> Iterator[Problem]:
    ask = _filled(item.ask, longest)
    for text in sentences_in(ask) if item.kind in _TOLD else (ask,):
        count = len(words_in(text))
        if count > limit:
            what = f"{count} words, and this band's limit is {limit}"
            yield places.problem(f"{item.id}.ask", what, "say it in fewer words, or move some to a hint")


def _hint(item: Item, limit: int, longest: dict[str, str], places: Places) -> Iterator[Problem]:
    hint = _filled(item.hint, longest)
    for sentence in sentences_in(hint):
        count = len(words_in(sentence))
        if count > limit + HINT_EXTRA:
            what = f"a sentence of {count} words, and the limit in a hint is {limit + HINT_EXTRA}"
            yield places.problem(f"{item.id}.hint", what, "make two sentences of it")
    count = len(words_in(hint))
    most = limit * (TOLD_TIMES if item.kind in _TOLD else HINT_TIMES)
    if count > most:
        what = f"{count} words, and the limit of a hint is {most}"
        yield places.problem(f"{item.id}.hint", what, "keep what helps to answer")


def _option(option: Option, number: int, item: Item, limit: int, places: Places) -> Iterator[Problem]:
    count = len(words_in(option.text))
    if count > limit and item.scale is not None:
        what = f'"{option.text}" has {count} words, and this band\'s limit is {limit}'
        yield places.problem(_place_of(item, number), what, "say it in fewer words")


def _place_of(item: Item, number: int) -> str:
    assert item.scale is not None
    own = f"{item.id}.options[{number}]"
    return own if item.scale.id == item.id else f"scale {item.scale.id}.options[{number}]"


def _age(instrument: Instrument, longest: dict[str, str], places: Places) -> Iterator[Problem]:
    limit = instrument.band.reading_age
    own = [item for item in instrument.items if item.answered_by is AnsweredBy.CHILD]
    for item in own:
        age = round(reading_age([_filled(item.ask, longest)]))
        if age > limit + ALONE_YEARS:
            what = f"this reads like a text for {age}, and the band reads at {limit}"
            yield places.problem(f"{item.id}.ask", what, "use shorter words and sentences")
    age = round(reading_age(_filled(text, longest) for item in own for text in (item.ask, item.hint)))
    if age > limit:
        what = f"taken together the wording can be read at {age}, and the band reads at {limit}"
        yield places.problem("survey.sections", what, "use shorter words and sentences throughout")


def _longest_case(pipe: Pipe) -> str:
    return max((*pipe.cases.values(), pipe.otherwise), key=lambda text: len(words_in(text)))


def _filled(text: str, longest: dict[str, str]) -> str:
    return PLACE.sub(lambda match: longest.get(match[1], match[0]), text)


def _reasons(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Reasons that take too long to read; the reading age is theirs together, for alone they are too short."""
    if instrument.trends is None:
        return
    reasons = {f"survey.trends.{trend}.{item}": text for item, (trend, text) in instrument.trends.items.items()}
    for where, reason in reasons.items():
        count = max((len(words_in(sentence)) for sentence in sentences_in(reason)), default=0)
        if count > REASON_WORDS:
            what = f"a sentence of {count} words, and the limit of a reason is {REASON_WORDS}"
            yield places.problem(where, what, "say it in fewer words, or make two sentences of it")
    age = round(reading_age(reasons.values()))
    if age > READERS_AGE:
        what = f"the reasons can be read at {age}, and panel members are to read them at {READERS_AGE}"
        yield places.problem("survey.trends", what, "use shorter words and sentences")
