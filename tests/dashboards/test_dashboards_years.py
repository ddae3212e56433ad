"""Lines over the years, figures from elsewhere, what too few allow, and what is no longer asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders.release import release, share

from surveyapp.dashboards import pages
from surveyapp.dashboards.figures import interactive, lines, upright
from surveyapp.dashboards.figures.model import LineChart
from surveyapp.dashboards.pages import beside
from surveyapp.dashboards.wording import context, texts
from surveyapp.dashboards.wording import lines as say
from surveyapp.releases.model import (
    IndicatorResult,
    Label,
    Point,
    Range,
    RatePoint,
    Release,
    Stretch,
    Suppressed,
    Trend,
    Why,
    Wording,
)

JOIN = re.compile(r'class="join"')


def line_of(name: str) -> LineChart:
    """The line on an indicator's page."""
    drawn = pages.indicator.compose(release(), name).pools[0].line
    assert drawn is not None
    return drawn


def of(*stretches: tuple[int, ...], reason: str = "The answers changed.") -> LineChart:
    """A line of these years, each with the same share."""
    made = tuple(
        Stretch(tuple(Point(str(year), year, share(60, 90)) for year in years), reason if place else "")
        for place, years in enumerate(stretches)
    )
    return lines.of_shares("line", "Over the years", made)


def test_a_line_joins_within_a_stretch_only():
    assert len(JOIN.findall(upright.line(of((2022, 2024, 2026))))) == 2
    assert len(JOIN.findall(upright.line(of((2022, 2024), (2026,))))) == 1
    assert len(JOIN.findall(upright.line(of((2022,), (2024,), (2026,))))) == 0


def test_a_break_is_drawn_between_the_two_and_says_why():
    drawn = of((2022, 2024), (2026,))
    one, other = drawn.pieces[0].marks[-1], drawn.pieces[1].marks[0]
    assert one.at < drawn.pieces[1].at < other.at
    assert "new line" in upright.line(drawn)
    assert drawn.alt.endswith("A new line starts with 2026. The answers changed.")
    assert "new line" not in upright.line(of((2022, 2024, 2026)))


def test_nothing_is_joined_across_a_year_that_is_not_shown():
    points = (
        Point("a", 2022, share(60, 90)),
        Point("b", 2024, Suppressed(Why.SMALL_BASE)),
        Point("c", 2026, share(60, 90)),
    )
    drawn = lines.of_shares("line", "Over the years", (Stretch(points),))
    assert not JOIN.search(upright.line(drawn))
    assert upright.line(drawn).count("<circle") == 2
    assert "Not shown: fewer than 10 answered" in drawn.alt
    joined = next((t for t in interactive.document(drawn)["data"] if t["meta"] == "now join"), None)
    assert joined is None


def test_years_stand_on_scale():
    at = [mark.at for mark in of((2019, 2022, 2024, 2026)).marks]
    assert (at[1] - at[0]) / (at[2] - at[1]) == pytest.approx(1.5)


def test_two_surveys_in_one_year_do_not_lie_on_each_other():
    at = [mark.at for mark in of((2024, 2026, 2026)).marks]
    assert at[2] - at[1] > 0.2


@pytest.mark.parametrize("name", ["settled_home", "not_made_different", "knows_why_in_care", "trusted_adult"])
def test_the_line_to_explore_has_the_marks_of_the_drawing_and_of_the_table(name: str):
    chart = line_of(name)
    data = {trace["meta"]: trace for trace in interactive.document(chart)["data"]}
    shown = [mark for mark in chart.marks if mark.dot]
    assert data["now"]["x"] == [round(100 * mark.at, 1) for mark in shown]
    assert len(data["now join"]["x"]) == 3 * len(JOIN.findall(upright.line(chart)))
    drawn = upright.line(chart)
    assert drawn.count('<g class="now">') == len(shown)
    assert len(chart.table.rows) == len(chart.marks)
    for mark, row in zip(chart.marks, chart.table.rows, strict=True):
        assert row.label == mark.label
        assert all(cell in chart.alt for cell in row.cells)
        if mark.dot:
            assert mark.words in row.cells[0]


def test_a_line_of_two_surveys_is_left_to_the_comparison():
    assert pages.indicator.compose(release(), "has_fun").pools[0].line is None


