"""Putting an opening's results away, in the order of ids drawn at random."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from surveyapp.results.handed import Handed
from surveyapp.results.models import (
    Base,
    Comment,
    JointCount,
    OpenedAway,
    OpenedBand,
    OpenedMember,
    Opening,
    RakedSum,
    Response,
    ScoreMean,
    Tally,
    WaitingBand,
)

TABLES = ("opening", "gazetteer")
"""What a wash of this store has to name: all other tables refer to the first and are washed with it."""

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
            n_unpermitted=handed.n_unpermitted,
            n_missing=handed.n_missing,
            box_digest=handed.box_digest,
        )
    )
    session.flush()
    wave = {"wave": handed.wave}
    if handed.late is not None:
        session.add(OpenedAway(wave=handed.wave, late=handed.late))
    _insert(session, OpenedBand, ({**wave, "bands": bands, "n": n} for bands, n in handed.bands.items()))
    _insert(session, WaitingBand, ({**wave, "band": band, "pool": pool} for band, pool in handed.waiting.items()))
    _insert(session, OpenedMember, ({**wave, "member": member, "band": band} for member, band in handed.members))
    _insert(session, Response, ({**wave, **asdict(row)} for row in sorted(handed.rows)))
    _insert(session, Comment, ({**wave, **asdict(remark)} for remark in sorted(handed.remarks)))
    _insert(session, Tally, ({**wave, **asdict(cell), "n": n} for cell, n in sorted(handed.cells.items())))
    _insert(session, JointCount, ({**wave, **asdict(one), "n": n} for one, n in sorted(handed.joint.items())))
    _insert(session, RakedSum, ({**wave, **asdict(one)} for one in sorted(handed.raked)))
    _insert(session, ScoreMean, ({**wave, **asdict(one)} for one in sorted(handed.scored)))


def opening_of(session: Session, wave: str) -> Opening | None:
    """What is known of the wave's opening; None while there was none."""
    return session.get(Opening, wave)


def openings(session: Session) -> frozenset[tuple[str, bytes]]:
    """Every wave that was opened, with the digest of its box."""
    return frozenset(
        (wave, bytes(digest)) for wave, digest in session.execute(select(Opening.wave, Opening.box_digest))
    )


def bands_of(session: Session, wave: str) -> Mapping[str, int]:
    """The labels under which the wave's answers are kept, and how many answered in each."""
    found = session.execute(select(OpenedBand.bands, OpenedBand.n).where(OpenedBand.wave == wave))
    return {bands: n for bands, n in found.all()}  # noqa: C416 - rows are not pairs to a type checker


def waiting_of(session: Session, wave: str) -> Mapping[str, str]:
    """Each band whose ballots stayed sealed at the wave's opening, and the authority they are to stand under.

    It says so for ever: also after they were opened together with others, or given up.
    """
    found = session.execute(select(WaitingBand.band, WaitingBand.pool).where(WaitingBand.wave == wave))
    return {band: pool for band, pool in found.all()}  # noqa: C416 - rows are not pairs to a type checker


def waiting_in(session: Session, pools: Collection[str] | None = None) -> Mapping[tuple[str, str], str]:
    """Every wave and band whose ballots ever waited, and its pool; with ``pools``, those of these alone."""
    found = select(WaitingBand.wave, WaitingBand.band, WaitingBand.pool)
    chosen = found if pools is None else found.where(WaitingBand.pool.in_(tuple(pools)))
    return {(wave, band): pool for wave, band, pool in session.execute(chosen)}


def members_of(session: Session, wave: str) -> tuple[tuple[str, str], ...]:
    """The waves and bands whose waiting ballots were opened in this one; none where a wave's own box was opened."""
    found = select(OpenedMember.member, OpenedMember.band).where(OpenedMember.wave == wave)
    return tuple((wave, band) for wave, band in session.execute(found.order_by("member", "band")))


def together(session: Session) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Every wave of ballots that were opened together, and of which waves and bands they were."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    columns = (OpenedMember.wave, OpenedMember.member, OpenedMember.band)
    for wave, member, band in session.execute(select(*columns).order_by(*columns)):
        found[wave] = (*found.get(wave, ()), (member, band))
    return found


def opened_in(session: Session, waves: Collection[str]) -> Mapping[tuple[str, str], str]:
    """Of these waves: the bands that were opened together with others, and in which wave that is kept."""
    found = select(OpenedMember.member, OpenedMember.band, OpenedMember.wave)
    chosen = found.where(OpenedMember.member.in_(tuple(waves)))
    return {(member, band): wave for member, band, wave in session.execute(chosen)}


def kept_of(session: Session, wave: str) -> tuple[int, int]:
    """How many rows and how many comments of the wave are kept."""
    rows = select(func.count()).select_from(Response).where(Response.wave == wave)
    comments = select(func.count()).select_from(Comment).where(Comment.wave == wave)
    return session.scalar(rows) or 0, session.scalar(comments) or 0


def late_of(session: Session, wave: str) -> int:
    """How many ballots came too late for an opening on another machine; 0 for every other opening."""
    away = session.get(OpenedAway, wave)
    return away.late if away else 0


def _insert(session: Session, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    waiting = list(rows)
    for start in range(0, len(waiting), _AT_ONCE):
        session.execute(insert(table), waiting[start : start + _AT_ONCE])
