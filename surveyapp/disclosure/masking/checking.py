"""What a mask still finds in a text that people have masked, and a text in pieces to be shown with its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surveyapp.disclosure.masking.gazetteer import Gazetteer
from surveyapp.disclosure.masking.marks import NOBODY, find_marks
from surveyapp.disclosure.masking.model import Mark, Role

_STANDS_IN = re.compile(rf"\[(?:{'|'.join(Role)})\]")
EVERYDAY = "sure"
"""What is read in place of ``[sister]``: a word of everyday, so that what follows it is still looked at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``role`` is what it is marked as, None where it is not."""

    text: str
    role: Role | None = None


def left(text: str, gazetteer: Gazetteer = NOBODY, *, english: bool = True) -> tuple[Mark, ...]:
    """The marks in a text that are not one of our own ``[role]``; other words in brackets are looked at like any."""
    return find_marks(_STANDS_IN.sub(_everyday, text), gazetteer, english=english)


def still_named(body: str, welsh: str = "", gazetteer: Gazetteer = NOBODY) -> tuple[str, ...]:
    """The words that the mask finds in an English text or its Welsh, each once, without case, in alphabetical order."""
    marked = ((body, left(body, gazetteer)), (welsh, left(welsh, gazetteer, english=False)))
    return tuple(sorted({_plain(text[mark.start : mark.end]) for text, marks in marked for mark in marks}))


def unexplained(body: str, welsh: str, explained: Iterable[str], gazetteer: Gazetteer = NOBODY) -> tuple[str, ...]:
    """What the mask finds in either text, beside the words that people let stand and said why."""
    return tuple(sorted({*still_named(body, welsh, gazetteer)} - set(map(_plain, explained))))


def in_pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text cut at its marks."""
    return tuple(piece for piece in _pieces(text, sorted(marks, key=lambda it: it.start)) if piece.text)


def _pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    at = 0
    for mark in marks:
        yield Piece(text[at : mark.start])
        yield Piece(text[mark.start : mark.end], mark.role)
        at = mark.end
    yield Piece(text[at:])


def _everyday(found: re.Match[str]) -> str:
    """As many characters, so that places stay the same."""
    return f" {EVERYDAY} ".ljust(len(found.group()))[: len(found.group())]


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
