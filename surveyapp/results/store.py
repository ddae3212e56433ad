"""Putting an opening's results away, in the order of ids drawn at random."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from surveyapp.results.handed import Handed
from surveyapp.results.models import (
    Base,
    Comment,
    JointCount,
    OpenedAway,
    OpenedBand,
    Opening,
    RakedSum,
    Response,
    ScoreMean,
    Tally,
)

TABLES = ("opening",)
"""What a wash of this store has to name: all other tables refer to it and are washed with it."""

_AT_ONCE = 1000


def put_away(session: Session, handed: Handed) -> None:
    """Store rows, comments, tallies and sums of a wave. A wave that was stored before violates its primary key."""
    session.add(
        Opening(
            wave=handed.wave,
            month=handed.month,
            keep_until=handed.keep_until,
            n_ok=handed.n_ok,
            n_bad=handed.n_bad,
            box_digest=handed.box_digest,
        )
    )
    session.flush()
    wave = {"wave": handed.wave}
    if handed.late is not None:
        session.add(OpenedAway(wave=handed.wave, late=handed.late))
    _insert(session, OpenedBand, ({**wave, "bands": bands, "n": n} for bands, n in handed.bands.items()))
    _insert(session, Response, ({**wave, **asdict(row)} for row in sorted(handed.rows)))
    _insert(session, Comment, ({**wave, **asdict(remark)} for remark in sorted(handed.remarks)))
    _insert(session, Tally, ({**wave, **asdict(cell), "n": n} for cell, n in sorted(handed.cells.items())))
    _insert(session, JointCount, ({**wave, **asdict(one), "n": n} for one, n in sorted(handed.joint.items())))
    _insert(session, RakedSum, ({**wave, **asdict(one)} for one in sorted(handed.raked)))
    _insert(session, ScoreMean, ({**wave, **asdict(one)} for one in sorted(handed.scored)))


def opening_of(session: Session, wave: str) -> Opening | None:
    """What is known of the wave's opening; None while there was none."""
    return session.get(Opening, wave)


def bands_of(session: Session, wave: str) -> Mapping[str, int]:
    """The labels under which the wave's answers are kept, and how many answered in each."""
    found = session.execute(select(OpenedBand.bands, OpenedBand.n).where(OpenedBand.wave == wave))
    return {bands: n for bands, n in found.all()}  # noqa: C416 - rows are not pairs to a type checker


def late_of(session: Session, wave: str) -> int:
    """How many ballots came too late for an opening on another machine; 0 for every other opening."""
    away = session.get(OpenedAway, wave)
    return away.late if away else 0


def _insert(session: Session, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    waiting = list(rows)
    for start in range(0, len(waiting), _AT_ONCE):
        session.execute(insert(table), waiting[start : start + _AT_ONCE])
