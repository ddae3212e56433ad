"""From opened ballots to what may be kept, in memory: nothing is stored before all of it is ready."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from surveyapp.box.permits import Issuers
from surveyapp.definition.model import Bank, Instrument
from surveyapp.opening.bands import Unit, lay_together
from surveyapp.opening.classes import Eligible
from surveyapp.opening.composites import score_means
from surveyapp.opening.joint import joint_counts
from surveyapp.opening.lessening import lessened
from surveyapp.opening.opened import Opened
from surveyapp.opening.partitions import groups_of
from surveyapp.opening.raking import raked_sums
from surveyapp.opening.remarks import remarks_of
from surveyapp.opening.rows import rows_of, totals_of
from surveyapp.opening.sharing import shared_items
from surveyapp.opening.tabling import Asked
from surveyapp.opening.tallies import Contents, count
from surveyapp.results.handed import Cell, Joint, Raked, Remark, Row, Scored
from surveyapp.results.models import AGE, ALPHA, OMEGA, SPREAD, TOTAL


@dataclass(frozen=True, slots=True)
class Plan:
    """What a wave declared before fieldwork: its bands in order, their instruments, neighbours and eligible.

    ``cards``: which instruments its cards carry, as band and fingerprint; of others no ballot counts. ``pool``: where
    bands that stay too small wait to be opened with others, if anywhere. ``awaited``: bands for which others wait
    already, and where; opened by themselves they would lay those others open, by subtraction. ``issuers``: who signed
    permits, as the cards vouch for it; None: it began before permits were kept.
    """

    instruments: Mapping[str, Instrument]
    neighbours: Mapping[str, str | None]
    bank: Bank
    eligible: Eligible = field(default_factory=Eligible)
    cards: frozenset[tuple[str, str]] = frozenset()
    pool: str = ""
    awaited: Mapping[str, str] = field(default_factory=dict)
    issuers: Issuers | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The parts, none of which can be joined to another, and what had to be laid together or left out for it."""

    units: tuple[Unit, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    cells: Mapping[Cell, int]
    joint: Mapping[Joint, int]
    raked: tuple[Raked, ...]
    scored: tuple[Scored, ...]
    dropped: tuple[str, ...]


def sort_out(
    plan: Plan, opened: Sequence[Opened], *, comments_only: frozenset[str] = frozenset(), keep_rows: bool = True
) -> Sorted:
    """Lay small bands together, then make rows or their totals, comments, tallies and sums. Raises TooFewToOpen.

    Weighted sums and joint counts are made of all counts by group; of these, what releases can show is kept.
    Of the bands in ``comments_only`` nothing but their comments is kept, for the safeguarding reader.
    """
    contents = gather(plan, opened, comments_only=comments_only)
    cells, dropped = count(contents)
    raked, not_raked = raked_sums(contents, plan.eligible, cells)
    scored, joint = score_means(contents), joint_counts(contents, cells)
    rows = tuple(sorted(rows_in(contents)))
    of_rows = totals_of(rows, plan.instruments.values())
    less = lessened(cells + of_rows, Asked(plan.instruments, plan.neighbours, plan.bank))
    if not keep_rows or tells_groups_apart(contents, cells, scored):
        rows = ()
    else:
        less = {cell: n for cell, n in less.items() if cell not in of_rows}
    return Sorted(
        units=contents.units,
        rows=rows,
        remarks=tuple(sorted(_remarks(contents.units, _by_band(plan, opened)))),
        cells=less,
        joint=joint,
        raked=raked,
        scored=scored,
        dropped=(*dropped, *not_raked),
    )


def rows_in(contents: Contents) -> list[Row]:
    """Everybody's row."""
    return [row for unit in contents.units for row in rows_of(unit, contents, contents.shared.get(unit.label))]


def tells_groups_apart(contents: Contents, cells: Collection[Cell], scored: Collection[Scored]) -> bool:
    """Whether something is kept of a group that is not everybody: then rows must not be kept as well.

    A row has dozens of answers and each is counted by group. That is one equation for every answer, and mostly more
    equations than rows: whoever solves them has every group back on every row.
    """
    counted = {(cell.bands, cell.breakdown) for cell in cells} | {(it.bands, it.breakdown) for it in scored}
    everybodys = (TOTAL, AGE, ALPHA, OMEGA, SPREAD)
    return any(
        len({group for band in bands.split("+") for group in contents.groups[breakdown, band]}) > 1
        for bands, breakdown in counted
        if breakdown not in everybodys
    )


def gather(plan: Plan, opened: Sequence[Opened], *, comments_only: frozenset[str] = frozenset()) -> Contents:
    """Who is counted with whom, but for the bands in ``comments_only``. Raises TooFewToOpen."""
    members = _by_band(plan, opened)
    counted = {band: 0 if band in comments_only else len(here) for band, here in members.items()}
    units = lay_together(counted, plan.neighbours)
    shared = {unit.label: shared_items(unit.bands, plan.instruments, plan.bank) for unit in units if unit.bands[1:]}
    kept = {band: members[band] for unit in units for band in unit.bands}
    return Contents(plan.instruments, plan.bank, kept, units, shared, _groups(plan, kept))


def _by_band(plan: Plan, opened: Sequence[Opened]) -> Mapping[str, Sequence[Opened]]:
    return {band: [it for it in opened if it.band == band] for band in plan.instruments}


def _groups(plan: Plan, members: Mapping[str, Sequence[Opened]]) -> Mapping[tuple[str, str], Sequence[str]]:
    return {
        (breakdown.id, band): groups_of(breakdown, plan.instruments[band], here)
        for breakdown in plan.bank.breakdowns.values()
        for band, here in members.items()
    }


def _remarks(units: Sequence[Unit], members: Mapping[str, Sequence[Opened]]) -> list[Remark]:
    unit_of = {band: unit for unit in units for band in unit.bands}
    return [remark for band, here in members.items() for remark in remarks_of(band, here, unit_of.get(band))]
