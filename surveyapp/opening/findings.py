"""What was found in a box, wherever it was opened: what may be stored of it, and what people are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec

from surveyapp.box import ballots
from surveyapp.box.ballots import Sealed
from surveyapp.opening.contents import Plan, Sorted, sort_out
from surveyapp.opening.opened import Opened, Refused, Terms, unseal_each
from surveyapp.opening.waiting import must_wait
from surveyapp.results.handed import Handed


class BandNotHere(Exception):
    """A band was named whose comments alone are to be kept, and the wave does not ask it. Nothing was opened."""

    def __init__(self, named: Collection[str], here: Collection[str]) -> None:
        told = f"No band {', '.join(sorted(named))} here; its bands: {', '.join(here)}. Nothing was opened."
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """What an opening did, in numbers. ``bands`` counts by label; ``dropped`` names what was too small to count.

    ``n_unpermitted`` had no valid permit and were left out; not ``permits``: the wave began before they were kept.
    ``late`` ballots came after the box was carried away; they stay sealed. The ballots of ``waiting`` bands stay sealed
    until they are opened together with others; how many they are is no part of ``n_ok``. ``n_missing`` used codes have
    no ballot; None on a machine where the codes are not known.
    """

    wave: str
    n_ok: int
    n_bad: int
    bands: Mapping[str, int]
    merged: tuple[str, ...]
    comments_only: tuple[str, ...]
    dropped: tuple[str, ...]
    late: int = 0
    waiting: tuple[str, ...] = ()
    n_unpermitted: int = 0
    permits: bool = True
    n_missing: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """The parts of one wave, none of which can be joined to another, and the digest of the ballots they came from.

    ``waiting``: bands whose ballots stay sealed, and where they will stand; ``kept_sealed`` are these ballots.
    """

    wave: str
    n_ok: int
    n_bad: int
    box_digest: bytes
    comments_only: tuple[str, ...]
    parts: Sorted = field(repr=False)
    waiting: Mapping[str, str] = field(default_factory=dict)
    kept_sealed: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict, repr=False)
    n_unpermitted: int = 0
    permits: bool = True
    n_missing: int | None = None

    def report(self, *, late: int = 0) -> OpeningReport:
        """What people are told."""
        units = self.parts.units
        return OpeningReport(
            wave=self.wave,
            n_ok=self.n_ok,
            n_bad=self.n_bad,
            bands={unit.label: unit.n for unit in units},
            merged=tuple(unit.label for unit in units if len(unit.bands) > 1),
            comments_only=self.comments_only,
            dropped=self.parts.dropped,
            late=late,
            waiting=tuple(self.waiting),
            n_unpermitted=self.n_unpermitted,
            permits=self.permits,
            n_missing=self.n_missing,
        )

    def handed(self, *, today: date, retention_months: int) -> Handed:
        """What the results store is given."""
        return Handed(
            wave=self.wave,
            month=f"{today:%Y-%m}",
            keep_until=months_later(today, retention_months),
            n_ok=self.n_ok,
            n_bad=self.n_bad,
            box_digest=self.box_digest,
            bands={unit.label: unit.n for unit in self.parts.units},
            rows=self.parts.rows,
            remarks=self.parts.remarks,
            cells=self.parts.cells,
            joint=self.parts.joint,
            raked=self.parts.raked,
            scored=self.parts.scored,
            waiting=self.waiting,
            n_unpermitted=self.n_unpermitted,
            n_missing=self.n_missing,
        )


def look_into(
    plan: Plan,
    wave: str,
    taken: Sequence[Sealed],
    private: ec.EllipticCurvePrivateKey,
    *,
    comments_only: frozenset[str] = frozenset(),
) -> Findings:
    """Open every ballot in memory and take the answers apart. Raises TooFewToOpen, BandNotHere.

    Of bands that must wait for others comments are read as of ``comments_only`` bands, and nothing else.
    """
    if unknown := comments_only - plan.instruments.keys():
        raise BandNotHere(unknown, plan.instruments)
    by_fingerprint = {it.fingerprint: it for it in plan.instruments.values()}
    each = list(unseal_each(taken, private, Terms(wave, by_fingerprint.__getitem__, plan.cards, plan.issuers)))
    opened = [found for _, found in each if isinstance(found, Opened)]
    unpermitted = sum(found is Refused.UNPERMITTED for _, found in each)
    waiting = must_wait(plan, Counter(found.band for found in opened))
    parts = sort_out(plan, opened, comments_only=comments_only | waiting.keys())
    sealed = {band: tuple(_sealed_of(each, band)) for band in waiting}
    return Findings(
        wave=wave,
        n_ok=len(opened) - sum(map(len, sealed.values())),
        n_bad=len(taken) - len(opened) - unpermitted,
        box_digest=ballots.digest(taken),
        comments_only=tuple(sorted(comments_only - waiting.keys())),
        parts=parts,
        waiting=waiting,
        kept_sealed=sealed,
        n_unpermitted=unpermitted,
        permits=plan.issuers is not None,
    )


def _sealed_of(each: Sequence[tuple[Sealed, Opened | Refused]], band: str) -> Iterator[bytes]:
    """A band's ballots that can be read, as they lay in the box."""
    return (it.sealed for it, found in each if isinstance(found, Opened) and found.band == band)


def months_later(day: date, months: int) -> date:
    """The first day of the month that many months on: no day of an opening is kept."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)
