"""Which answers an item takes, and a child's closed answers as one row of bytes.

A row has a byte for each counted closed item, in the instrument's order: the place of the chosen option, a bit for each
of up to seven chosen options, a number up to 250, or 253, 254, 255 for a missing answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from surveyapp.definition.conditions import NONE
from surveyapp.definition.model import TEXT, Answer, Answers, Instrument, Item, Kind, Missing
from surveyapp.definition.paths import complete

_INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_WHOLE = re.compile(r"[0-9]{1,3}")
_FIRST_MISSING = min(Missing)


class AnswerRejected(ValueError):
    """The item takes no such answer: an unknown option, a number outside its limits, a text too long."""

    def __init__(self, item: Item) -> None:
        super().__init__(f"{item.id} takes no such answer")
        self.item = item


class RowRejected(ValueError):
    """The bytes are no row of this instrument."""


def valid(item: Item, answer: Answer) -> Answer:
    """The answer in its one form (options in the scale's order, text without invisible characters)."""
    if isinstance(answer, Missing):
        return answer
    if item.kind in (Kind.CHOICE, Kind.ASSENT) and isinstance(answer, str) and answer in _options(item):
        return answer
    if item.kind is Kind.SEVERAL and isinstance(answer, tuple):
        return _several(item, answer)
    if item.kind is Kind.NUMBER and isinstance(answer, int) and not isinstance(answer, bool):
        return _number(item, answer)
    if item.kind in TEXT and isinstance(answer, str):
        return _text(item, answer)
    raise AnswerRejected(item)


def understood(item: Item, values: Sequence[str]) -> Answer:
    """The answer in the values that a form sends for this item; nothing, or only spaces, is skipped."""
    given = tuple(value.strip() for value in values if value.strip())
    if not given:
        return Missing.SKIPPED
    if item.kind is Kind.SEVERAL:
        return valid(item, () if given == (NONE,) else given)
    if len(given) > 1 or item.kind is Kind.INFORMATION:
        raise AnswerRejected(item)
    if item.kind is Kind.NUMBER:
        if not _WHOLE.fullmatch(given[0]):
            raise AnswerRejected(item)
        return valid(item, int(given[0]))
    return valid(item, given[0])


def countable(item: Item) -> tuple[str, ...]:
    """The option ids that an answer to this item can hold; "none of these" is the absence of them all."""
    return tuple(option.id for option in item.scale.options if not option.exclusive) if item.scale else ()


def pack(instrument: Instrument, answers: Answers) -> bytes:
    """One byte per counted closed item; AnswerRejected names the item that takes no such answer."""
    return bytes(_byte(item, valid(item, answers.get(item.id, Missing.NOT_ASKED))) for item in instrument.closed)


def unpack(instrument: Instrument, row: bytes) -> dict[str, Answer]:
    """The answers on a row; RowRejected when it is not one of this instrument."""
    items = instrument.closed
    if len(row) != len(items):
        raise RowRejected(f"{len(row)} bytes, and the instrument has {len(items)} closed items")
    return {item.id: answer_of(item, byte) for item, byte in zip(items, row, strict=True)}


def answer_of(item: Item, byte: int) -> Answer:
    """The answer that a byte of a row stands for; RowRejected when the item has none such."""
    if byte >= _FIRST_MISSING:
        return Missing(byte)
    options = _options(item)
    if item.kind is Kind.SEVERAL:
        known = countable(item)
        if byte < 1 << len(known):
            return tuple(option for place, option in enumerate(known) if byte >> place & 1)
    elif item.kind is Kind.NUMBER:
        if item.smallest <= byte <= item.largest:
            return byte
    elif byte < len(options):
        return options[byte]
    raise RowRejected(f"{item.id} has no answer {byte}")


def on_path(instrument: Instrument, answers: Answers) -> bool:
    """Whether these closed answers can be given on one path: nothing is answered that was not asked."""
    whole = complete(instrument, answers)
    return all(whole[item.id] == answers.get(item.id) for item in instrument.closed)


def _options(item: Item) -> tuple[str, ...]:
    return tuple(option.id for option in item.scale.options) if item.scale else ()


def _several(item: Item, answer: tuple[str, ...]) -> Answer:
    known = countable(item)
    if not set(answer) <= set(known) or len(set(answer)) != len(answer):
        raise AnswerRejected(item)
    return tuple(option for option in known if option in answer)


def _number(item: Item, answer: int) -> Answer:
    if not item.smallest <= answer <= item.largest:
        raise AnswerRejected(item)
    return answer


def _text(item: Item, answer: str) -> Answer:
    lines = answer.replace("\r\n", "\n").replace("\r", "\n")
    lines = lines.encode("utf-8", "ignore").decode()
    text = _INVISIBLE.sub(" ", unicodedata.normalize("NFC", lines)).strip()
    if len(text) > item.longest:
        raise AnswerRejected(item)
    return text or Missing.SKIPPED


def _byte(item: Item, answer: Answer) -> int:
    if isinstance(answer, tuple):
        known = countable(item)
        return sum(1 << known.index(option) for option in answer)
    return int(answer) if isinstance(answer, int) else _options(item).index(answer)
