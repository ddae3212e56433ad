"""What `surveyapp nightly` reminds of: nothing went wrong, but somebody has something to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import custodians, drills
from surveyapp.opening import waiting_pools
from surveyapp.results import comments
from surveyapp.safeguarding import requests

SOON = timedelta(days=60)
"""So long before ballots that wait are destroyed unread, it is said every night."""


def reminders(stores: Stores, today: date) -> Iterator[str]:
    """A sentence for each custodian's try that is due in mid-wave, and for a restore that nobody tried for long."""
    with stores.read("fieldwork") as session:
        for wave, names in custodians.due(session, today).items():
            yield f"{wave} is past its middle. Still to try their phrase again: {', '.join(names)}."
        if drills.due(session, today):
            day, problem = drills.last_good(session), drills.last_problem(session)
            last = f"since {day:%Y-%m-%d}" if day else "yet"
            went = f" The last try went wrong: {problem}." if problem else ""
            yield f"No restore of the backups was tried {last}: run `surveyapp restore-drill FOLDER`.{went}"


def unread(stores: Stores) -> Iterator[str]:
    """A sentence for each wave whose comments nobody has read for harm."""
    with stores.read("results") as session:
        found = comments.reading(session)
    for wave, one in found.items():
        if one.unread:
            yield (
                f"{wave}: {one.unread} of {one.written} comments are not read for harm yet. The safeguarding reader "
                "has one working day after the opening."
            )


def lingering(stores: Stores, now: int) -> Iterator[str]:
    """A sentence for each authority of which requests to be contacted were read and never done."""
    with stores.read("safeguarding") as session:
        found = requests.lingering(session, now=now)
    for authority, n in found.items():
        were = "1 child's request to be contacted was" if n == 1 else f"{n} children's requests to be contacted were"
        yield (
            f"{authority}: {were} read more than two days ago and not marked as done. The safeguarding reader says at "
            "the desk what happened."
        )


def waiting(stores: Stores, catalogue: Catalogue, today: date) -> Iterator[str]:
    """A sentence for what waits and can be opened together, and for what will soon have waited too long."""
    for pool in waiting_pools(stores, catalogue):
        if pool.ready:
            asked = f"surveyapp pool open {pool.authority}{' --trial' if pool.trial else ''} …"
            yield (
                f"{pool.title}: {', '.join(pool.ready)} can be opened together now, with the custodians of "
                f"{', '.join(pool.waves_ready)}: `{asked}`"
            )
        if pool.until - today <= SOON:
            yield f"{pool.title}: what waits is destroyed unread from {pool.until:%Y-%m-%d} on."
