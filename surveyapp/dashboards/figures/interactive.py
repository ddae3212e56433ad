"""The same charts for plotly.js, for readers who ask to explore; only this module knows Plotly, and imports it late."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from surveyapp.dashboards.figures.model import Axis, Chart, Dot, DotChart, LineChart, Row, StackChart
from surveyapp.dashboards.figures.svg import shades
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Range

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

CONFIG = {
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["sendDataToCloud", "editInChartStudio", "lasso2d", "select2d", "autoScale2d"],
}
"""What keeps a chart on this site: without these, plotly.js offers to upload it."""
ROW = 52
FRAME = 110


def document(chart: Chart) -> dict[str, Any]:
    """What the page's script needs: data, layout and configuration for plotly.js, and the text alternative."""
    figure = _figure(chart)
    drawn: dict[str, Any] = json.loads(figure.to_json())
    return {"data": drawn["data"], "layout": drawn["layout"], "config": CONFIG, "alt": chart.alt, "title": chart.title}


def _figure(chart: Chart) -> Figure:
    if isinstance(chart, DotChart):
        return _dots(chart)
    if isinstance(chart, LineChart):
        from surveyapp.dashboards.figures import years

        return years.figure(chart)
    return _stack(chart)


def _dots(chart: DotChart) -> Figure:
    from plotly.graph_objects import Figure

    rows = tuple(row for row in chart.rows if row.now or row.then)
    shift = 0.14 if any(row.now and row.then for row in rows) else 0.0
    then = [(place + shift, row, row.then) for place, row in enumerate(rows) if row.then]
    now = [(place - shift, row, row.now) for place, row in enumerate(rows) if row.now]
    figure = Figure(layout=layout(len(rows)))
    for name, role, drawn in ((chart.then_name, "then", then), (chart.now_name, "now", now)):
        figure.add_traces(_traces(name, role, drawn))
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[row.label for row in rows],
        range=[len(rows) - 0.5, -0.5],
        automargin=True,
        fixedrange=True,
        zeroline=False,
    )
    figure.update_xaxes(**ticks(chart.axis))
    return figure


def _traces(name: str, role: str, drawn: list[tuple[float, Row, Dot]]) -> list[Scatter]:
    """Whiskers, then points (stretches where a count is coded); only the points speak when pointed at."""
    from plotly.graph_objects import Scatter

    if not drawn:
        return []
    whiskers = [(place, dot.whisker) for place, _row, dot in drawn if dot.whisker]
    stretches = [(place, dot.point) for place, _row, dot in drawn if dot.point.low != dot.point.high]
    quiet = {"mode": "lines", "hoverinfo": "skip", "showlegend": False}
    traces = [Scatter(**_lines(whiskers), **quiet, meta=f"{role} whisker", line={"width": 3})] if whiskers else []
    if stretches:
        traces.append(Scatter(**_lines(stretches), **quiet, meta=f"{role} stretch", line={"width": 8}))
    points = Scatter(
        x=[hundred((dot.point.low + dot.point.high) / 2) for _place, _row, dot in drawn],
        y=[place for place, _row, _dot in drawn],
        mode="markers",
        name=name or drawn[0][1].label,
        meta=role,
        marker={"opacity": 1, "size": [12 if dot.point.low == dot.point.high else 1 for _place, _row, dot in drawn]},
        text=[_hover(row, role) for _place, row, _dot in drawn],
        hoverinfo="text",
    )
    return [*traces, points]


def _lines(spans: list[tuple[float, Range]]) -> dict[str, list[float | None]]:
    """Separate level lines as one trace: a gap after every second point."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, span in spans:
        x += [hundred(span.low), hundred(span.high), None]
        y += [place, place, None]
    return {"x": x, "y": y}


def _hover(row: Row, role: str) -> str:
    said = row.before if role == "then" and row.before else " · ".join(filter(None, (row.words, row.detail)))
    return _("%(label)s: %(said)s", label=escape(row.label), said=escape(said))


def _stack(chart: StackChart) -> Figure:
    from plotly.graph_objects import Bar, Figure

    figure = Figure(layout=layout(1) | {"barmode": "stack"})
    for part, shade in zip(chart.parts, shades(chart), strict=True):
        bar = Bar(
            x=[hundred(part.share)],
            y=[""],
            orientation="h",
            name=str(escape(part.text)),
            meta=shade,
            text=[_("%(label)s: %(said)s", label=escape(part.text), said=escape(part.words))],
            hoverinfo="text",
            textposition="none",
        )
        figure.add_trace(bar)
    figure.update_xaxes(range=[-1, 101], tickvals=[0, 25, 50, 75, 100], ticksuffix="%", fixedrange=True)
    return figure


def ticks(axis: Axis) -> dict[str, Any]:
    """An axis for plotly.js, a little longer than its values."""
    return {
        "range": [hundred(axis.low) - 2, hundred(axis.high) + 2],
        "tickvals": [hundred(tick.at) for tick in axis.ticks],
        "ticktext": [tick.text for tick in axis.ticks],
        "fixedrange": False,
        "zeroline": axis.low < 0,
        "zerolinewidth": 2,
    }


def layout(rows: int) -> dict[str, Any]:
    """What all charts to explore have in common."""
    return {
        "template": "none",
        "height": FRAME + ROW * rows,
        "margin": {"l": 8, "r": 16, "t": 64, "b": 32},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "dragmode": False,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    }


def hundred(value: float) -> float:
    """A share as a percentage with one decimal, as charts to explore place it."""
    return round(100 * value, 1)
