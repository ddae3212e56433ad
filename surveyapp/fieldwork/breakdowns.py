"""By which breakdowns a wave will show results: declared with its plan, settled when it opens.

By the others nothing is counted at the opening. A wave that declared nothing shows all of the bank's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from surveyapp.fieldwork.models import Wave

Shown = frozenset[str] | None
"""Ids of breakdowns; None: all that the bank knows."""


def declare(session: Session, wave: Wave, chosen: Collection[str] | None) -> None:
    """Say of a draft by which breakdowns it will show results; it stands in place of what was said before."""
    wave.breakdowns = None if chosen is None else " ".join(sorted(set(chosen)))
    session.flush()


def declared(wave: Wave) -> Shown:
    """What a wave declared."""
    return None if wave.breakdowns is None else frozenset(wave.breakdowns.split())


def of_all(found: Iterable[Wave]) -> Shown:
    """What every one of these waves declared: what is counted of them together."""
    said = [shown for wave in found if (shown := declared(wave)) is not None]
    return frozenset.intersection(*said) if said else None
