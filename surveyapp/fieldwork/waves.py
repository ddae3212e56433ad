"""A wave's way from draft to release, one named step after another."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import breakdowns, custodians, pools
from surveyapp.fieldwork.errors import (
    AuthorityHasWaves,
    AuthorityUnknown,
    BadName,
    BandUnknown,
    NobodyToAsk,
    PartnershipHasNoChildren,
    TrialNeverReleased,
    WaveEnded,
    WaveExists,
    WaveUnknown,
    WrongState,
)
from surveyapp.fieldwork.models import (
    AccessCode,
    Authority,
    Custodian,
    Destruction,
    Eligible,
    ManifestSeal,
    OutcomeCount,
    Partnership,
    PoolMember,
    State,
    Stratum,
    Wave,
    WaveBand,
    WaveManifest,
    WavePool,
)

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class BandPlan:
    """A band of a wave: the fingerprint of its instrument, and the band it joins should too few answer."""

    band: str
    instrument: str
    neighbour: str | None = None


@dataclass(frozen=True, slots=True)
class WavePlan:
    """What a wave states before it starts; retention in months after its opening.

    ``pool``: where bands that stay too small are opened with others: the wave's own authority, with its next waves, or
    a partnership. None: they wait for nobody. ``breakdowns``: by which results will be shown; None: by all.
    """

    id: str
    authority: str
    title: str
    year: int
    starts_on: date
    ends_on: date
    bands: tuple[BandPlan, ...]
    trial: bool = False
    retention_months: int = 24
    pool: str | None = None
    breakdowns: tuple[str, ...] | None = None


def add_authority(session: Session, authority: str, title: str) -> Authority:
    """Add a council, or give the one with this id a new title."""
    added = session.merge(Authority(id=_name(authority), title=title))
    session.flush()
    return added


def add_partnership(session: Session, authority: str, title: str) -> Authority:
    """Make an authority of several councils, or give it a new title. Raises AuthorityHasWaves and BadName."""
    if not pools.is_partnership(session, authority) and of(session, authority):
        raise AuthorityHasWaves(authority)
    added = add_authority(session, authority, title)
    session.merge(Partnership(authority=authority))
    session.flush()
    return added


def authorities(session: Session) -> tuple[Authority, ...]:
    """Every authority by title."""
    return tuple(session.scalars(select(Authority).order_by(Authority.title)))


def create(session: Session, plan: WavePlan) -> Wave:
    """A new wave, a draft, with what it declares for bands that stay too small.

    Raises BadName, AuthorityUnknown, PartnershipHasNoChildren, PartnershipUnknown, BandUnknown (a neighbour outside the
    wave), WaveExists.
    """
    _assert_possible(session, plan)
    wave = Wave(
        id=plan.id,
        authority=plan.authority,
        title=plan.title,
        year=plan.year,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        trial=plan.trial,
        retention_months=plan.retention_months,
    )
    session.add(wave)
    session.flush()
    session.add_all(
        WaveBand(wave=plan.id, band=band.band, instrument=band.instrument, neighbour=band.neighbour)
        for band in plan.bands
    )
    session.flush()
    pools.declare(session, wave, plan.pool)
    breakdowns.declare(session, wave, plan.breakdowns)
    return wave


def _assert_possible(session: Session, plan: WavePlan) -> None:
    """The plan's authority asks children itself, its name is free, and its bands join none but each other."""
    if session.get(Authority, plan.authority) is None:
        raise AuthorityUnknown
    if pools.is_partnership(session, plan.authority):
        raise PartnershipHasNoChildren(plan.authority)
    if session.get(Wave, _name(plan.id)) is not None:
        raise WaveExists
    bands = {band.band for band in plan.bands}
    for band in plan.bands:
        if band.neighbour is not None and band.neighbour not in bands:
            raise BandUnknown(band.neighbour)


def declare_pool(session: Session, wave: str, pool: str | None) -> None:
    """Say anew what becomes of a draft's small bands (``pool`` as in WavePlan); once it is open this is settled.

    Raises WrongState and PartnershipUnknown.
    """
    pools.declare(session, _at(session, wave, State.DRAFT), pool)


def declare_breakdowns(session: Session, wave: str, chosen: Collection[str] | None) -> None:
    """Say anew by which breakdowns a draft will show results; once it is open this is settled. Raises WrongState."""
    breakdowns.declare(session, _at(session, wave, State.DRAFT), chosen)


