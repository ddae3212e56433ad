"""What people tick in approved texts: each alone, a share of the texts by two, then together where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from surveyapp.results.approved import ApprovedText, approved
from surveyapp.results.codebook import Book, codebook
from surveyapp.results.models import Comment
from surveyapp.results.themes import Codebook, Coding, Settled

FEWEST = 50
"""So many texts are coded by two people at least, or all where there are fewer. Lombard, Snyder-Duch and Bracken (2002)
Human Communication Research 28:587: a reliability sample is rarely below 50 units."""

Coder = Callable[[bytes], bytes]
"""The keyed digest under which somebody's ticks in a comment are kept; another for each comment."""


class NotBegun(Exception):
    """Coding of this wave has not begun, or was stopped to change the codebook."""


class NotYoursToTick(Exception):
    """The text is not approved any more, or others have coded it meanwhile. Nothing was kept of it."""


class TooSoon(Exception):
    """Not all texts that two people code are coded twice: what others ticked is not shown before."""


class TooLate(Exception):
    """All texts that two people code are coded twice, so that agreement could be seen: what is in them stays."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An approved text, what each of those who coded it ticked, how many have to, and what was settled together."""

    text: ApprovedText
    ticks: tuple[int, ...]
    coders: frozenset[bytes]
    needed: int
    settled: int | None

    @property
    def waits(self) -> bool:
        """Whether somebody has to code it yet."""
        return len(self.ticks) < self.needed

    @property
    def differs(self) -> bool:
        """Whether people ticked differently and have not settled it."""
        return self.settled is None and len(set(self.ticks)) > 1

    @property
    def final(self) -> int | None:
        """The ticks that count: settled, or the same of all; None while the text waits or people differ."""
        if self.settled is not None:
            return self.settled
        return None if self.waits or self.differs else self.ticks[0]


@dataclass(frozen=True, slots=True)
class Progress:
    """A wave's coding: its codebook and every approved text."""

    book: Book
    texts: tuple[Coded, ...]

    @property
    def waiting(self) -> int:
        """How many codings are still to be made."""
        return sum(one.needed - len(one.ticks) for one in self.texts if one.waits)

    @property
    def twice(self) -> tuple[Coded, ...]:
        """The texts that two people code."""
        return tuple(one for one in self.texts if one.needed > 1)

    @property
    def compared(self) -> bool:
        """Whether all of these are coded twice: then, and not before, agreement and differences may be seen."""
        return bool(self.twice) and not any(one.waits for one in self.twice)

    @property
    def differing(self) -> tuple[Coded, ...]:
        """The texts in which people ticked differently and have not settled it."""
        return tuple(one for one in self.texts if one.differs)

    @property
    def finished(self) -> bool:
        """Whether every text has ticks that count."""
        return self.book.begun and self.compared and all(one.final is not None for one in self.texts)


def progress(session: Session, wave: str) -> Progress:
    """How far the coding of a wave is."""
    book, texts = codebook(session, wave), approved(session, wave)
    mine = select(Comment.id).where(Comment.wave == wave)
    ticked: dict[bytes, dict[bytes, int]] = {}
    for one in session.scalars(select(Coding).where(Coding.id.in_(mine)).order_by(Coding.id, Coding.coder)):
        ticked.setdefault(one.id, {})[one.coder] = one.ticks
    settled = {one.id: one.ticks for one in session.scalars(select(Settled).where(Settled.id.in_(mine)))}
    twice = _twice(texts, book)
    return Progress(book, tuple(_coded(one, ticked.get(one.id, {}), one.id in twice, settled) for one in texts))


def waiting_for(found: Progress, coder: Coder) -> tuple[ApprovedText, ...]:
    """The texts that this person may code: those that wait and that they have not coded; first those for two people."""
    open_ = [one for one in found.texts if one.waits and coder(one.text.id) not in one.coders]
    return tuple(one.text for one in sorted(open_, key=lambda one: one.needed == 1))


def tick(session: Session, wave: str, coder: Coder, ticked: Mapping[bytes, int]) -> None:
    """Keep what somebody ticked, each text in one number. Raises NotBegun, NotYoursToTick."""
    _lock(session, wave)
    found = progress(session, wave)
    if not ticked.keys() <= {one.id for one in waiting_for(found, coder)}:
        raise NotYoursToTick
    rows = [{"id": id, "coder": coder(id), "ticks": ticks} for id, ticks in sorted(ticked.items())]
    if rows:
        session.execute(insert(Coding), rows)


def mine(session: Session, found: Progress, coder: Coder) -> tuple[tuple[ApprovedText, int], ...]:
    """The texts that this person coded, with what they ticked."""
    kept = {one.text.id: one.text for one in found.texts if coder(one.text.id) in one.coders}
    rows = session.scalars(select(Coding).where(Coding.id.in_(tuple(kept))))
    ticks = {one.id: one.ticks for one in rows if one.coder == coder(one.id)}
    return tuple((text, ticks[id]) for id, text in kept.items())


def tick_anew(session: Session, wave: str, coder: Coder, id: bytes, ticks: int) -> None:
    """A slip mended, while nobody could see agreement. Raises NotBegun, TooLate, NotYoursToTick."""
    _lock(session, wave)
    found = progress(session, wave)
    if found.compared and id in {one.text.id for one in found.twice}:
        raise TooLate
    changed = update(Coding).where(Coding.id == id, Coding.coder == coder(id)).values(ticks=ticks)
    if session.scalar(changed.returning(Coding.id)) is None:
        raise NotYoursToTick


def settle(session: Session, wave: str, id: bytes, ticks: int) -> None:
    """Keep what people who had ticked differently say together. Raises NotBegun, TooSoon, NotYoursToTick."""
    _lock(session, wave)
    found = progress(session, wave)
    if not found.compared:
        raise TooSoon
    if id not in {one.text.id for one in found.differing}:
        raise NotYoursToTick
    session.add(Settled(id=id, ticks=ticks))


def _lock(session: Session, wave: str) -> None:
    """Nobody changes the codebook, nor codes the same text, in the same moment. Raises NotBegun."""
    book = session.get(Codebook, wave, with_for_update=True)
    if book is None or not book.begun:
        raise NotBegun


def _coded(text: ApprovedText, ticked: Mapping[bytes, int], twice: bool, settled: Mapping[bytes, int]) -> Coded:
    needed = 2 if twice else 1
    return Coded(text, tuple(ticked.values()), frozenset(ticked), needed, settled.get(text.id))


def _twice(texts: tuple[ApprovedText, ...], book: Book) -> frozenset[bytes]:
    """The texts that two people code: drawn by a digest of their random ids, so that nobody chooses them."""
    number = max(ceil(len(texts) * book.twice / 100), min(len(texts), FEWEST))
    drawn = sorted((one.id for one in texts), key=lambda id: sha256(b"coded twice" + id).digest())
    return frozenset(drawn[:number])
