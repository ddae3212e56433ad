"""A wave's codebook: written before the coding begins, and unchanged from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from surveyapp.results.models import Comment
from surveyapp.results.themes import MOST, Codebook, Coding, Settled, Theme

FEWEST_TWICE = 20
"""Percent of the texts that two people code at least."""


class CodingBegun(Exception):
    """Coding has begun: the codebook is not changed under the hands of those who use it."""


class TooManyThemes(Exception):
    """A codebook has 15 themes at most."""


class NoThemes(Exception):
    """There is nothing to code by yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One theme: its name, what belongs to it, what does not, and its name in Welsh; "" in the last two is none."""

    name: str
    belongs: str
    other: str = ""
    welsh: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A wave's codebook; themes stand at places 1, 2, … ``twice``: percent of the texts that two people code."""

    version: int = 1
    twice: int = FEWEST_TWICE
    begun: bool = False
    themes: tuple[Entry, ...] = ()


def codebook(session: Session, wave: str) -> Book:
    """The codebook of a wave; an empty one where nobody wrote any yet."""
    found = session.get(Codebook, wave)
    if found is None:
        return Book()
    themes = session.scalars(select(Theme).where(Theme.wave == wave).order_by(Theme.place))
    entries = tuple(Entry(one.name, one.belongs, one.other, one.welsh) for one in themes)
    return Book(found.version, found.twice, found.begun, entries)


def write(session: Session, wave: str, themes: Sequence[Entry]) -> None:
    """Keep these themes in place of those before. Raises CodingBegun, TooManyThemes."""
    if len(themes) > MOST:
        raise TooManyThemes
    _changeable(session, wave)
    session.execute(delete(Theme).where(Theme.wave == wave))
    rows = [
        {"place": place, "name": one.name, "belongs": one.belongs, "other": one.other, "welsh": one.welsh}
        for place, one in enumerate(themes, start=1)
    ]
    if rows:
        session.execute(insert(Theme), [{"wave": wave, **row} for row in rows])


def begin(session: Session, wave: str, *, twice: int) -> None:
    """Begin to code by the themes as they stand, ``twice`` percent of texts by two. Raises CodingBegun, NoThemes."""
    _changeable(session, wave)
    if not codebook(session, wave).themes:
        raise NoThemes
    session.execute(update(Codebook).where(Codebook.wave == wave).values(twice=twice, begun=True))


def anew(session: Session, wave: str) -> None:
    """Open the codebook again as its next version: everything that was ticked is deleted, and coding starts anew."""
    mine = select(Comment.id).where(Comment.wave == wave)
    for table in (Coding, Settled):
        session.execute(delete(table).where(table.id.in_(mine)))
    begun = update(Codebook).where(Codebook.wave == wave, Codebook.begun)
    session.execute(begun.values(begun=False, version=Codebook.version + 1))


def _changeable(session: Session, wave: str) -> None:
    """Make sure that there is a codebook, and lock it while it is changed. Raises CodingBegun."""
    found = session.get(Codebook, wave, with_for_update=True)
    if found is None:
        session.add(Codebook(wave=wave, version=1, twice=FEWEST_TWICE, begun=False))
        session.flush()
    elif found.begun:
        raise CodingBegun
