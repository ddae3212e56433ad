"""A child's whole answers as one block of fixed length, ready to be sealed.

1 byte    the version of this layout
32 bytes  the instrument's fingerprint
2 bytes   the length of the row, then the row (see ``rows``)
for each counted text item, in order: 2 bytes for the length of its UTF-8, then the text
zeros up to the fixed length
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from surveyapp.definition.model import Answer, Answers, Instrument, Item
from surveyapp.definition.paths import complete
from surveyapp.definition.rows import AnswerRejected, RowRejected, on_path, pack, unpack, valid

LAYOUT = 1
STEP = 256
"""Ballots are as long as the longest possible one, rounded up to a multiple of this."""
MOST = 16 * 1024 - 32
"""No instrument may need a ballot longer than this many bytes; beside it lies the proof of what let it into the box."""
_HEAD = 1 + 32 + 2
_WIDEST = 4
"""Bytes that one character may need."""


class BallotRejected(ValueError):
    """The block is no ballot: unknown layout or instrument, impossible answers, or something after its end."""


class BallotTooLong(ValueError):
    """The answers do not fit the fixed length."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """An opened ballot: its closed answers as a row, and its texts by item."""

    instrument: Instrument
    row: bytes
    comments: Mapping[str, str]


def ballot_size(instruments: Iterable[Instrument]) -> int:
    """The fixed length, in bytes, that takes the longest possible answers to any of these instruments."""
    longest = max((longest_ballot(instrument) for instrument in instruments), default=_HEAD)
    return -(-longest // STEP) * STEP


def longest_ballot(instrument: Instrument) -> int:
    """The bytes that the longest possible answers to this instrument need, without padding."""
    texts = sum(2 + _WIDEST * item.longest for item in instrument.texts)
    return _HEAD + len(instrument.closed) + texts


def encode_ballot(instrument: Instrument, answers: Answers, size: int) -> bytes:
    """The answers as exactly ``size`` bytes; what was asked and left is skipped, what was not asked says so."""
    whole = complete(instrument, answers)
    row = pack(instrument, whole)
    head = bytes([LAYOUT]) + bytes.fromhex(instrument.fingerprint) + len(row).to_bytes(2)
    texts = (_text(item, whole[item.id]) for item in instrument.texts)
    block = head + row + b"".join(len(text).to_bytes(2) + text for text in texts)
    if len(block) > size:
        raise BallotTooLong(f"{len(block)} bytes do not fit {size}")
    return block.ljust(size, b"\0")


def decode_ballot(find: Callable[[str], Instrument], plaintext: bytes) -> Ballot:
    """The ballot in an opened block; ``find`` gives the instrument of a fingerprint or raises LookupError."""
    source = _Source(plaintext)
    if source.take(1) != bytes([LAYOUT]):
        raise BallotRejected("unknown layout")
    try:
        instrument = find(source.take(32).hex())
    except LookupError as error:
        raise BallotRejected("unknown instrument") from error
    row = source.block()
    comments = {item.id: _comment(item, source.block()) for item in instrument.texts}
    source.finish()
    _check_row(instrument, row)
    return Ballot(instrument, row, {item: text for item, text in comments.items() if text})


class _Source:
    """Takes bytes from the front; holds only its place."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, count: int) -> bytes:
        taken = self._content[self._at : self._at + count]
        if len(taken) < count:
            raise BallotRejected("it ends too early")
        self._at += count
        return taken

    def block(self) -> bytes:
        return self.take(int.from_bytes(self.take(2)))

    def finish(self) -> None:
        if self._content[self._at :].strip(b"\0"):
            raise BallotRejected("something follows its end")


def _text(item: Item, answer: Answer) -> bytes:
    text = valid(item, answer)
    return text.encode() if isinstance(text, str) else b""


def _comment(item: Item, content: bytes) -> str:
    """The text in its one form: a browser whose Unicode is older than ours may have left it in another."""
    try:
        text = valid(item, content.decode())
    except (UnicodeDecodeError, AnswerRejected) as error:
        raise BallotRejected(f"no text for {item.id}") from error
    return text if isinstance(text, str) else ""


def _check_row(instrument: Instrument, row: bytes) -> None:
    try:
        answers = unpack(instrument, row)
    except RowRejected as error:
        raise BallotRejected(str(error)) from error
    if not on_path(instrument, answers):
        raise BallotRejected("an item is answered that was not asked")
