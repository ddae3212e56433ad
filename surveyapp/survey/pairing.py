"""A page in two languages at once, for a child and an interpreter: under every text of the first the second's."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from surveyapp.survey.unbroken import as_written
from surveyapp.translations.languages import Language

_TAG = re.compile(r"(<[^>]*>)")
_BEGIN, _END = '<header class="tools">', "</main>"
Pieces = list[str]
"""Texts and tags in turn; a page begins and ends with a text."""


def paired(first: str, second: str, language: Language) -> str:
    """The first page, with the words of the second, which is in ``language``, under its own.

    Both were drawn by one template, so what differs between two tags is a translation. What stands below the questions
    (the choice of language) and every attribute stay as they are in the first.
    """
    before, own, after = _cut(as_written(first))
    other = _cut(as_written(second))[1]
    return before + "".join(_merged(_TAG.split(own), _TAG.split(other), language)) + after


def _cut(page: str) -> tuple[str, str, str]:
    begin, end = page.find(_BEGIN), page.rfind(_END)
    return page[:begin], page[begin:end], page[end:]


def _merged(own: Pieces, other: Pieces, language: Language) -> Pieces:
    made = list(own)
    for place, texts in _beside(own, other).items():
        said = " ".join(text.strip() for text in texts if text.strip())
        if said and said != own[place].strip():
            made[place] = _also(own[place], said, language)
    return made


def _also(own: str, said: str, language: Language) -> str:
    return f'{own} <span class="also" lang="{language.code}" dir="{language.direction}">{said}</span>'


def _beside(own: Pieces, other: Pieces) -> dict[int, Pieces]:
    """For the place of each text of the one the texts of the other; a line too many goes to the text before it."""
    if _names(own) == _names(other):
        return {place: [other[place]] for place in range(0, len(own), 2)}
    found: dict[int, Pieces] = {}
    matcher = SequenceMatcher(None, _names(own), _names(other), autojunk=False)
    for _, begin, end, start, stop in matcher.get_opcodes():
        for step in range(stop - start):
            place = 2 * min(begin + step, max(end - 1, begin - 1, 0)) + 2
            found.setdefault(place, []).append(other[2 * (start + step) + 2])
    return found


def _names(pieces: Pieces) -> Pieces:
    """The tags without their attributes, which may be translated."""
    return [tag.split(" ", 1)[0].rstrip(">") for tag in pieces[1::2]]
