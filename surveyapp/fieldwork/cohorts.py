"""How many children may answer: by band and team, and by each breakdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import pools, together
from surveyapp.fieldwork.errors import BandUnknown, EligibleBelowIssued, StratumUnknown, WaveUnknown, WrongState
from surveyapp.fieldwork.models import Eligible, State, Stratum, Wave, WaveBand

COUNTING = (State.DRAFT, State.OPEN, State.CLOSING)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A breakdown whose values do not add up to the band's eligible."""

    band: str
    breakdown: str
    given: int
    eligible: int


def set_eligible(session: Session, wave: str, *, band: str, team: str, eligible: int) -> Stratum:
    """Say how many of a band and team may answer. Raises EligibleBelowIssued, BandUnknown, WrongState."""
    _counting(session, wave, band)
    place = select(Stratum).where(Stratum.wave == wave, Stratum.band == band, Stratum.team == team)
    stratum = session.scalar(place.with_for_update().execution_options(populate_existing=True))
    if stratum is None:
        stratum = Stratum(wave=wave, band=band, team=team, eligible=eligible)
        session.add(stratum)
    elif stratum.issued > eligible:
        raise EligibleBelowIssued(stratum.issued)
    stratum.eligible = eligible
    session.flush()
    return stratum


def set_breakdown(session: Session, wave: str, *, band: str, breakdown: str, counts: Mapping[str, int]) -> None:
    """Say how a band's eligible divide over the values of one breakdown, in place of what was said before."""
    _counting(session, wave, band)
    here = (Eligible.wave == wave, Eligible.band == band, Eligible.breakdown == breakdown)
    session.execute(delete(Eligible).where(*here))
    session.add_all(
        Eligible(wave=wave, band=band, breakdown=breakdown, value=value, n=n) for value, n in counts.items()
    )
    session.flush()


def strata(session: Session, wave: str) -> tuple[Stratum, ...]:
    """The wave's bands and teams."""
    return tuple(session.scalars(select(Stratum).where(Stratum.wave == wave).order_by(Stratum.band, Stratum.team)))


def stratum(session: Session, stratum_id: int) -> Stratum:
    """One band and team; StratumUnknown when there is none."""
    found = session.get(Stratum, stratum_id)
    if found is None:
        raise StratumUnknown
    return found


def eligible(session: Session, wave: str) -> Mapping[str, int]:
    """How many may answer in each band of the wave, 0 where nothing was said; of a pooled wave, over its members."""
    summed = together.summed(session, wave, eligible)
    if summed is not None:
        return summed
    by_band = (
        select(WaveBand.band, func.coalesce(func.sum(Stratum.eligible), 0))
        .outerjoin(Stratum, (Stratum.wave == WaveBand.wave) & (Stratum.band == WaveBand.band))
        .where(WaveBand.wave == wave)
        .group_by(WaveBand.band)
        .order_by(WaveBand.band)
    )
    return {band: int(n) for band, n in session.execute(by_band)}


def by_breakdown(session: Session, wave: str) -> tuple[Eligible, ...]:
    """The eligible by band, breakdown and value, as far as they were given; of a pooled wave, by all its members."""
    members = pools.members(session, wave)
    if members:
        return by_breakdown_of(session, [(one.wave, one.band) for one in members], wave=wave)
    keys = (Eligible.band, Eligible.breakdown, Eligible.value)
    return tuple(session.scalars(select(Eligible).where(Eligible.wave == wave).order_by(*keys)))


def by_breakdown_of(session: Session, members: together.Members, *, wave: str) -> tuple[Eligible, ...]:
    """The same for these waves and bands together, said of a ``wave`` that may not be there yet."""
    given = {(one, band): _of_band(session, one, band) for one, band in members}
    return tuple(_added(wave, given))


def _of_band(session: Session, wave: str, band: str) -> tuple[Eligible, ...]:
    return tuple(session.scalars(select(Eligible).where(Eligible.wave == wave, Eligible.band == band)))


def _added(wave: str, given: Mapping[tuple[str, str], tuple[Eligible, ...]]) -> Iterator[Eligible]:
    """Sums of what every member said of a band: where one did not say, the others say nothing of all of them."""
    for band in sorted({band for _, band in given}):
        here = [rows for (_, one), rows in given.items() if one == band]
        by_all = set.intersection(*({row.breakdown for row in rows} for rows in here))
        sums: Counter[tuple[str, str]] = Counter()
        for row in (row for rows in here for row in rows if row.breakdown in by_all):
            sums[row.breakdown, row.value] += row.n
        for (breakdown, value), n in sorted(sums.items()):
            yield Eligible(wave=wave, band=band, breakdown=breakdown, value=value, n=n)


def mismatches(session: Session, wave: str) -> tuple[Mismatch, ...]:
    """Every breakdown whose values do not add up, for somebody to look at before fieldwork starts."""
    whole = eligible(session, wave)
    sums = select(Eligible.band, Eligible.breakdown, func.sum(Eligible.n)).where(Eligible.wave == wave)
    grouped = sums.group_by(Eligible.band, Eligible.breakdown).order_by(Eligible.band, Eligible.breakdown)
    return tuple(
        Mismatch(band, breakdown, int(n), whole[band])
        for band, breakdown, n in session.execute(grouped)
        if int(n) != whole[band]
    )


def _counting(session: Session, wave: str, band: str) -> None:
    found = session.get(Wave, wave)
    if found is None:
        raise WaveUnknown
    if found.state not in COUNTING:
        raise WrongState(now=found.state, needed=COUNTING)
    if session.get(WaveBand, (wave, band)) is None:
        raise BandUnknown(band)
