"""What was found in a box, wherever it was opened: what may be stored of it, and what people are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec

from surveyapp.box import ballots
from surveyapp.box.ballots import Sealed
from surveyapp.opening.contents import Plan, Sorted, sort_out
from surveyapp.opening.opened import unseal_all
from surveyapp.results.handed import Handed


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """What an opening did, in numbers. ``bands`` counts by label; ``dropped`` names what was too small to count.

    ``late`` ballots came after the box was carried away; they stay sealed.
    """

    wave: str
    n_ok: int
    n_bad: int
    bands: Mapping[str, int]
    merged: tuple[str, ...]
    comments_only: tuple[str, ...]
    dropped: tuple[str, ...]
    late: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """The parts of one wave, none of which can be joined to another, and the digest of the ballots they came from."""

    wave: str
    n_ok: int
    n_bad: int
    box_digest: bytes
    comments_only: tuple[str, ...]
    parts: Sorted = field(repr=False)

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
        )


def look_into(
    plan: Plan,
    wave: str,
    taken: Sequence[Sealed],
    private: ec.EllipticCurvePrivateKey,
    *,
    comments_only: frozenset[str] = frozenset(),
) -> Findings:
    """Open every ballot in memory and take the answers apart. Raises TooFewToOpen."""
    by_fingerprint = {it.fingerprint: it for it in plan.instruments.values()}
    opened, bad = unseal_all(taken, private, wave=wave, find=by_fingerprint.__getitem__, cards=plan.cards)
    parts = sort_out(plan, opened, comments_only=comments_only)
    return Findings(wave, len(opened), bad, ballots.digest(taken), tuple(sorted(comments_only)), parts)


def months_later(day: date, months: int) -> date:
    """The first day of the month that many months on: no day of an opening is kept."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)
