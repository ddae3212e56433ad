"""A comment as words with their places, folded so that case, accents and apostrophes make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’‘`-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘`]s$")
_ENDING = re.compile(r"(?:^|[.!?…\n:;\"“(])\s*[\"'“‘(]*$")
_DOTTED = re.compile(r"\b(?:mr|mrs|ms|mx|miss|dr|prof|rev|sgt|pc)\.[ \t]*[\"'“‘(]*$", re.IGNORECASE)
"""A title with a dot ends no sentence: in "Mr. Brown" the name is no first word."""
AUXILIARY = frozenset({"will", "said"})
"""Names that follow a person as verbs: "my sister will be late"."""
VERBS = AUXILIARY | {"hope", "mark"}
"""Names with which a sentence begins as verbs: "Hope it gets better"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, from ``start`` to ``end``, to ``whole`` with its possessive ending; ``first`` in its sentence or not."""

    text: str
    folded: str
    start: int
    end: int
    whole: int
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, and is not written in capitals throughout."""
        return self.text[:1].isupper() and (len(self.text) == 1 or not self.text.isupper())


def words_of(comment: str) -> tuple[Word, ...]:
    """The words of a comment in order."""
    return tuple(_words_of(comment))


def _words_of(comment: str) -> Iterator[Word]:
    for found in _WORD.finditer(comment):
        text = without_possessive(found.group())
        first = bool(_ENDING.search(comment, 0, found.start())) and not _DOTTED.search(comment, 0, found.start())
        yield Word(text, fold(text), found.start(), found.start() + len(text), found.end(), first)


def without_possessive(text: str) -> str:
    """The text without an "'s" at its end."""
    return _POSSESSIVE.sub("", text)


def fold(text: str) -> str:
    """Letters and digits alone, without case and accents: "José-María" is "josemaria"."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if letter.isalnum())


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists that stand beside this file, folded."""
    text = (files(__package__) / f"{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())


def shouted(words: Sequence[Word]) -> bool:
    """Whether Most Words Begin With A Capital, so that a capital says nothing."""
    later = [word for word in words if not word.first and word.folded != "i"]
    return len(later) > 1 and sum(word.text[:1].isupper() for word in later) * 2 > len(later)
