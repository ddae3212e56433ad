"""Charts of shares of positive answers: dots and whiskers on a full axis from 0 to 100 %."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.dashboards.figures.model import Axis, Dot, DotChart, Row, Table, TableRow, Tick, Tone
from surveyapp.dashboards.wording import shares
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Share, Suppressed

Value = Share | Suppressed | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row is about: a share now and, where there was one, in the wave before, or that one alone."""

    label: str
    now: Value
    then: Value = None
    indicator: str = ""
    tag: str = ""
    tone: Tone = Tone.PLAIN
    earlier: bool = False
    beside: str = ""


def axis(guide: Tick | None = None) -> Axis:
    """The full axis, never cut."""
    ticks = tuple(Tick(share / 100, _("%(share)s%%", share=whole(share))) for share in (0, 25, 50, 75, 100))
    return Axis(0.0, 1.0, ticks, guide)


def chart(
    chart_id: str, title: str, entries: Iterable[Entry], *, years: tuple[str, str], drawn: Iterable[Entry] | None = None
) -> DotChart:
    """Rows of shares in the order given; ``years`` are the names of this wave and the one before ("" without one).

    Of ``entries``, which the table lists, only ``drawn`` are rows of the chart where that is given.
    """
    listed = tuple(entries)
    earlier = years[1] if any(_drawn(entry.then) for entry in listed) else ""
    rows = tuple(row(entry, earlier) for entry in (listed if drawn is None else drawn))
    return DotChart(
        id=chart_id,
        title=title,
        key=_key(years[0], earlier),
        alt=alt(title, rows),
        axis=axis(),
        rows=rows,
        table=table(listed, years=(years[0], earlier)),
        now_name=years[0],
        then_name=earlier,
    )


def _drawn(value: Value) -> Dot | None:
    if not isinstance(value, Share) or not shares.has_percentage(value):
        return None
    return Dot(value.point, value.interval)


def row(entry: Entry, earlier: str = "") -> Row:
    """One entry as a line of a chart; ``earlier`` names the wave before, where its dots are drawn."""
    about = {
        "label": entry.label,
        "indicator": entry.indicator,
        "tag": entry.tag,
        "tone": entry.tone,
        "beside": entry.beside,
    }
    drawn = _drawn(entry.now)
    if not isinstance(entry.now, Share) or drawn is None:
        return Row(note=shares.sentence(entry.now), **about)  # type: ignore[arg-type]  # keywords gathered above
    return Row(
        words=shares.short(entry.now),
        detail=_("%(count)s · %(span)s", count=shares.brief(entry.now.count), span=shares.span(entry.now.interval)),
        before=_before(entry.then, earlier),
        now=None if entry.earlier else drawn,
        then=drawn if entry.earlier else _drawn(entry.then),
        **about,  # type: ignore[arg-type]  # keywords gathered above
    )


def _before(then: Value, earlier: str) -> str:
    if not earlier or not isinstance(then, Share) or not shares.has_percentage(then):
        return ""
    return _("%(year)s: %(share)s · %(span)s", year=earlier, share=shares.short(then), span=shares.span(then.interval))


def _key(year: str, earlier: str) -> str:
    if not earlier:
        return _("Dot: the share of positive answers. Line: where the real share lies, 19 times in 20.")
    return _(
        "Full dot: %(year)s. Ring: %(earlier)s. Line: where the real share lies, 19 times in 20.",
        year=year,
        earlier=earlier,
    )


def alt(title: str, rows: tuple[Row, ...]) -> str:
    """The text alternative: everything that the rows say."""
    said = (
        " ".join(filter(None, (f"{row.label}:", row.words, row.detail, row.before, row.beside, row.note)))
        for row in rows
    )
    return f"{title}. " + "; ".join(said) + "."


def table(entries: tuple[Entry, ...], *, years: tuple[str, str]) -> Table:
    """The same figures as words, percentage and range."""
    head: tuple[str, ...] = ("", _("Positive answers"), _("Share"), _("Range"))
    if years[1]:
        head += (_("%(year)s: share", year=years[1]), _("%(year)s: range", year=years[1]))
    return Table(head, tuple(_table_row(entry, bool(years[1])) for entry in entries))


def _table_row(entry: Entry, with_then: bool) -> TableRow:
    figures = (shares.sentence(entry.now), *cells(entry.now))
    return TableRow(entry.label, figures + (cells(entry.then) if with_then else ()), entry.indicator)


def cells(value: Value) -> tuple[str, str]:
    """A share and its range for a table; dashes where no percentage is given."""
    if not isinstance(value, Share) or not shares.has_percentage(value):
        return "–", "–"
    figure = _("%(share)s (%(count)s)", share=shares.short(value), count=shares.brief(value.count))
    return figure, shares.span(value.interval)
