"""Where a comment names somebody or somewhere, and the comment with roles in their stead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from surveyapp.disclosure.masking.cues import by_capital, by_cue, by_strangeness
from surveyapp.disclosure.masking.gazetteer import Gazetteer
from surveyapp.disclosure.masking.listing import by_authority, by_names
from surveyapp.disclosure.masking.model import Mark, Role, Source
from surveyapp.disclosure.masking.patterns import by_pattern
from surveyapp.disclosure.masking.texts import words_of
from surveyapp.disclosure.masking.titles import by_title

__all__ = ["Mark", "Role", "Source", "find_marks", "masked"]

NOBODY = Gazetteer()
_TRUSTED = (Source.AUTHORITY, Source.PATTERN, Source.CUE, Source.NAMES, Source.CAPITAL, Source.STRANGE)


def find_marks(comment: str, gazetteer: Gazetteer = NOBODY, *, english: bool = True) -> tuple[Mark, ...]:
    """What a first mask covers, in order and apart from each other.

    Deterministic: an authority's list with one edit, patterns, a small list of names, words before a name, capitals,
    and what is no English (not asked of a text in another language: ``english`` is False).
    It is made to mark too much rather than too little, and stands in for no reader: two people look at each comment.
    """
    words = words_of(comment)
    found = chain(
        by_authority(words, gazetteer),
        by_pattern(comment),
        by_title(words),
        by_cue(words),
        by_names(words),
        by_capital(words),
        by_strangeness(words) if english else (),
    )
    return tuple(_apart(sorted(found, key=lambda it: (_TRUSTED.index(it.source), it.start - it.end, it.start))))


def masked(comment: str, marks: Sequence[Mark]) -> str:
    """The comment with ``[role]`` in place of each mark; neighbours of one role are one."""
    return "".join(_pieces(comment, sorted(marks, key=lambda it: it.start)))


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks most to be trusted; another that only overlaps gives way, but its own characters stay covered."""
    kept: list[Mark] = []
    for mark in marks:
        kept += _outside(mark, kept)
    yield from sorted(kept, key=lambda it: it.start)


def _outside(mark: Mark, kept: Sequence[Mark]) -> list[Mark]:
    """What of a mark no other covers."""
    free = [(mark.start, mark.end)]
    for other in kept:
        free = [
            part
            for start, end in free
            for part in ((start, min(end, other.start)), (max(start, other.end), end))
            if part[0] < part[1]
        ]
    return [Mark(start, end, mark.role, mark.source) for start, end in free]


def _pieces(comment: str, marks: Sequence[Mark]) -> Iterator[str]:
    at, role = 0, None
    for mark in marks:
        between = comment[at : mark.start]
        if mark.role is not role or between.strip(" -,"):
            yield f"{between}[{mark.role}]"
        at, role = mark.end, mark.role
    yield comment[at:]