def test_a_slope_is_told_as_a_range_and_for_three_surveys_of_a_kind_only():
    line = (Stretch(tuple(Point(str(year), year, share(60, 90)) for year in (2022, 2024, 2026))),)
    told = say.trend(Trend(3, Range(-0.012, 0.04), 0.4), line, 18)
    assert told.startswith("We asked this in three surveys, from 2022 to 2026. Each year the share moved by up to")
    assert "1 point for the worse or up to 4 points for the better." in told
    assert "one of 18 lines" in told
    assert "a hint and not a finding" in told
    assert "by 2 to 12 points for the worse." in say.trend(Trend(3, Range(-0.12, -0.02), 0.001), line, 1)
    assert "by 4 to 15 points for the better." in say.trend(Trend(3, Range(0.04, 0.15), 0.001), line, 1)
    assert say.trend(Trend(2, Range(-0.01, 0.04), 0.4), line, 18) == ""
    assert say.trend(None, line, 18) == ""
    for word in ("trend", "clearly", "rose", "fell", "improved"):
        assert word not in told.lower()


def test_figures_from_elsewhere_are_grey_dated_and_have_no_whisker():
    page = pages.indicator.compose(release(), "feels_safe_home")
    ours, theirs = page.beside[0].chart.rows
    assert ours.now is not None
    assert ours.now.whisker is not None
    assert (theirs.tone, theirs.tag, theirs.words) == ("quiet", "More than 3 years old", "85%")
    assert theirs.now is not None
    assert theirs.now.whisker is None
    told = " ".join(page.beside[0].explained[0][1])
    for part in ("not the same", "background only", "All or most of the time; Often", "A made-up yearly survey"):
        assert part in told
    assert "better" not in told
    assert "worse" not in told


def test_only_a_figure_with_a_label_is_compared():
    figures = {one.wording: one for indicator in release().indicators for one in indicator.context}
    assert "clearly worse" in " ".join(context.explained(figures[Wording.IDENTICAL], ()))
    for label in Label:
        said = " ".join(context.explained(replace(figures[Wording.IDENTICAL], label=label), ()))
        if label not in (Label.CLEARLY_BETTER, Label.CLEARLY_WORSE):
            assert "clearly" not in said
    for figure in (figures[Wording.NEAR], figures[Wording.DIFFERENT]):
        assert "background only" in " ".join(context.explained(figure, ()))


def test_answers_that_a_figure_counts_are_said_as_our_question_words_them(monkeypatch):
    monkeypatch.setattr(texts, "option", lambda question, choice: f"{question.item}: {choice.text}")
    found = release().indicator("feels_safe_home")
    told = " ".join(context.explained(found.context[0], found.questions))
    assert "feels_safe_home: All or most of the time; feels_safe_home: Often" in told
    whole_numbers = replace(found.context[0], counted="0; 1; 2; 3; 4")
    assert "0 to 4" in " ".join(context.explained(whole_numbers, found.questions))


def test_the_answers_that_others_counted_are_in_our_words_and_numbers_in_a_row():
    told = release().indicator("life_satisfaction")
    assert texts.counted(told, "0; 1; 2; 3; 4") == ("0 to 4",)
    assert texts.counted(told, "Always; Mostly") == ("Always", "Mostly")
    assert texts.counted(told, "") == ()


@pytest.mark.parametrize(
    ("ours", "said"), [(None, "Not shown for these answers"), (Suppressed(Why.SECONDARY), "smaller group")]
)
def test_where_ours_is_not_shown_the_row_says_so(ours, said):
    whole = release()
    found = whole.indicator("feels_safe_home")
    made = beside.figures(whole, replace(found, context=(replace(found.context[0], ours=ours),)))
    row = made[0].chart.rows[0]
    assert row.label.startswith("Here, 2026")
    assert said in row.note
    assert row.now is None


def test_a_line_without_a_dot_is_a_table_alone():
    few_each = Stretch(tuple(Point(str(year), year, share(9, 14)) for year in (2022, 2024, 2026)))
    assert not lines.of_shares("line", "Over the years", (few_each,)).drawn
    assert line_of("not_made_different").drawn


