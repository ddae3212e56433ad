"""Drawing a funnel as inline SVG: its parts are stretched to any width, words and the dot are not."""

from __future__ import annotations

from markupsafe import Markup

from surveyapp.dashboards.figures.funnels import FunnelChart
from surveyapp.dashboards.figures.svg import across, words_at
from surveyapp.dashboards.figures.upright import CLOSE, PLOT, TOP
from surveyapp.releases.model import Limits, Range

HEIGHT = 262
STEPS, UNDER = 226, 250
WIDE = 1000
STRETCHED = '<svg x="0" y="{top}" width="100%" height="{plot}" viewBox="0 0 {wide} {wide}" preserveAspectRatio="none">'


def funnel(chart: FunnelChart) -> Markup:
    """The grey part, the dashed lines, what all elsewhere said together, and this council's dot."""
    opening = f'<svg class="line funnel" width="100%" height="{HEIGHT}" aria-hidden="true" focusable="false">'
    drawn = [*_grid(chart), _stretched(chart), *_steps(chart), _mark(chart)]
    return Markup(opening + "".join(drawn) + "</svg>")  # noqa: S704  # numbers, and words that words_at escaped


def _grid(chart: FunnelChart) -> list[str]:
    drawn = []
    for tick in chart.axis.ticks:
        y = _height(chart, tick.at)
        drawn.append(
            f'<line class="grid" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>' + words_at(0.0, tick.text, y - 3, "start")
        )
    return drawn


def _stretched(chart: FunnelChart) -> str:
    usual = [(place, one.usual) for place, one in chart.limits]
    round_it = [_point(place, one.high) for place, one in usual] + [
        _point(place, one.low) for place, one in usual[::-1]
    ]
    drawn = [f'<polygon class="usual" points="{" ".join(round_it)}"/>']
    for side in ("low", "high"):
        points = " ".join(_point(place, getattr(one.outer, side)) for place, one in chart.limits)
        drawn.append(f'<polyline class="outer" points="{points}"/>')
    drawn.append(_together(chart.together, chart.limits))
    return STRETCHED.format(top=TOP, plot=PLOT, wide=WIDE) + "".join(drawn) + "</svg>"


def _together(span: Range, limits: tuple[tuple[float, Limits], ...]) -> str:
    """A level line, or a level band where only its ends are known."""
    first, last = limits[0][0], limits[-1][0]
    corners = [(first, span.high), (last, span.high), (last, span.low), (first, span.low)]
    return f'<polygon class="together" points="{" ".join(_point(*one) for one in corners)}"/>'


def _point(place: float, share: float) -> str:
    return f"{WIDE * place:.1f},{WIDE * (1 - share):.1f}"


def _steps(chart: FunnelChart) -> list[str]:
    words = [words_at(place, text, STEPS, "middle") for place, text in chart.steps]
    return [*words, words_at(0.5, chart.under, UNDER, "middle")]


def _mark(chart: FunnelChart) -> str:
    dot = chart.mark.dot
    if dot is None:
        return ""
    at, drawn = across(chart.mark.at), []
    for kind, span in (("whisker", dot.whisker), ("stretch", dot.point)):
        if span is not None and span.low != span.high:
            ends = f'y1="{_height(chart, span.low):.1f}" y2="{_height(chart, span.high):.1f}"'
            drawn.append(f'<line class="{kind}" x1="{at}" x2="{at}" {ends}/>')
    if dot.point.low == dot.point.high:
        drawn.append(f'<circle cx="{at}" cy="{_height(chart, dot.point.low):.1f}" r="6"/>')
    top = _height(chart, dot.whisker.high if dot.whisker else dot.point.high) - CLOSE
    return f'<g class="now">{"".join(drawn)}</g>' + words_at(
        chart.mark.at, chart.mark.words, top, "middle", kind="value"
    )


def _height(chart: FunnelChart, share: float) -> float:
    return TOP + (1 - chart.axis.place(share)) * PLOT
