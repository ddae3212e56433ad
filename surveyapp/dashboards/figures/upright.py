"""Drawing a line over the years as inline SVG: places across are percentages, heights are pixels."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from surveyapp.dashboards.figures.model import Axis, Dot, LineChart, Mark, Piece
from surveyapp.dashboards.figures.svg import across, words_at

TOP, PLOT, HEIGHT = 26, 180, 234
YEARS, BREAK = 226, 11
CLOSE = 8
LONG = 5
RIGHT = 0.85


def line(chart: LineChart) -> Markup:
    """The grid, the pieces of the line, the breaks between them, and the years below."""
    drawn = [_grid(chart.axis), *(_break(piece, chart.new_line) for piece in chart.pieces[1:])]
    drawn += [_joined(chart.axis, piece) for piece in chart.pieces]
    drawn += [_mark(chart.axis, mark) for mark in chart.marks]
    opening = f'<svg class="line" width="100%" height="{HEIGHT}" aria-hidden="true" focusable="false">'
    return Markup(opening + "".join(drawn) + "</svg>")  # noqa: S704  # numbers, and words that words_at escaped


def _height(axis: Axis, value: float) -> str:
    return f"{TOP + (1 - axis.place(value)) * PLOT:.1f}"


def _grid(axis: Axis) -> str:
    def level(at: float, text: str) -> str:
        y = _height(axis, at)
        return f'<line class="grid" x2="100%" y1="{y}" y2="{y}"/>' + words_at(0.0, text, float(y) - 3, "start")

    return "".join(level(tick.at, tick.text) for tick in axis.ticks)


def _break(piece: Piece, words: str) -> str:
    at = across(piece.at)
    drawn = f'<line class="guide" x1="{at}" x2="{at}" y1="{TOP - 8}" y2="{TOP + PLOT}"/>'
    return drawn + words_at(piece.at, words, BREAK, "middle")


def _joined(axis: Axis, piece: Piece) -> str:
    """Neighbours that both have a dot are joined; nothing is drawn across one that is not shown."""
    drawn = []
    for one, next_ in pairwise(piece.marks):
        if one.dot and next_.dot:
            ends = (across(one.at), across(next_.at), _middle(axis, one.dot), _middle(axis, next_.dot))
            drawn.append('<line class="join" x1="{}" x2="{}" y1="{}" y2="{}"/>'.format(*ends))
    return "".join(drawn)


def _mark(axis: Axis, mark: Mark) -> str:
    year = words_at(mark.at, mark.label, YEARS, "middle")
    if mark.dot is None:
        return year + words_at(mark.at, mark.words, TOP + PLOT - CLOSE, "middle")
    at, top = across(mark.at), mark.dot.whisker.high if mark.dot.whisker else mark.dot.point.high
    drawn = []
    if mark.dot.whisker:
        drawn.append(_upright("whisker", at, axis, mark.dot.whisker.low, mark.dot.whisker.high))
    if mark.dot.point.low == mark.dot.point.high:
        drawn.append(f'<circle cx="{at}" cy="{_height(axis, mark.dot.point.low)}" r="6"/>')
    else:
        drawn.append(_upright("stretch", at, axis, mark.dot.point.low, mark.dot.point.high))
    anchor = "end" if mark.at > RIGHT and len(mark.words) > LONG else "middle"
    value = words_at(mark.at, mark.words, float(_height(axis, top)) - CLOSE, anchor, kind="value")
    return f'<g class="now">{"".join(drawn)}</g>{value}{year}'


def _middle(axis: Axis, dot: Dot) -> str:
    return _height(axis, (dot.point.low + dot.point.high) / 2)


def _upright(kind: str, at: str, axis: Axis, low: float, high: float) -> str:
    return f'<line class="{kind}" x1="{at}" x2="{at}" y1="{_height(axis, low)}" y2="{_height(axis, high)}"/>'
