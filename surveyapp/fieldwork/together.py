"""The wave that comes of small bands opened together: its row, and its numbers as sums over its members."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveyapp.fieldwork import breakdowns, pools
from surveyapp.fieldwork.errors import WaveIsNotPooled, WrongState
from surveyapp.fieldwork.models import PoolMember, State, Wave, WaveBand
from surveyapp.fieldwork.waves import bands, find

Members = Collection[tuple[str, str]]
"""Waves and bands."""
NumberByBand = Callable[[Session, str], Mapping[str, int]]
"""What is known of a wave's bands, as one number for each."""


@dataclass(frozen=True, slots=True)
class Together:
    """Bands of earlier waves, as wave and band, opened under an authority."""

    id: str
    authority: str
    title: str
    members: tuple[tuple[str, str], ...]


def record(session: Session, plan: Together) -> Wave:
    """The wave, opened already; nothing where it is recorded. Its dates span its members', its year is the newest's."""
    known = session.get(Wave, plan.id)
    if known is not None:
        return known
    waves = sorted((find(session, wave) for wave in {wave for wave, _ in plan.members}), key=_age)
    made = Wave(
        id=plan.id,
        authority=plan.authority,
        title=plan.title,
        year=waves[-1].year,
        trial=waves[-1].trial,
        state=State.OPENED,
        starts_on=min(one.starts_on for one in waves),
        ends_on=max(one.ends_on for one in waves),
        opened_on=min((one.opened_on for one in waves if one.opened_on), default=waves[0].starts_on),
        closed_on=max((one.closed_on for one in waves if one.closed_on), default=None),
        retention_months=min(one.retention_months for one in waves),
    )
    session.add(made)
    breakdowns.declare(session, made, breakdowns.of_all(waves))
    for band, neighbour in neighbours(session, plan.members).items():
        asked = lead(session, plan.members, band).instrument
        session.add(WaveBand(wave=plan.id, band=band, instrument=asked, neighbour=neighbour))
    session.add_all(PoolMember(wave=plan.id, member=wave, band=band) for wave, band in plan.members)
    session.flush()
    return made


def entitle(session: Session, wave: str, title: str) -> Wave:
    """Call a pooled wave otherwise, until it is released. Raises WaveUnknown, WaveIsNotPooled and WrongState."""
    found = find(session, wave)
    if not pools.is_pooled(session, wave):
        raise WaveIsNotPooled(wave)
    if found.state is not State.OPENED:
        raise WrongState(now=found.state, needed=(State.OPENED,))
    found.title = title
    session.flush()
    return found


def neighbours(session: Session, members: Members) -> Mapping[str, str | None]:
    """Of each band the neighbour among the others that every member with this band declared; None where they differ."""
    asked = {band for _, band in members}
    said: dict[str, set[str | None]] = {band: set() for band in sorted(asked)}
    for wave, band in members:
        said[band] |= {one.neighbour for one in bands(session, wave) if one.band == band}
    return {
        band: one if len(found) == 1 and (one := min(found, key=str)) in asked else None for band, found in said.items()
    }


def lead(session: Session, members: Members, band: str) -> WaveBand:
    """The band as its newest member asks it: the survey in whose words the result is told."""
    newest = max((find(session, wave) for wave, one in members if one == band), key=_age)
    return next(one for one in bands(session, newest.id) if one.band == band)


def summed(session: Session, wave: str, of: NumberByBand) -> Mapping[str, int] | None:
    """A number by band, added over the members of a pooled wave; None for a wave that asked its own children."""
    members = pools.members(session, wave)
    return added(session, [(one.wave, one.band) for one in members], of) if members else None


def added(session: Session, members: Members, of: NumberByBand) -> Mapping[str, int]:
    """A number by band, added over these waves and bands."""
    found = {wave: of(session, wave) for wave, _ in members}
    total = dict.fromkeys(sorted({band for _, band in members}), 0)
    for wave, band in members:
        total[band] += found[wave].get(band, 0)
    return total


def _age(wave: Wave) -> tuple[object, ...]:
    return wave.starts_on, wave.id
