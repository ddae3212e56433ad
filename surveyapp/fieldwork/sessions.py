"""Sessions: a worker, some tablets, an hour. Known in memory alone, and of a tablet only whether it is in use."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.fieldwork.codes.alphabet import ALPHABET
from surveyapp.fieldwork.memory import Memory

LONGEST_SECONDS = 12 * 3600
"""A session that nobody ends is over after this, with everything that is known of it."""
SENT = 1
"""The place of what was sent in a report that is kept."""
MOST_SESSIONS, MOST_TABLETS, MOST_BALLOTS, MOST_REPORTS = 200, 40, 999, 10**9
LEFT = ("", "some", "none", "refused")
"""What a tablet says of what is left on it after the end: nothing yet, some, none, or what the server did not take."""
KEY = re.compile(r"[\w-]{22}", re.ASCII)
"""What a tablet may make up to be known by: 16 bytes of chance."""
WORD, LEAD = 8, 24
"""Signs of what a tablet joins with, and of what lets somebody without an account lead this one session."""

_MEMORY = Memory()
"""The one of this server: gunicorn makes it before it forks (``preload_app``)."""


class SessionOver(Exception):
    """No session that goes on has this word, key or tablet."""


class TakenOff(SessionOver):
    """The session goes on without this tablet."""


class SessionFull(Exception):
    """So many tablets, or sessions, are not meant to be at once."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a tablet tells of itself: whether somebody is answering, and how many ballots it has sent.

    ``unclear``: nobody is answering, and it could not be cleared after the child before. ``left``: one of LEFT, known
    after the session's end alone. Before, it would tell whether the child who sat there has sent anything.
    """

    in_use: bool = False
    sent: int = 0
    unclear: bool = False
    left: str = ""


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet of a session, by the order of joining; ``heard`` in seconds since 1970."""

    number: int
    report: Report
    heard: int


@dataclass(frozen=True, slots=True)
class Session:
    """``word``: tablets join with it. ``lead``: whoever has it sees the tablets and ends the session.

    ``off``: ballots sent by tablets that were taken off; a sum that fell with one would tell how many it had sent.
    """

    id: str
    wave: str
    word: str
    lead: str
    until: int
    ended: bool
    tablets: tuple[Tablet, ...]
    off: int = 0

    @property
    def since(self) -> int:
        """When it began, in seconds since 1970."""
        return self.until - LONGEST_SECONDS


@dataclass(frozen=True, slots=True)
class Joined:
    """A tablet's place: ``key`` is its alone, and says who reports."""

    key: str
    number: int
    wave: str


def open_session(wave: str, *, now: int) -> Session:
    """Begin one. Raises SessionFull."""
    fresh = secrets.token_hex(8)
    with _MEMORY.changed() as kept:
        _forget(kept, now)
        if len(kept) >= MOST_SESSIONS:
            raise SessionFull
        made = {"wave": wave, "word": _signs(WORD), "lead": _signs(LEAD), "until": now + LONGEST_SECONDS}
        kept[fresh] = {**made, "ended": False, "tablets": [], "off": {}}
        return _session(fresh, kept[fresh])


def end(session: str, *, now: int) -> None:
    """Nobody joins any more, and every tablet is told; whether all has been sent is still seen. Twice is once."""
    with _MEMORY.changed() as kept:
        _forget(kept, now)
        if session in kept:
            kept[session].update(ended=True, word="")


def join(word: str, *, now: int, key: str = "") -> Joined:
    """Take a tablet in, by a key of its own if it has one: twice is once. Raises SessionOver and SessionFull.

    Who comes from another session is no more in that: what waits on the tablet is told here from now on.
    """
    with _MEMORY.changed() as kept:
        _forget(kept, now)
        found = kept[_of_word(kept, "word", plain(word))]
        before, place = _place(kept, key)
        if before is not None and before is found:
            return Joined(key, place, before["wave"])
        at = _free(found["tablets"])
        if before is not None:
            moved = before["tablets"][place]
            moved["report"] = [False, moved["report"][SENT], False, "none"]
        own = key if before is None and KEY.fullmatch(key) else secrets.token_urlsafe(16)
        found["tablets"][at : at + 1] = [{"key": own, "report": [False, 0, False, ""], "turn": 0, "heard": now}]
        return Joined(own, at, found["wave"])


