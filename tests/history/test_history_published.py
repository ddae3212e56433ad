"""Real figures as they were printed: each line of one file is told apart, and its problem named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders.earlier import COUNCIL

from surveyapp.history import reading
from surveyapp.history.checks import Row
from surveyapp.history.model import Earlier, Kind
from surveyapp.history.preview import Preview, preview

FILE = Path(__file__).parent / "published.csv"


@pytest.fixture(scope="module")
def read() -> Preview:
    """The file as Durham would bring it in."""
    durham = replace(COUNCIL, authority="durham", title="Durham")
    return preview(reading.read(FILE.read_bytes()), durham, {})


def row(read: Preview, id: str) -> Row:
    (one,) = (row for row in read.rows if row.id == id)
    return one


def figure(read: Preview, id: str) -> Earlier:
    found = row(read, id).figure
    assert found is not None
    return found


def test_one_line_is_refused_two_are_warned_of_and_the_others_are_taken(read: Preview) -> None:
    assert [one.id for one in read.refused] == ["X1"]
    assert [one.id for one in read.warned] == ["N1", "D2"]
    assert read.taken == ()
    assert [one.id for one in read.unseen] == ["W1", "W2", "W3", "W4", "E1", "L1", "L2", "B1", "B2", "D1", "F1"]


def test_x1_is_impossible_and_the_right_percentage_is_told(read: Preview) -> None:
    (why,) = row(read, "X1").refusals
    assert (why.line, why.column) == (7, "percent")
    assert str(why).startswith("110 of 122 is 90.2 per cent, not 96.")


def test_d2_is_warned_of_because_no_count_of_30_is_printed_as_86(read: Preview) -> None:
    (why,) = row(read, "D2").warnings
    assert str(why).startswith("No count of 30 gives 86 per cent: 25 is 83.3 and 26 is 86.7.")
    assert "a base of its own: ask for it" in str(why)
    assert (figure(read, "D2").base, figure(read, "D2").percent, figure(read, "D2").context_only) == (None, 86, True)


def test_n1_names_the_three_numbers_of_eligible_that_fit(read: Preview) -> None:
    (why,) = row(read, "N1").warnings
    assert "any number from 175 to 177 fits" in str(why)
    assert figure(read, "N1").kind is Kind.RESPONSE


@pytest.mark.parametrize("id", ["B1", "B2", "F1"])
def test_a_percentage_without_a_base_is_context_and_never_a_result(read: Preview, id: str) -> None:
    assert figure(read, id).base is None
    assert figure(read, id).context_only
    assert any("The number who answered this question is not given" in str(why) for why in row(read, id).because)


@pytest.mark.parametrize("id", ["W1", "W2", "W3", "E1"])
def test_responses_are_no_results(read: Preview, id: str) -> None:
    one = figure(read, id)
    assert (one.kind, one.indicator, one.base) == (Kind.RESPONSE, "", None)
    assert one.positive in (122, 186, 378, 397)


def test_w4_and_d1_keep_their_counts(read: Preview) -> None:
    assert (figure(read, "W4").positive, figure(read, "W4").base, figure(read, "W4").percent) == (268, 378, 71)
    assert (figure(read, "D1").positive, figure(read, "D1").base, figure(read, "D1").own) == (28, 30, True)


@pytest.mark.parametrize(("id", "fit"), [("L1", "from 461 to 478 of 1804"), ("L2", "from 107 to 111 of 474")])
def test_no_count_is_made_of_a_percentage(read: Preview, id: str, fit: str) -> None:
    assert figure(read, id).positive is None
    assert fit in " ".join(map(str, row(read, id).because))


def test_figures_of_other_places_are_context(read: Preview) -> None:
    assert {one.place for _line, one in read.figures if one.own} == {"Durham"}
    assert all(one.context_only for _line, one in read.figures if not one.own)
