"""What the desk knows of one wave, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from surveyapp import opening
from surveyapp.fieldwork import cohorts, counts, custodians, destructions, drills, nightly, pools, waves
from surveyapp.fieldwork.counts import COUNTED, Progress, Rate
from surveyapp.fieldwork.models import Proof, State, Wave, WaveBand
from surveyapp.fieldwork.pools import Declared, Member
from surveyapp.web.stores import catalogue, stores

SMALLEST = 10
"""Answers a band needs to be counted by itself."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A wave's state and numbers. ``rates`` stays empty while it is open, when only ``progress`` may be seen.

    ``pool``: with whom its small bands wait, as declared; ``members``: of which waves it is, where it is what several
    said together. ``uncounted``: its box is open, and no answer of it was counted then; ``together``: answers of it
    were opened together with others since.
    """

    wave: Wave
    bands: tuple[WaveBand, ...]
    eligible: dict[str, int]
    progress: tuple[Progress, ...]
    rates: tuple[Rate, ...]
    custodians: tuple[str, ...]
    unproved: tuple[str, ...]
    tried: Mapping[str, Proof]
    middle: date | None
    destroyed: bool
    last_night: date | None
    today: date
    pool: Declared | None = None
    members: tuple[Member, ...] = ()
    uncounted: bool = False
    together: bool = False

    @property
    def state(self) -> State:
        """Where the wave is on its way."""
        return self.wave.state

    @property
    def all_eligible(self) -> int:
        """Children who may answer, over all bands."""
        return sum(self.eligible.values())

    @property
    def issued(self) -> int:
        """Cards that are out."""
        return sum(one.issued for one in self.progress)

    @property
    def small(self) -> tuple[str, ...]:
        """Bands with children, but fewer than ten."""
        return tuple(band for band, n in self.eligible.items() if 0 < n < SMALLEST)

    @property
    def quiet(self) -> tuple[str, ...]:
        """Bands with children in which, by last night's steps, fewer than ten have answered."""
        seen = dict.fromkeys(self.eligible, 0)
        for one in self.progress:
            seen[one.band] += one.at_least
        return tuple(band for band, n in seen.items() if n < SMALLEST and self.eligible[band])

    @property
    def counted(self) -> bool:
        """Whether the nightly work has counted since the wave opened."""
        opened, night = self.wave.opened_on, self.last_night
        after = opened is not None and night is not None and night > opened
        return after or any(one.at_least for one in self.progress)

    @property
    def opened(self) -> bool:
        """Whether the box has been opened."""
        return self.state in (State.OPENED, State.RELEASED)

    @property
    def unread(self) -> bool:
        """Whether the box was destroyed unread: the wave stays closed, and nothing of it is left to count."""
        return self.destroyed and self.state is State.CLOSED

    @property
    def tried_midway(self) -> bool:
        """Whether anybody has shown since the wave's middle that their phrase works."""
        return Proof.MIDWAY in self.tried.values()

    @property
    def over(self) -> bool:
        """Whether the last planned day is past."""
        return self.today > self.wave.ends_on


@dataclass(frozen=True, slots=True)
class Night:
    """When the nightly work and a restore of the backups last went well, and what went wrong."""

    last: date | None
    overdue: bool
    problem: str
    drilled: date | None
    drill_due: bool
    drill_problem: str


def of(wave_id: str) -> Facts:
    """Everything about one wave."""
    today = date.today()
    youngest_first = list(catalogue().bank.bands).index
    with stores().read("fieldwork") as session:
        wave = waves.find(session, wave_id)
        eligible = cohorts.eligible(session, wave_id)
        return Facts(
            wave=wave,
            bands=tuple(sorted(waves.bands(session, wave_id), key=lambda one: youngest_first(one.band))),
            eligible={band: eligible[band] for band in sorted(eligible, key=youngest_first)},
            progress=tuple(
                sorted(counts.progress(session, wave_id), key=lambda one: (youngest_first(one.band), one.team))
            ),
            rates=_rates(session, wave),
            custodians=tuple(one.name for one in custodians.of(session, wave_id)),
            tried={one.name: one.proved for one in custodians.of(session, wave_id)},
            middle=custodians.middle(session, wave_id),
            unproved=custodians.unproved(session, wave_id, today=today),
            destroyed=bool((gone := destructions.find(session, wave_id)) and gone.finished),
            last_night=nightly.last_good(session),
            today=today,
            pool=pools.declared(session, wave_id),
            members=pools.members(session, wave_id),
            uncounted=wave.state is State.OPENED and opening.nothing_counted(stores(), wave_id),
            together=bool(pools.pooled_from(session, wave_id)),
        )


def waves_of(authority: str) -> tuple[Wave, ...]:
    """The authority's waves, the newest first."""
    with stores().read("fieldwork") as session:
        return waves.of(session, authority)


def unread_of(authority: str) -> frozenset[str]:
    """The authority's waves whose boxes were destroyed unread."""
    return frozenset(one.id for one in waves_of(authority) if opening.ended(stores(), one.id) is not None)


def night() -> Night:
    """How the nightly work is doing."""
    with stores().read("fieldwork") as session:
        return Night(
            last=nightly.last_good(session),
            overdue=nightly.overdue(session, datetime.now(UTC)),
            problem=nightly.last_problem(session),
            drilled=drills.last_good(session),
            drill_due=drills.due(session, date.today()),
            drill_problem=drills.last_problem(session),
        )


def _rates(session: Session, wave: Wave) -> tuple[Rate, ...]:
    if wave.state not in COUNTED:
        return ()
    youngest_first = list(catalogue().bank.bands).index
    asked = [rate for rate in counts.response_rates(session, wave.id) if rate.eligible or rate.completed]
    by_band = tuple(sorted(asked, key=lambda rate: youngest_first(rate.band)))
    return (*by_band, counts.whole(by_band)) if len(by_band) > 1 else by_band
