"""What is wrong in a definition: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake; ``where`` is the item, page or key it stands in, lines count from 1."""

    file: str
    line: int
    where: str
    what: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.what}; {self.instead}"


class DefinitionProblems(Exception):
    """A definition cannot be used; ``problems`` holds every reason found, in the order of the file's lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Places:
    """The line of every place in one file, so that a problem found later can still name it."""

    file: str
    lines: Mapping[str, int]

    def problem(self, where: str, what: str, instead: str) -> Problem:
        """A problem at this place; a place without a line of its own takes that of what holds it."""
        return Problem(self.file, self.line(where), where, what, instead)

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of all things of this kind, in the order of the file."""
        starts = (where.partition(" ") for where in self.lines if "." not in where)
        return tuple(name for first, _, name in starts if first == kind)

    def line(self, where: str) -> int:
        """The line of this place, from 1."""
        while where not in self.lines and "." in where:
            where = where.rpartition(".")[0]
        return self.lines.get(where, 1)


def nearest(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Advice that names the known word most like this one, or all of them when none is and they are few."""
    words = in_order(set(known))
    close = [] if _counts(word) else get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    if otherwise or not words:
        return otherwise or "leave it out"
    return f"write one of {', '.join(words[:12])}{' …' if len(words) > 12 else ''}"


def in_order(words: Iterable[str]) -> list[str]:
    """Numbers by size, then words by the alphabet."""
    return sorted(words, key=lambda word: (0, int(word), word) if _counts(word) else (1, 0, word))


def _counts(word: str) -> bool:
    """Whether this is a number that is chosen as an answer, not a year: 11 is no slip of the pen for 1."""
    return word.isascii() and word.isdigit() and len(word) < 4
