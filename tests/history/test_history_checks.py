"""Each mistake in a line is told with its column and what to write instead; what is possible is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.earlier import COUNCIL, SAFE, looked_at, written

from surveyapp.history import reading
from surveyapp.history.model import Kind, Wording
from surveyapp.history.preview import preview

RATE = {"kind": "response rate", "year": "2022", "band": "all", "indicator": "", "positive": "97", "eligible": "176"}


def refusals(**typed: str) -> list[tuple[str, str]]:
    """What stands against a line that is well but for this."""
    (row,) = looked_at(SAFE | typed).rows
    assert row.line == 2
    return [(why.column, str(why)) for why in row.refusals]


@pytest.mark.parametrize(
    ("typed", "column", "says"),
    [
        ({"percent": "96"}, "percent", "61 of 80 is 76.2 per cent, not 96."),
        ({"percent": "76.3"}, "", ""),
        ({"percent": "0.76"}, "percent", "61 of 80 is 76.2 per cent. Did you mean 76? Then write that."),
        ({"percent": "76.4"}, "percent", "61 of 80 is 76.2 per cent, not 76.4."),
        ({"positive": "81", "percent": ""}, "positive", "81 of 80 is more than answered."),
        ({"eligible": "79"}, "eligible", "80 of 79 is more than could answer."),
        ({"positive": "1", "base": "", "percent": "70"}, "percent", "1 is 70 per cent of no number of answers."),
        ({"base": "", "percent": ""}, "base", "61 of how many?"),
        ({"positive": "", "percent": ""}, "", "There is no figure in this line."),
        ({"base": "0"}, "base", "Nobody to count."),
        ({"positive": "sixty"}, "positive", "“sixty” is no whole number."),
        ({"positive": "-3"}, "positive", "“-3” is no whole number."),
        ({"positive": "61.5"}, "positive", "“61.5” is no whole number."),
        ({"positive": "²"}, "positive", "“²” is no whole number."),
        ({"positive": "9999999"}, "positive", "“9999999” is no whole number."),
        ({"percent": "101"}, "percent", "“101” is no percentage."),
        ({"percent": "most"}, "percent", "“most” is no percentage."),
        ({"year": "2027"}, "year", "The year 2027 is still to come."),
        ({"year": "1989"}, "year", "The year 1989 is too long ago"),
        ({"year": "2019/20"}, "year", "“2019/20” is no year. Write the one year"),
        ({"year": ""}, "year", "The year is missing."),
        (
            {"kind": "rate"},
            "kind",
            "“rate” is no kind. Write one of these, in English: result, responses, response rate.",
        ),
        ({"kind": ""}, "kind", "The kind is missing."),
        ({"wording": "similar"}, "wording", "“similar” says nothing about the wording."),
        ({"band": ""}, "band", "The age band is missing."),
        ({"band": "08-Nov"}, "band", "“08-Nov” is a date: your spreadsheet"),
        ({"band": "Nov-18"}, "band", "“Nov-18” is a date: your spreadsheet"),
        ({"band": "04/07/2026"}, "band", "“04/07/2026” is a date: your spreadsheet"),
        ({"band": "11-8"}, "band", "The ages in “11-8” run backwards."),
        ({"indicator": ""}, "indicator", "It is not said what was asked."),
        ({"note": "x" * 501}, "note", "longer than 500 signs"),
    ],
)
def test_a_mistake_is_told_with_its_column_and_what_to_write(typed: dict[str, str], column: str, says: str) -> None:
    found = refusals(**typed)
    if not says:
        assert found == []
        return
    ((where, what),) = found
    assert (where, says in what) == (column, True), what


def test_every_mistake_of_a_line_is_told_at_once() -> None:
    found = refusals(kind="rate", year="soon", band="", positive="x", percent="120", wording="?")
    assert sorted(column for column, _says in found) == ["band", "kind", "percent", "positive", "wording", "year"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({"positive": "1,061", "base": "1 380", "percent": ""}, (1061, 1380, None)),
        ({"percent": "76,2"}, (61, 80, 76.2)),
        ({"percent": "76 %"}, (61, 80, 76.0)),
        ({"percent": "76.25"}, (61, 80, 76.25)),
        ({"percent": "76.3"}, (61, 80, 76.3)),
    ],
)
def test_numbers_are_read_as_spreadsheets_write_them(
    typed: dict[str, str], read: tuple[int, int, float | None]
) -> None:
    (row,) = looked_at(SAFE | typed).taken
    assert row.figure is not None
    assert (row.figure.positive, row.figure.base, row.figure.percent) == read


@pytest.mark.parametrize(
    ("typed", "band"), [("8–11", "8-11"), ("8 to 11", "8-11"), ("08-11", "8-11"), ("8 to 11 ", "8-11"), ("ALL", "all")]
)
def test_ages_are_read_however_they_are_joined(typed: str, band: str) -> None:
    (row,) = looked_at(SAFE | {"band": typed}).taken
    assert row.figure is not None
    assert row.figure.band == band


def test_a_whole_figure_of_ours_may_stand_on_a_line() -> None:
    (row,) = looked_at(SAFE | {"wording": "identical", "place": "northvale council"}).taken
    assert row.figure is not None
    assert (row.figure.own, row.figure.context_only, row.because) == (True, False, ())
    assert (row.figure.place, row.figure.wording) == ("Northvale Council", Wording.SAME)


def test_an_indicator_is_known_by_its_title_too() -> None:
    (row,) = looked_at(SAFE | {"indicator": "feeling safe at home"}).taken
    assert row.figure is not None
    assert row.figure.indicator == "home_safe"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"positive": "", "base": ""}, "The number who answered this question is not given"),
        ({"base": ""}, "The number who answered this question is not given"),
        ({"positive": "", "base": "1804"}, "The count is not given; any from 1363 to 1380"),
        ({"indicator": "Likes the bedroom"}, "none of our indicators"),
        ({"band": "4-10"}, "none of our age bands"),
        ({"band": "foster carers"}, "none of our age bands"),
        ({"place": "Six other councils"}, "another place"),
    ],
)
def test_a_figure_that_lacks_something_is_context_and_the_reason_is_told(typed: dict[str, str], why: str) -> None:
    (row,) = looked_at(SAFE | typed).rows
    assert row.figure is not None
    assert row.figure.context_only
    assert row.unseen == ("indicator" in typed)
    assert any(why in str(one) for one in row.because), row.because


def test_a_rate_with_both_its_numbers_may_stand_on_a_line() -> None:
    (row,) = looked_at(RATE).taken
    assert row.figure is not None
    assert (row.figure.kind, row.figure.indicator, row.figure.context_only) == (Kind.RESPONSE, "", False)


@pytest.mark.parametrize(
    ("typed", "column", "says"),
    [
        ({"percent": "58"}, "percent", "97 of 176 is 55.1 per cent, not 58."),
        ({"eligible": "96"}, "eligible", "97 of 96 is more than could answer."),
        ({"base": "98"}, "base", "leave the base empty"),
        ({"indicator": "home_safe"}, "indicator", "“home_safe” was asked, but the kind says"),
        ({"positive": "", "percent": ""}, "", "There is no figure in this line."),
    ],
)
def test_a_rate_that_cannot_be_is_refused(typed: dict[str, str], column: str, says: str) -> None:
    (row,) = looked_at(RATE | typed).refused
    ((where, what),) = [(why.column, str(why)) for why in row.refusals]
    assert (where, says in what) == (column, True), what


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"percent": "0.55", "positive": "", "base": ""}, "0.55 is less than 1 in 100. Did you mean 55?"),
        ({"positive": "", "base": "30", "percent": "93"}, "Only 28 of 30 gives 93 per cent."),
        ({"positive": "", "base": "30", "percent": "86"}, "No count of 30 gives 86 per cent"),
        ({"indicator": "home_saef"}, "Did you mean “Feeling safe at home” (home_safe)?"),
        ({"indicator": "Feeling saef at home"}, "Did you mean “Feeling safe at home” (home_safe)?"),
        ({"band": "leaver"}, "Did you mean “leavers”?"),
        ({"place": "Northvale Counsil"}, "Did you mean “Northvale Council”?"),
    ],
)
def test_a_doubt_is_told_and_the_figure_is_taken_all_the_same(typed: dict[str, str], says: str) -> None:
    (row,) = looked_at(SAFE | typed).warned
    assert row.figure is not None
    assert any(says in str(one) for one in row.warnings), row.warnings


def test_an_indicator_that_counts_the_other_answers_is_never_taken_for_a_slip() -> None:
    (row,) = looked_at(SAFE | {"indicator": "low life satisfaction"}).unseen
    assert row.warnings == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"eligible": ""}, "the number who could"),
        ({"band": "foster carers"}, "none of our age bands"),
        ({"place": "Six other councils"}, "another place"),
    ],
)
def test_a_rate_that_no_page_can_show_is_not_called_well(typed: dict[str, str], why: str) -> None:
    preview = looked_at(RATE | typed)
    (row,) = preview.unseen
    assert preview.taken == ()
    assert why in str(row.because[0])


def test_a_rate_may_name_its_kind_twice() -> None:
    assert looked_at(RATE | {"indicator": "Response rate"}).taken


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (SAFE | {"year": "2024"}, "Your own survey of 2024 is published here."),
        (RATE | {"year": "2024"}, "Your own survey of 2024 is published here."),
        (RATE | {"year": "2025"}, "Your first survey here was in 2024."),
        (SAFE | {"year": "2023"}, ""),
        (SAFE | {"year": "2024", "place": "Six other councils"}, ""),
    ],
)
def test_a_figure_whose_year_our_own_survey_tells_is_warned_of(typed: dict[str, str], says: str) -> None:
    known = replace(COUNCIL, published=frozenset({2024, 2026}))
    (row,) = preview(reading.read(written(typed).encode()), known, {}).rows
    assert "".join(str(one) for one in row.warnings).startswith(says)
    assert bool(row.warnings) == bool(says)


def test_what_nobody_could_read_is_cut_in_the_heading() -> None:
    (row,) = looked_at(SAFE | {"positive": "9" * 5000, "band": "x" * 5000}).refused
    assert max(map(len, (row.says, row.numbers))) < 200


class TestLinesAgainstEachOther:
    """A figure stands in a file once."""

    def test_the_same_line_twice_is_taken_once(self) -> None:
        preview = looked_at(SAFE, SAFE | {"note": "again"})
        assert [line for line, _figure in preview.figures] == [2]
        assert str(preview.refused[0].refusals[0]).startswith("The same figure stands in line 2 too.")

    def test_of_two_lines_that_differ_neither_is_taken(self) -> None:
        preview = looked_at(SAFE, SAFE | {"positive": "60", "percent": "75"}, SAFE | {"year": "2023"})
        assert [line for line, _figure in preview.figures] == [4]
        assert [str(row.refusals[0])[:37] for row in preview.refused] == [
            "Line 3 gives other numbers for the sa",
            "Line 2 gives other numbers for the sa",
        ]

    def test_two_lines_of_one_name_are_told(self) -> None:
        preview = looked_at(SAFE | {"id": "A1"}, SAFE | {"id": "a1", "year": "2023"})
        assert [str(one) for row in preview.warned for one in row.warnings] == [
            "Line 2 is called a1 too. Give each line a name of its own."
        ]
