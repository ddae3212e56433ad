"""Sending what is to be sent: at once after a child has asked, and every minute what is left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import time

from surveyapp.config import Alerts
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import alerts, mail
from surveyapp.safeguarding.alerts import Letter
from surveyapp.safeguarding.mail import MailNotSent

LONGEST = 4.0
"""Seconds that a child's page waits for the mail server; the rest happens behind it."""
WAITS = "A letter that the mail server did not take waits to be tried again, within ten minutes."
Clock = Callable[[], float]


class NobodyTold(Exception):
    """Children of a real wave would be promised that somebody is told, while letters only go into a folder."""

    def __init__(self) -> None:
        super().__init__(
            "Alerts are put into a folder (folder in [alerts] of settings.toml), so nobody would be told that a child "
            "wants to talk, while the child reads that somebody was. Name a mail server there, or remove [alerts]: "
            "then children see the phone numbers alone. Only a trial wave may open like this."
        )


def assert_told(settings: Alerts | None, *, trial: bool) -> None:
    """Raise NobodyTold where a wave of real children would open with alerts that reach nobody."""
    if settings is not None and settings.folder is not None and not trial:
        raise NobodyTold


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many letters went, and why others did not."""

    sent: int
    problems: tuple[str, ...]


def deliver(stores: Stores, settings: Alerts, *, clock: Clock = time) -> Delivered:
    """Send every letter that is due. What fails stays and is tried again; nothing is lost when a process dies."""
    with stores.write("safeguarding") as session:
        letters = alerts.claim(session, now=int(clock()))
    outcomes = [_posted(stores, settings, letter, clock) for letter in letters]
    return Delivered(outcomes.count(""), tuple(sorted({problem for problem in outcomes if problem})))


def every_minute(stores: Stores, settings: Alerts | None, *, clock: Clock = time) -> Delivered:
    """Raise the alerts of what nobody read, then send; without settings nothing can be sent, but it still rises.

    A letter that waits for its next try is a problem in every run until it has gone.
    """
    with stores.write("safeguarding") as session:
        alerts.escalate(session, now=int(clock()))
        alerts.ran(session, now=int(clock()))
    if settings is None:
        return Delivered(0, ())
    done = deliver(stores, settings, clock=clock)
    with stores.read("safeguarding") as session:
        waits = not done.problems and alerts.unsent(session)
    return Delivered(done.sent, (WAITS,)) if waits else done


def at_once(stores: Stores, settings: Alerts, *, clock: Clock = time, longest: float = LONGEST) -> None:
    """Send in the background and wait for it this many seconds at most."""
    thread = threading.Thread(target=deliver, args=(stores, settings), kwargs={"clock": clock}, daemon=True)
    thread.start()
    thread.join(longest)


def _posted(stores: Stores, settings: Alerts, letter: Letter, clock: Clock) -> str:
    """Empty when the letter went, otherwise why not."""
    try:
        mail.post(settings, mail.alert(settings, letter.email, level=letter.level))
    except MailNotSent as problem:
        with stores.write("safeguarding") as session:
            alerts.failed(session, letter, now=int(clock()))
        return str(problem)
    with stores.write("safeguarding") as session:
        alerts.sent(session, letter, now=int(clock()))
    return ""