def take_off(session: str, number: int, *, now: int) -> None:
    """The tablet is no more in the session, and is told so when it next reports; with the word it joins anew."""
    with _MEMORY.changed() as kept:
        _forget(kept, now)
        tablets = kept[session]["tablets"] if session in kept else []
        if 0 <= number < len(tablets) and tablets[number] is not None:
            kept[session]["off"][tablets[number]["key"]] = tablets[number]["report"][SENT]
            tablets[number] = None


def hear(key: str, report: Report, *, now: int, turn: int = 0) -> bool:
    """Note what the tablet tells, unless a later ``turn`` was heard; whether its session still goes on.

    Raises TakenOff where that goes on without it, and SessionOver where none knows it.
    """
    with _MEMORY.changed() as kept:
        _forget(kept, now)
        found, place = _place(kept, key)
        if found is None:
            raise TakenOff if _off(kept, key) else SessionOver
        tablet = found["tablets"][place]
        if turn >= tablet["turn"]:
            left = report.left if found["ended"] else ""
            tablet.update(report=[report.in_use, report.sent, report.unclear, left], turn=turn, heard=now)
        return not found["ended"]


def find(session: str, *, now: int) -> Session:
    """Also one that has ended, for as long as it is known. Raises SessionOver."""
    kept = _seen(now)
    if session not in kept:
        raise SessionOver
    return _session(session, kept[session])


def led(lead: str, *, now: int) -> Session:
    """The session that this key leads, or led until its end. Raises SessionOver."""
    kept = _seen(now)
    found = _of_word(kept, "lead", lead)
    return _session(found, kept[found])


def of_wave(wave: str, *, now: int) -> tuple[Session, ...]:
    """The wave's sessions that go on."""
    found = (_session(name, one) for name, one in _seen(now).items())
    return tuple(one for one in found if one.wave == wave and not one.ended)


def plain(word: str) -> str:
    """A typed word without its dash and in capitals."""
    return "".join(one for one in word.upper() if one in ALPHABET)


def _seen(now: int) -> Mapping[str, Any]:
    return {name: one for name, one in _MEMORY.seen().items() if one["until"] > now}


def _forget(kept: dict[str, Any], now: int) -> None:
    for name in [name for name, one in kept.items() if one["until"] <= now]:
        del kept[name]


def _of_word(kept: Mapping[str, Any], kind: str, word: str) -> str:
    for name, one in kept.items():
        if word and secrets.compare_digest(one[kind].encode(), word.encode()):
            return name
    raise SessionOver


def _place(kept: Mapping[str, Any], key: str) -> tuple[dict[str, Any] | None, int]:
    """The session that knows a tablet by this key, and its place there."""
    for found in kept.values():
        for place, tablet in enumerate(found["tablets"]):
            if tablet is not None and secrets.compare_digest(tablet["key"].encode(), key.encode()):
                return found, place
    return None, 0


def _off(kept: Mapping[str, Any], key: str) -> bool:
    return any(key in one["off"] for one in kept.values() if not one["ended"])


def _free(tablets: list[dict[str, Any] | None]) -> int:
    """A place that nobody has had; where there is none, that of a tablet that was taken off. Raises SessionFull."""
    if len(tablets) < MOST_TABLETS:
        return len(tablets)
    if None not in tablets:
        raise SessionFull
    return tablets.index(None)


def _session(name: str, one: Mapping[str, Any]) -> Session:
    tablets = (
        Tablet(number, Report(*tablet["report"]), tablet["heard"])
        for number, tablet in enumerate(one["tablets"])
        if tablet is not None
    )
    here = {tablet["key"] for tablet in one["tablets"] if tablet is not None}
    off = sum(sent for key, sent in one["off"].items() if key not in here)
    word = "-".join(part for part in (one["word"][:4], one["word"][4:]) if part)
    return Session(name, one["wave"], word, one["lead"], one["until"], one["ended"], tuple(tablets), off)


def _signs(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
