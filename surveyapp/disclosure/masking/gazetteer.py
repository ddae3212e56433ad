"""An authority's own list of names and places: one on each line, with the role that stands in for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.disclosure.masking.model import Role
from surveyapp.disclosure.masking.texts import fold, without_possessive

LONGEST, MOST = 80, 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A name or place as it is written, and what is put in its stead."""

    text: str
    role: Role

    @property
    def folded(self) -> str:
        """Its letters and digits alone, without a possessive ending: of "St Hilda's", "sthilda"."""
        return fold(without_possessive(self.text))

    @property
    def possessive(self) -> bool:
        """Whether the ending is a part of the name."""
        return without_possessive(self.text) != self.text

    @property
    def words(self) -> int:
        """Of how many words it is."""
        return len(self.text.replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All an authority has listed."""

    entries: tuple[Entry, ...] = ()


class Unreadable(Exception):
    """Lines of a list that cannot be used, each with its number, and why."""

    def __init__(self, lines: tuple[tuple[int, str], ...]) -> None:
        super().__init__("; ".join(f"line {number}: {why}" for number, why in lines))
        self.lines = lines


def read_gazetteer(text: str) -> Gazetteer:
    """Lines such as ``school: Northfield Primary``; without a role a name. Raises Unreadable with every bad line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    written = [(number, line) for number, line in lines if line and not line.startswith("#")]
    bad = tuple(_problems(written))
    if bad:
        raise Unreadable(bad)
    return Gazetteer(tuple(dict.fromkeys(_entry(line) for _, line in written)))


def _problems(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    if len(lines) > MOST:
        yield lines[MOST][0], f"a list holds {MOST:,} names at most"
    for number, line in lines[:MOST]:
        role, colon, text = line.partition(":")
        if colon and role.strip().casefold() not in set(Role):
            yield number, f'"{role.strip()}" is no role; use one of {", ".join(Role)}'
        elif len(fold(text if colon else line)) < 2:  # one letter would mask every "I" and "a"
            yield number, "a name needs two letters or more"
        elif len(line) > LONGEST:
            yield number, f"a name is {LONGEST} characters at most"


def _entry(line: str) -> Entry:
    role, colon, text = line.partition(":")
    return Entry(text.strip(), Role(role.strip().casefold())) if colon else Entry(line, Role.NAME)
