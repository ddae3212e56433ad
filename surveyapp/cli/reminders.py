"""What `surveyapp nightly` reminds of: nothing went wrong, but somebody has something to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import custodians, drills


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
