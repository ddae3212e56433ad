"""A round: for each authority what the others published, added up under rule 8, and kept for the next round's sake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.analysis import funnels
from surveyapp.analysis.bounds import Bounded
from surveyapp.disclosure import others
from surveyapp.disclosure.others import Together
from surveyapp.disclosure.policy import STANDARD, Policy, Rule
from surveyapp.disclosure.tables import Coding, Protected
from surveyapp.programme.models import Figure, Gathered, Given, Joined, TakenRelease

BETWEEN = "\n"


class NothingToGather(Exception):
    """Fewer authorities than one needs beside itself and its block have a release of these years."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round gave: to how many authorities, how many comparators, and how many were held back and why."""

    number: int
    authorities: int
    given: int
    too_few: int
    too_near: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """One question of some bands in one wording, and who published a count of it, in the order of joining."""

    indicator: str
    bands: str
    wording: str
    counts: dict[str, Protected] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    too_few: int = 0
    too_near: int = 0


def gather(
    session: Session, *, title: str, day: date, first_year: int, last_year: int, policy: Policy = STANDARD
) -> Round:
    """Make the next round from each authority's newest release of these years. Raises NothingToGather.

    A comparator that has too few behind it, or differs from an earlier one by one or two, is held back; the authority
    is given the earlier one again, as long as all who are behind it are still in the programme.
    """
    cells = _cells(session, first_year, last_year)
    receivers = {id for cell in cells for id in cell.counts}
    if len(receivers) < policy.others_least + policy.others_gap:
        raise NothingToGather
    number = (session.scalar(select(func.max(Gathered.number))) or 0) + 1
    made = Gathered(number=number, title=title, made_on=day, first_year=first_year, last_year=last_year)
    session.add(made)
    before = session.scalars(select(Given).order_by(Given.round)).all()
    staying = set(session.scalars(select(Joined.authority)))
    tally, rows = _Tally(), []
    for indicator in dict.fromkeys(cell.indicator for cell in cells):
        mine = [cell for cell in cells if cell.indicator == indicator]
        kept = [one for one in before if one.indicator == indicator]
        rows += list(_of_indicator(mine, kept, staying, tally, policy))
    session.flush()
    for row in rows:
        row.round = number
    session.add_all(rows)
    session.flush()
    return Round(number, len({row.authority for row in rows}), len(rows), tally.too_few, tally.too_near)


def _of_indicator(
    cells: Sequence[_Cell], before: Sequence[Given], staying: set[str], tally: _Tally, policy: Policy
) -> Iterator[Given]:
    """One indicator's comparators, those of most bands first; each must be far from all others that share a band."""
    published = [(set(one.bands.split()), frozenset(one.behind.split(BETWEEN))) for one in before]
    for cell in sorted(cells, key=lambda one: (-len(one.bands.split()), one.bands, one.wording)):
        told: dict[frozenset[str], Given] = {}
        for authority in cell.counts:
            bands = set(cell.bands.split())
            known = [behind for other, behind in published if other & bands]
            found, whole = others.gather(authority, cell.counts, policy)
            behind = frozenset(cell.signs[id] for id in found)
            if whole is None:
                tally.too_few += 1
                yield from _again(cell, authority, before, staying)
            elif policy.follows(Rule.OTHERS) and not all(others.far_apart(behind, one, policy) for one in known):
                tally.too_near += 1
                yield from _again(cell, authority, before, staying)
            else:
                row = told.get(behind) or _given(cell, found, behind, whole)
                told[behind] = row
                published.append((bands, behind))
                yield _for(row, authority)


def _given(cell: _Cell, found: Iterable[str], behind: frozenset[str], whole: Together) -> Given:
    """The comparator of these authorities, of nobody yet."""
    counts = [Bounded(cell.counts[id].low, cell.counts[id].high, cell.counts[id].base) for id in sorted(found)]
    told = funnels.elsewhere(counts, Bounded(whole.low, whole.high, whole.base))
    return Given(
        indicator=cell.indicator,
        bands=cell.bands,
        wording=cell.wording,
        low=whole.low,
        high=whole.high,
        base=whole.base,
        usual=told.usual,
        outer=told.outer,
        behind=BETWEEN.join(sorted(behind)),
    )


def _for(row: Given, authority: str) -> Given:
    """The same comparator for one authority."""
    columns = ("indicator", "bands", "wording", "low", "high", "base", "usual", "outer", "behind")
    return Given(authority=authority, **{name: getattr(row, name) for name in columns})


def _again(cell: _Cell, authority: str, before: Sequence[Given], staying: set[str]) -> Iterator[Given]:
    """The newest comparator that this authority was given of the same, if everybody behind it is still there."""
    same = [
        one
        for one in before
        if (one.authority, one.bands, one.wording) == (authority, cell.bands, cell.wording)
        and {sign.split("|")[0] for sign in one.behind.split(BETWEEN)} <= staying
    ]
    yield from (_for(one, authority) for one in same[-1:])


def _cells(session: Session, first_year: int, last_year: int) -> list[_Cell]:
    """The counts of each authority's newest release of these years, by question, bands and wording."""
    newest: dict[str, TakenRelease] = {}
    years = TakenRelease.year.between(first_year, last_year)
    order = (TakenRelease.year, TakenRelease.wave)
    for release in session.scalars(select(TakenRelease).where(years).order_by(*order)):
        newest[release.authority] = release
    cells: dict[tuple[str, str, str], _Cell] = {}
    for authority in session.scalars(select(Joined.authority).order_by(Joined.id)):
        if authority in newest:
            _add(cells, authority, newest[authority].wave, _figures(session, newest[authority].id))
    return list(cells.values())


def _figures(session: Session, release: int) -> Mapping[str, Sequence[Figure]]:
    """A release's counts by indicator."""
    found: dict[str, list[Figure]] = {}
    mine = select(Figure).where(Figure.release == release).order_by(Figure.indicator, Figure.bands)
    for one in session.scalars(mine):
        found.setdefault(one.indicator, []).append(one)
    return found


def _add(
    cells: dict[tuple[str, str, str], _Cell], authority: str, wave: str, found: Mapping[str, Sequence[Figure]]
) -> None:
    """Put one authority's counts into the cells. Its sign changes with any count of the indicator that was revised."""
    for indicator, figures in found.items():
        said = ";".join(f"{one.bands},{one.low},{one.high},{one.base}" for one in figures)
        for one in figures:
            cell = cells.setdefault((indicator, one.bands, one.wording), _Cell(indicator, one.bands, one.wording))
            cell.counts[authority] = Protected(Coding.EXACT, one.low, one.high, one.base)
            cell.signs[authority] = f"{authority}|{wave}|{said}"
