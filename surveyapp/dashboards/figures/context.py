"""Charts that set other surveys' figures beside ours: ours in colour, theirs grey and without a whisker."""

from __future__ import annotations

from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Dot, DotChart, Row, Table, TableRow, Tone
from surveyapp.dashboards.wording import context
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import ContextFigure, Range


def chart(chart_id: str, title: str, ours: shares.Entry, figures: tuple[ContextFigure, ...]) -> DotChart:
    """One row for ours, if only to say that it is not shown, then one for each of theirs."""
    apart = _("Not shown for these answers: ages, words or counts are not alike enough to compare")
    own = shares.row(ours) if ours.now is not None else Row(ours.label, note=apart)
    rows = (own, *(_row(figure) for figure in figures))
    return DotChart(
        id=chart_id,
        title=title,
        key=_(
            "Dot with a line: this survey, and where the real share lies. A grey dot is from other surveys or earlier"
            " reports."
        ),
        alt=shares.alt(title, rows),
        axis=shares.axis(),
        rows=rows,
        table=_table(ours, figures),
        now_name=title,
    )


def _row(figure: ContextFigure) -> Row:
    return Row(
        label=context.named(figure),
        words=context.share(figure),
        detail=context.of_whom(figure),
        beside=context.nearness(figure),
        now=Dot(Range(figure.share, figure.share), None),
        tag=context.age_of_figure(figure),
        tone=Tone.QUIET,
    )


def _table(ours: shares.Entry, figures: tuple[ContextFigure, ...]) -> Table:
    head = ("", _("Share"), _("Range"), _("Of whom"), _("Question"))
    own = TableRow(ours.label, (*shares.cells(ours.now), "–", _("ours")))
    return Table(head, (own, *(_table_row(figure) for figure in figures)))


def _table_row(figure: ContextFigure) -> TableRow:
    cells = (context.share(figure), "–", context.of_whom(figure), context.nearness(figure))
    return TableRow(context.named(figure), cells)
