"""A council that tells people when a child asks to be contacted, and moments of its week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from flask import Flask

from surveyapp.config import Alerts
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import moments, requests, rota
from surveyapp.safeguarding.duty import Duty
from surveyapp.safeguarding.requests import Asked, Wish
from surveyapp.safeguarding.rota import Rota, Told

WORKDAY = (time(9), time(17))
HOLIDAY = date(2027, 1, 1)
DUTY = Duty(dict.fromkeys(range(5), WORKDAY), frozenset({HOLIDAY}), timedelta(hours=2))
ANN, BEN, CYN = Told("Ann Duty", "ann@example.org"), Told("Ben Duty", "ben@example.org"), Told("Cyn", "cyn@example.org")
ROTA = Rota(DUTY, (ANN, BEN, CYN))
WISH = Wish("Robin", "07700 900123", "after school", "Please ring me, not the house")
KEY = bytes(range(32))
TUESDAY = "2026-12-15 10:00"


def at(moment: str) -> int:
    """Local time of the council as seconds since 1970."""
    return moments.seconds(datetime.fromisoformat(moment))


def kept(stores: Stores, authority: str = "council", wanted: Rota = ROTA) -> None:
    """Keep the rota."""
    with stores.write("safeguarding") as session:
        rota.keep_duty(session, authority, wanted.duty)
        rota.keep_told(session, authority, wanted.told)


def asked(
    stores: Stores,
    moment: str = TUESDAY,
    *,
    key: bytes = KEY,
    wish: Wish = WISH,
    once: bytes = b"once",
    authority: str = "council",
) -> Asked:
    """A child has asked."""
    with stores.write("safeguarding") as session:
        known = rota.of(session, authority)
        return requests.ask(session, key, authority=authority, once=once, wish=wish, rota=known, now=at(moment))


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, moment: str = TUESDAY) -> None:
        self.moment = moment

    def __call__(self) -> float:
        """The council's local time in seconds."""
        return float(at(self.moment))


def folder(path: Path) -> Alerts:
    """Alerts that are put into a folder."""
    return Alerts(url="https://survey.example.org", sender="survey@example.org", folder=path)


def ready(app: Flask, moment: str = TUESDAY, *, authority: str = "council") -> Clock:
    """The app of a council that tells people, by a clock of the test's own; its letters lie in instance/mail."""
    known = app.extensions["settings"]
    object.__setattr__(known, "alerts", folder(known.instance / "mail"))
    kept(app.extensions["stores"], authority)
    app.extensions["clock"] = Clock(moment)
    return app.extensions["clock"]


def letters(app: Flask) -> list[str]:
    """What was sent, as text."""
    return sorted(path.read_text() for path in (app.extensions["settings"].instance / "mail").glob("*.eml"))