def throw_away(session: Session, wave: str) -> None:
    """Forget a draft: its bands, numbers, custodians and codes, as if nobody had planned it. Raises WrongState."""
    found = _at(session, wave, State.DRAFT)
    strata = select(Stratum.id).where(Stratum.wave == wave)
    session.execute(delete(AccessCode).where(AccessCode.stratum.in_(strata)))
    for table in (OutcomeCount, Eligible, Stratum, Custodian, WavePool, ManifestSeal, WaveManifest, WaveBand):
        session.execute(delete(table).where(table.wave == wave))
    session.delete(found)
    session.flush()


def find(session: Session, wave: str) -> Wave:
    """The wave with this id; WaveUnknown when there is none."""
    found = session.get(Wave, wave)
    if found is None:
        raise WaveUnknown
    return found


def of(session: Session, authority: str) -> tuple[Wave, ...]:
    """An authority's waves, the newest first."""
    mine = select(Wave).where(Wave.authority == authority)
    return tuple(session.scalars(mine.order_by(Wave.year.desc(), Wave.starts_on.desc(), Wave.id)))


def before(session: Session, wave: str) -> Wave | None:
    """The same authority's released wave before this one. Trials and pooled waves are never compared with anything."""
    this = find(session, wave)
    if this.trial or pools.is_pooled(session, wave):
        return None
    earlier = select(Wave).where(
        Wave.authority == this.authority,
        Wave.state == State.RELEASED,
        Wave.starts_on < this.starts_on,
        Wave.trial.is_(False),
        Wave.id.not_in(select(PoolMember.wave)),
    )
    return session.scalar(earlier.order_by(Wave.starts_on.desc()).limit(1))


def bands(session: Session, wave: str) -> tuple[WaveBand, ...]:
    """The wave's bands with their instruments."""
    return tuple(session.scalars(select(WaveBand).where(WaveBand.wave == wave).order_by(WaveBand.band)))


def asked_now(session: Session) -> tuple[tuple[str, bool], ...]:
    """What children are asked in open waves: fingerprints of instruments, each with whether it is in a trial."""
    found = select(WaveBand.instrument, Wave.trial).join(Wave, Wave.id == WaveBand.wave)
    return tuple((one, trial) for one, trial in session.execute(found.where(Wave.state == State.OPEN).distinct()))


def open_wave(session: Session, wave: str, *, day: date) -> Wave:
    """Draft to open: somebody is eligible, and each custodian has opened a canary ballot.

    Raises WrongState, NobodyToAsk, CustodiansMissing, NotProved.
    """
    found = _at(session, wave, State.DRAFT)
    if not session.scalar(select(func.sum(Stratum.eligible)).where(Stratum.wave == wave)):
        raise NobodyToAsk
    custodians.assert_proved(session, wave)
    found.opened_on = day
    return _move(session, found, State.OPEN)


def start_closing(session: Session, wave: str) -> Wave:
    """Open to closing: no new starts; what was begun or waits on a tablet is still accepted."""
    return _move(session, _at(session, wave, State.OPEN), State.CLOSING)


def extend(session: Session, wave: str, *, ends_on: date) -> Wave:
    """Open for longer, up to a new last day; from closed too, as long as the box is sealed (too few to open it).

    Raises WaveEnded where its box was destroyed unread.
    """
    found = _at(session, wave, State.OPEN, State.CLOSING, State.CLOSED)
    if session.get(Destruction, wave) is not None:
        raise WaveEnded
    found.ends_on, found.closed_on = ends_on, None
    return _move(session, found, State.OPEN)


def close_wave(session: Session, wave: str, *, day: date) -> Wave:
    """Closing to closed: nothing more is accepted."""
    found = _at(session, wave, State.CLOSING)
    found.closed_on = day
    return _move(session, found, State.CLOSED)


def mark_opened(session: Session, wave: str) -> Wave:
    """Closed to opened: the custodians have opened the box."""
    return _move(session, _at(session, wave, State.CLOSED), State.OPENED)


def mark_released(session: Session, wave: str) -> Wave:
    """Opened to released; stays so when a revision follows. Raises TrialNeverReleased."""
    found = find(session, wave)
    if found.trial:
        raise TrialNeverReleased
    return _move(session, _at(session, wave, State.OPENED, State.RELEASED), State.RELEASED)


def _at(session: Session, wave: str, *needed: State) -> Wave:
    """The wave, locked until the transaction ends, if it is in one of these states."""
    locked = select(Wave).where(Wave.id == wave).with_for_update()
    found = session.scalar(locked.execution_options(populate_existing=True))
    if found is None:
        raise WaveUnknown
    if found.state not in needed:
        raise WrongState(now=found.state, needed=needed)
    return found


def _move(session: Session, wave: Wave, state: State) -> Wave:
    wave.state = state
    session.flush()
    return wave


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise BadName(name)
    return name
