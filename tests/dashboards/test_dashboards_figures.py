"""A chart, its table, its words and the chart to explore all say the same, from one description."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from builders.release import change, release, share
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.dashboards import plotlyjs
from surveyapp.dashboards.figures import changes, distributions, interactive, rates, shares, svg
from surveyapp.dashboards.figures.model import DotChart, Row, StackChart
from surveyapp.dashboards.pages import indicator
from surveyapp.releases.model import Label, Slice, Suppressed, Why

YEARS = ("2026", "2024")


def chart_of(*entries: shares.Entry) -> DotChart:
    return shares.chart("made", "Share of positive answers", entries, years=YEARS)


def test_the_axis_is_always_full():
    drawn = chart_of(shares.Entry("Safe", share(68, 97)))
    assert (drawn.axis.low, drawn.axis.high) == (0.0, 1.0)
    assert [tick.text for tick in drawn.axis.ticks] == ["0%", "25%", "50%", "75%", "100%"]


def test_everything_drawn_stands_in_words_at_the_end_of_its_line_and_in_the_text_alternative():
    drawn = chart_of(shares.Entry("Safe", share(68, 97), share(55, 95)))
    row = drawn.rows[0]
    assert (row.words, row.detail, row.before) == ("70%", "68 of 97 · 60% to 78%", "2024: 58% · 48% to 67%")
    assert all(part in drawn.alt for part in ("Safe", row.words, row.detail, row.before))


@pytest.mark.parametrize("hidden", [Suppressed(Why.SMALL_BASE), Suppressed(Why.SECONDARY), share(9, 14), share(2, 14)])
def test_a_small_or_hidden_group_has_words_and_no_dot_anywhere(hidden):
    drawn = chart_of(shares.Entry("Safe", share(68, 97)), shares.Entry("Home", hidden, share(55, 95)))
    row = drawn.rows[1]
    assert row.now is None
    assert row.then is None
    assert row.note
    assert "circle" not in svg.strip(drawn, row)
    assert "Home" not in json.dumps(interactive.document(drawn)["data"])
    assert drawn.table.rows[1].cells[1:] == ("–", "–", "58% (55 of 95)", "48% to 67%")


def test_the_drawing_puts_the_dot_where_the_share_is():
    drawn = chart_of(shares.Entry("Safe", share(50, 100)))
    assert 'cx="50%"' in svg.strip(drawn, drawn.rows[0])


def test_a_coded_share_is_drawn_as_a_stretch_without_a_dot():
    drawn = chart_of(shares.Entry("Safe", share(95, 97)))
    strip = svg.strip(drawn, drawn.rows[0])
    assert "circle" not in strip
    assert 'class="stretch" x1="95.88%" x2="100%"' in strip


def test_drawings_escape_what_they_are_told():
    drawn = shares.chart("x", "x", [shares.Entry("<b>", share(50, 100))], years=("<i>", ""))
    assert "<b>" not in json.dumps(interactive.document(drawn)["data"])
    assert "&lt;" in svg.words_at(0.5, "<script>", 1, "middle")


def test_a_change_chart_draws_the_99_percent_interval_that_its_words_go_by():
    told = change((68, 97), (55, 95), Label.NO_CLEAR_CHANGE)
    drawn = changes.chart("c", "Since 2024", [changes.Entry("Safe", told)], year="2024")
    row = drawn.rows[0]
    assert row.now is not None
    assert row.now.whisker == told.interval99
    assert (row.words, row.detail) == ("No clear change", "6 points worse to 29 points better")
    assert (drawn.axis.low, drawn.axis.high) == (-0.5, 0.5)
    assert not re.search("[↑↓▲▼→←]", drawn.alt)


def test_a_wide_interval_is_not_cut_off():
    told = change((9, 10), (3, 10), Label.NO_CLEAR_CHANGE)
    drawn = changes.chart("c", "Since 2024", [changes.Entry("Safe", told)], year="2024")
    assert (drawn.axis.low, drawn.axis.high) == (-1.0, 1.0)


def test_only_a_clear_worsening_is_coloured_in_a_chart_of_changes():
    for label in Label:
        drawn = changes.chart("c", "x", [changes.Entry("Safe", change((68, 97), (55, 95), label))], year="2024")
        assert (drawn.rows[0].tone == "worry") == (label is Label.CLEARLY_WORSE)


def test_response_rates_are_facts_without_whiskers_and_the_floor_is_marked():
    drawn = rates.chart(release())
    assert all(row.now and row.now.whisker is None for row in drawn.rows)
    assert drawn.axis.guide is not None
    assert (drawn.axis.guide.at, drawn.axis.guide.text) == (0.3, "30% floor")
    assert drawn.table.rows[0].cells == ("97 of 176 (55%)", "95 of 170 (56%)", "from −11 to +10 points")


slices = st.lists(st.tuples(st.integers(5, 60), st.booleans()), min_size=1, max_size=11)


@given(slices)
def test_a_bar_has_at_most_four_parts_and_loses_nobody(parts):
    base = sum(count for count, _ in parts)
    pieces = tuple(Slice((f"o{n}",), (f"o{n}",), c, c / base, good) for n, (c, good) in enumerate(parts))
    merged = distributions.merged(pieces)
    assert len(merged) <= 4
    assert sum(piece.count for piece in merged) == base
    assert [text for piece in merged for text in piece.texts] == [piece.texts[0] for piece in pieces]


def test_positive_and_other_answers_stay_apart_in_a_bar_while_that_is_possible():
    pieces = tuple(Slice((str(n),), (str(n),), 10, 10 / 110, n >= 7) for n in range(11))
    merged = distributions.merged(pieces)
    assert {piece.positive for piece in merged} == {True, False}
    assert sum(piece.count for piece in merged if piece.positive) == 40
    assert distributions.named("item", merged[-1]).endswith("to 10")


def test_every_chart_of_the_release_can_be_explored_on_this_site_only():
    told = release()
    for one in told.indicators:
        for chart in indicator.compose(told, one.id).charts:
            document = interactive.document(chart)
            assert document["config"]["showSendToCloud"] is False
            assert document["config"]["plotlyServerURL"] == ""
            assert document["config"]["displaylogo"] is False
            assert document["alt"] == chart.alt
            assert document["data"] or not any(row.now for row in rows_of(chart))


def rows_of(chart: DotChart | StackChart) -> tuple[Row, ...]:
    return chart.rows if isinstance(chart, DotChart) else ()


def test_the_chart_to_explore_has_the_numbers_of_the_drawing():
    drawn = chart_of(shares.Entry("Safe", share(68, 97), share(55, 95)))
    data = interactive.document(drawn)["data"]
    points = {trace["meta"]: trace["x"] for trace in data if trace["mode"] == "markers"}
    assert points == {"now": [70.1], "then": [57.9]}
    assert [trace["x"] for trace in data if trace["meta"] == "now whisker"] == [[60.4, 78.3, None]]
    assert all("hovertemplate" not in trace for trace in data)


def test_pages_are_drawn_without_loading_plotly():
    code = (
        "import sys; sys.modules['plotly'] = None; sys.path.insert(0, 'tests')\n"
        "from builders.release import release\n"
        "from surveyapp.dashboards import pages\n"
        "from surveyapp.dashboards.figures import svg\n"
        "for chart in pages.overview.compose(release()).charts: [svg.strip(chart, row) for row in chart.rows]\n"
        "assert 'scipy' not in sys.modules and 'numpy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_map_styles_of_plotlyjs_are_known_by_name():
    assert re.fullmatch("[0-9a-f]{64}", plotlyjs.map_styles())
