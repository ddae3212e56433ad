"""A line over the years for plotly.js: the same marks, whiskers, joins and breaks as the drawing on the page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import escape

from surveyapp.dashboards.figures.interactive import hundred, layout, ticks
from surveyapp.dashboards.figures.model import Dot, LineChart, Mark
from surveyapp.dashboards.wording.translated import gettext as _

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

QUIET = {"mode": "lines", "hoverinfo": "skip", "showlegend": False}
HEIGHT = 4
"""As high as four rows of a chart of rows."""


def figure(chart: LineChart) -> Figure:
    """Years to the right, shares upwards; only the dots speak when pointed at."""
    from plotly.graph_objects import Figure, Scatter

    drawn = Figure(layout=layout(HEIGHT) | {"meta": "upright", "showlegend": False})
    for role, lines, width in _lines(chart):
        if lines["x"]:
            drawn.add_trace(Scatter(**lines, **QUIET, meta=role, line={"width": width}))
    shown = [(mark, mark.dot) for mark in chart.marks if mark.dot]
    drawn.add_trace(
        Scatter(
            x=[hundred(mark.at) for mark, _dot in shown],
            y=[_middle(dot) for _mark, dot in shown],
            mode="markers",
            name=chart.now_name,
            meta="now",
            marker={"opacity": 1, "size": [12 if dot.point.low == dot.point.high else 1 for _mark, dot in shown]},
            text=[_hover(chart, mark) for mark, _dot in shown],
            hoverinfo="text",
        )
    )
    years = {"tickvals": [hundred(mark.at) for mark in chart.marks], "ticktext": [mark.label for mark in chart.marks]}
    drawn.update_xaxes(**years, range=[0, 100], fixedrange=True, zeroline=False)
    drawn.update_yaxes(**ticks(chart.axis))
    for piece in chart.pieces[1:]:
        drawn.add_vline(x=hundred(piece.at), line={"dash": "dash", "width": 1})
        drawn.add_annotation(x=hundred(piece.at), y=1, yref="paper", yanchor="bottom", showarrow=False)
        drawn.layout.annotations[-1].text = str(escape(chart.new_line))
    return drawn


def _lines(chart: LineChart) -> list[tuple[str, dict[str, list[float | None]], int]]:
    shown = [(mark.at, mark.dot) for mark in chart.marks if mark.dot]
    joins = [
        ((one.at, _middle(one.dot)), (next_.at, _middle(next_.dot)))
        for piece in chart.pieces
        for one, next_ in pairwise(piece.marks)
        if one.dot and next_.dot
    ]
    whiskers = [((at, hundred(w.low)), (at, hundred(w.high))) for at, dot in shown if (w := dot.whisker)]
    coded = [(at, dot.point) for at, dot in shown if dot.point.low != dot.point.high]
    stretches = [((at, hundred(span.low)), (at, hundred(span.high))) for at, span in coded]
    return [
        ("now join", _apart(joins), 2),
        ("now whisker", _apart(whiskers), 3),
        ("now stretch", _apart(stretches), 8),
    ]


def _apart(ends: list[tuple[tuple[float, float], tuple[float, float]]]) -> dict[str, list[float | None]]:
    """Separate lines as one trace: a gap after every second point."""
    x: list[float | None] = []
    y: list[float | None] = []
    for one, other in ends:
        x += [hundred(one[0]), hundred(other[0]), None]
        y += [one[1], other[1], None]
    return {"x": x, "y": y}


def _middle(dot: Dot) -> float:
    return hundred((dot.point.low + dot.point.high) / 2)


def _hover(chart: LineChart, mark: Mark) -> str:
    row = chart.table.rows[chart.marks.index(mark)]
    return _("%(label)s: %(said)s", label=escape(mark.label), said=escape(" · ".join(row.cells)))
