"""What a booklet is, as plain data: its questions, boxes and people, before anything is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from surveyapp.paper.routing import Box


@dataclass(frozen=True, slots=True)
class Tick:
    """One box: the number beside it, its words, a picture as SVG or emoji, and where a reader goes on from it."""

    box: Box
    number: str
    text: str
    drawing: str = ""
    file: str = ""
    emoji: str = ""
    go: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``number`` is empty where no answer is kept; ``only`` says for whom it is, ``before`` what to know.

    ``lines`` is how many there are to write on.
    """

    id: str
    kind: str
    number: str
    ask: str
    hint: tuple[str, ...]
    emoji: str = ""
    only: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    look: str = ""
    ends: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A section."""

    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a child can talk to, as the authority has checked them."""

    name: str
    who_for: str = ""
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose booklet it is; what paper shall not say (team, name, code) has no place in it."""

    council: str = ""
    wave: str = ""


@dataclass(frozen=True, slots=True)
class Booklet:
    """Everything that is printed, in order. ``least``: millimetres that the side of a box has at least."""

    language: str
    direction: str
    title: str
    band: str
    version: str
    fingerprint: str
    imprint: Imprint
    least: int
    draft: str
    how: tuple[str, ...]
    parts: tuple[Part, ...]
    end: tuple[str, ...]
    blank: str
    keep: str
    people_title: str
    people_first: str
    people: tuple[tuple[str, tuple[str, ...]], ...]
    danger: str
