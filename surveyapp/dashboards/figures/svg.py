"""Drawing charts as pieces of inline SVG: places are percentages, so a piece fits any width; colours live in CSS."""

from __future__ import annotations

from markupsafe import Markup

from surveyapp.dashboards.figures.model import Axis, Dot, DotChart, Row, StackChart

UPPER, LOWER = -7, 7
BAR = 40
OPEN = '<svg class="{kind}" width="100%" height="{height}" aria-hidden="true" focusable="false">'
MIDDLE = '<svg y="50%" overflow="visible">{}</svg>'
"""Rows are as high as their words: the grid fills them, and dots keep to the middle."""


def strip(chart: DotChart, row: Row) -> Markup:
    """One row's dots and whiskers above the grid."""
    both = bool(row.now and row.then)
    drawn = []
    if row.then:
        drawn.append(_dot(chart.axis, row.then, LOWER if both else 0, "then"))
    if row.now:
        drawn.append(_dot(chart.axis, row.now, UPPER if both else 0, f"now {row.tone}"))
    return _svg("strip", "100%", _grid(chart.axis) + MIDDLE.format("".join(drawn)))


def scale(axis: Axis) -> Markup:
    """The words under the grid; those of the guide stand above."""
    words = "".join(words_at(axis.place(tick.at), tick.text, 14, _anchor(axis.place(tick.at))) for tick in axis.ticks)
    return _svg("scale", 20, words)


def guide(axis: Axis) -> Markup:
    """What the guide line means, above it; nothing when it needs no words."""
    if axis.guide is None or not axis.guide.text:
        return Markup("")
    return _svg("scale", 20, words_at(axis.place(axis.guide.at), axis.guide.text, 14, "middle"))


def bar(chart: StackChart) -> Markup:
    """The parts of a stacked bar from left to right, shaded by their place among like parts."""
    pieces = "".join(
        f'<rect class="{shade}" x="{across(part.start)}" width="{across(part.share)}" height="{BAR}"/>'
        for part, shade in zip(chart.parts, shades(chart), strict=True)
    )
    return _svg("bar", BAR, pieces)


def shades(chart: StackChart) -> tuple[str, ...]:
    """A class for each part: p0, p1 … for positive parts, o0, o1 … for the others, m0 … for both kinds."""
    found: list[str] = []
    for part in chart.parts:
        letter = {True: "p", False: "o", None: "m"}[part.positive]
        found.append(f"{letter}{sum(shade.startswith(letter) for shade in found)}")
    return tuple(found)


def swatch(shade: str) -> Markup:
    """A square in a part's colour for the words beside it."""
    square = f'<rect class="{shade}" width="14" height="14"/>'
    return Markup('<svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup(square)  # noqa: S704  # shades are our own two letters and digits
    )


def _svg(kind: str, height: int | str, content: str) -> Markup:
    return Markup(OPEN.format(kind=kind, height=height) + content + "</svg>")  # noqa: S704  # numbers, and escaped text


def across(place: float) -> str:
    """A place from 0 to 1 as SVG takes it, whatever the width."""
    return f"{100 * place:.2f}".rstrip("0").rstrip(".") + "%"


def _grid(axis: Axis) -> str:
    lines = "".join(_upright("grid", axis.place(tick.at)) for tick in axis.ticks)
    return lines + (_upright("guide", axis.place(axis.guide.at)) if axis.guide else "")


def _upright(kind: str, place: float) -> str:
    at = across(place)
    return f'<line class="{kind}" x1="{at}" x2="{at}" y2="100%"/>'


def _dot(axis: Axis, dot: Dot, at: int, kind: str) -> str:
    drawn = [f'<g class="{kind}">']
    if dot.whisker:
        drawn.append(_level("whisker", axis.place(dot.whisker.low), axis.place(dot.whisker.high), at))
    low, high = axis.place(dot.point.low), axis.place(dot.point.high)
    if low == high:
        drawn.append(f'<circle cx="{across(low)}" cy="{at}" r="6"/>')
    else:
        drawn.append(_level("stretch", low, high, at))
    return "".join(drawn) + "</g>"


def _level(kind: str, low: float, high: float, at: int) -> str:
    return f'<line class="{kind}" x1="{across(low)}" x2="{across(high)}" y1="{at}" y2="{at}"/>'


def _anchor(place: float) -> str:
    if place <= 0:
        return "start"
    return "end" if place >= 1 else "middle"


def words_at(place: float, words: str, baseline: float, anchor: str, *, kind: str = "") -> str:
    """Words on a drawing, escaped."""
    escaped, known = Markup.escape(words), f' class="{kind}"' if kind else ""
    return f'<text{known} x="{across(place)}" y="{baseline:g}" text-anchor="{anchor}">{escaped}</text>'
