"""Charts of changes between two waves, with the 99 % intervals that the words go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.dashboards.figures.model import Axis, Dot, DotChart, Row, Table, TableRow, Tick, Tone
from surveyapp.dashboards.wording import changes
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Change, Label, Result

USUAL = 0.5
TONES = {Label.CLEARLY_BETTER: Tone.PLAIN, Label.CLEARLY_WORSE: Tone.WORRY}
"""Only a clear change has a colour."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row is about."""

    label: str
    change: Change
    indicator: str = ""
    counts: str = ""
    verdict: str = ""


def entry(label: str, result: Result, year: str, indicator: str = "") -> Entry:
    """A result's row; where nearly all were positive both times, with of how many."""
    return Entry(label, result.change, indicator, changes.both(result, year), changes.verdict_of(result))


def chart(chart_id: str, title: str, entries: Iterable[Entry], *, year: str, verdicts: bool = True) -> DotChart:
    """Rows of differences since ``year``, better to the right; without verdicts where all rows have one they share."""
    listed = tuple(entries)
    rows = tuple(_row(entry, verdicts) for entry in listed)
    return DotChart(
        id=chart_id,
        title=title,
        key=_("Dot: the difference counted since %(year)s. Line: where the real one lies, 99 times in 100.", year=year),
        alt=f"{title}. " + "; ".join(_told(row) for row in rows) + ".",
        axis=_axis(listed),
        rows=rows,
        table=_table(listed),
        now_name=_("Difference since %(year)s", year=year),
    )


def _told(row: Row) -> str:
    return " ".join(filter(None, (f"{row.label}:", row.words, row.detail, row.note)))


def _axis(entries: tuple[Entry, ...]) -> Axis:
    ends = [abs(end) for entry in entries if (span := entry.change.interval99) for end in (span.low, span.high)]
    reach = USUAL if max(ends, default=0.0) <= USUAL else 1.0
    half = int(reach * 50)
    return Axis(
        -reach,
        reach,
        (
            Tick(-reach, _("%(points)s worse", points=whole(2 * half))),
            Tick(-reach / 2, whole(half)),
            Tick(0.0, _("the same")),
            Tick(reach / 2, whole(half)),
            Tick(reach, _("%(points)s better", points=whole(2 * half))),
        ),
        Tick(0.0, ""),
    )


def _row(entry: Entry, verdicts: bool) -> Row:
    change = entry.change
    if change.point is None or change.label in changes.INCOMPARABLE:
        return Row(label=entry.label, note=entry.verdict or changes.verdict(change.label), indicator=entry.indicator)
    return Row(
        label=entry.label,
        words=changes.verdict(change.label) if verdicts else "",
        detail=" · ".join(filter(None, (entry.counts, changes.short(change.interval99)))),
        now=Dot(change.point, change.interval99),
        indicator=entry.indicator,
        tone=TONES.get(change.label, Tone.QUIET),
    )


def _table(entries: tuple[Entry, ...]) -> Table:
    head = ("", _("What we can say"), _("Difference counted"), _("Range (99 times in 100)"))
    return Table(head, tuple(_table_row(entry) for entry in entries))


def _table_row(entry: Entry) -> TableRow:
    change = entry.change
    verdict = entry.verdict or changes.verdict(change.label)
    known = change.label not in changes.INCOMPARABLE
    cells = (
        _("%(verdict)s: %(counts)s", verdict=verdict, counts=entry.counts) if entry.counts else verdict,
        changes.short(change.point if known else None),
        changes.short(change.interval99 if known else None),
    )
    return TableRow(entry.label, cells, entry.indicator)