def test_good_and_bad_answers_of_others_are_never_on_one_chart():
    whole = release()
    found = whole.indicator("feels_safe_home")
    both = replace(found, context=(found.context[0], replace(found.context[0], bad=True, share=0.04)))
    made = beside.figures(whole, both)
    assert [one.chart.id for one in made] == ["context-0", "context-1"]
    assert "less good" in made[1].chart.title


def hidden(now: object, label: Label = Label.TOO_FEW) -> Release:
    """The made-up release in which too few of the 8 to 11 answered one question."""
    whole = release()
    found = whole.indicator("happy_with_appearance")
    small = replace(found.results[0], now=now, change=replace(found.results[0].change, label=label))
    changed: IndicatorResult = replace(found, results=(small, *found.results[1:]))
    return replace(whole, indicators=tuple(changed if one.id == changed.id else one for one in whole.indicators))


@pytest.mark.parametrize(
    ("now", "needed"),
    [
        (Suppressed(Why.SMALL_BASE), "at least 10 must answer"),
        (share(9, 14), "To give a percentage, at least 20"),
        (share(20, 30), "To compare it, at least 20"),
    ],
)
def test_too_few_to_say_still_says_who_was_heard_what_it_would_take_and_what_to_ask(now, needed):
    pool = pages.indicator.compose(hidden(now), "happy_with_appearance").pools[0]
    assert pool.few is not None
    assert pool.few.heard == ("Ages 8 to 11: 25 of 41 (61%) took part.",)
    assert needed in pool.few.needed
    assert len(pool.few.to_ask) == 3


def test_what_an_earlier_answer_hides_is_not_called_few():
    told = hidden(Suppressed(Why.ROUTED))
    pool = pages.indicator.compose(told, "happy_with_appearance").pools[0]
    assert pool.few is not None
    assert pool.compared[0] == "Not shown, so it can't be compared."
    assert pool.few.needed.startswith("It is asked only after another answer.")
    assert not any("kept them" in question for question in pool.few.to_ask)
    kinds = {kind.id: [one.indicator for one in kind.apart] for kind in pages.changes.compose(told).kinds}
    assert "happy_with_appearance" in kinds["not-shown"]


def test_where_an_earlier_answer_decided_nobody_is_asked_what_kept_children_from_answering():
    told = hidden(share(9, 14))
    found = told.indicator("happy_with_appearance")
    asked_if = replace(found, questions=tuple(replace(one, asked_if="afraid: often") for one in found.questions))
    few = [beside.allowed(told, one, found.results[0]) for one in (found, asked_if)]
    assert [any("kept them" in question for question in one.to_ask) for one in few if one] == [True, False]


def test_the_page_of_a_question_says_what_counts_and_of_whom():
    told = release()
    page = pages.indicator.compose(told, "happy_with_appearance")
    assert page.means == f"What counts as positive: {told.indicator('happy_with_appearance').means}."


def test_enough_answers_need_no_such_help():
    assert pages.indicator.compose(release(), "feels_safe_home").pools[0].few is None


def test_bands_stand_side_by_side_only_within_what_was_asked_alike():
    page = pages.indicator.compose(release(), "happy_yesterday")
    for pool, bands in zip(page.pools, (("11 to 18", "Care leavers"), ("4 to 7", "8 to 11")), strict=True):
        assert pool.by_band is not None
        assert tuple(row.label for row in pool.by_band.rows) == bands
    single = pages.indicator.compose(release(), "happy_with_appearance").pools[0]
    assert single.by_band is None


def test_what_is_no_longer_asked_says_so_and_why_and_what_was_asked():
    page = pages.indicator.compose(release(), "homework_help")
    assert page.retired[0] == "This was asked in 2024 and is no longer asked."
    assert "Interest in what they learn" in page.retired[1]
    assert page.wordings[0].ask == "Do the adults you live with help with homework?"
    assert page.charts == ()


def test_a_rate_of_an_earlier_report_is_called_so():
    told = release()
    rates = tuple(replace(one, line=(RatePoint("", 2016, 45, 90, 0.5), *one.line)) for one in told.response_rates)
    page = pages.response.compose(replace(told, response_rates=rates))
    assert page.line.table.rows[0].cells == ("45 of 90 (50%), from an earlier report",)
    listed = next(one for one in page.listings if one.id == "bands-over-years")
    assert listed.table.head[1] == "2016"
    assert "The figures of these years are from an earlier report: 2016." in listed.note
