"""The chart of what the comments to one question are about: counted, so its dots have no lines."""

from __future__ import annotations

from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Dot, DotChart, Row, Table, TableRow
from surveyapp.dashboards.wording import themes as say
from surveyapp.dashboards.wording.shares import has_percentage
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import QuestionThemes, Share, Theme


def chart(one: QuestionThemes, title: str, year: str) -> DotChart:
    """One row for each theme in the order of the codebook, which is no order of size."""
    rows = tuple(_row(theme) for theme in one.themes)
    return DotChart(
        id=f"themes-{one.item}",
        title=title,
        key=_("Dot: the share of the comments. In the order of the council's list, not of size."),
        alt=shares.alt(title, rows),
        axis=shares.axis(),
        rows=rows,
        table=Table((_("Theme"), _("Comments"), _("How firm")), tuple(_cells(theme) for theme in one.themes)),
        now_name=year,
    )


def _row(theme: Theme) -> Row:
    tag = "" if theme.firm or not isinstance(theme.result, Share) else say.rough()
    if not isinstance(theme.result, Share) or not has_percentage(theme.result):
        return Row(label=say.name(theme), note=say.told(theme.result), tag=tag)
    return Row(
        label=say.name(theme),
        words=say.about(theme.result),
        detail=say.of_comments(theme.result),
        now=Dot(theme.result.point, None),
        tag=tag,
    )


def _cells(theme: Theme) -> TableRow:
    if not isinstance(theme.result, Share):
        return TableRow(say.name(theme), (say.told(theme.result), "–"))
    firm = _("Readers agreed well") if theme.firm else say.rough()
    return TableRow(say.name(theme), (say.told(theme.result), firm))
