"""Numbers written by hand: every mistake is told at once, with what to write instead."""

from contextlib import suppress

import pytest
from builders.opening import plan
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.prospects.reading import LONGEST, Numbers, NumbersRejected, read, share_of

PLAN = plan("8-11", "11-18")
SURVEYS, BREAKDOWNS = PLAN.instruments, PLAN.bank.breakdowns


def reads(*lines, **more):
    return read("\n".join(lines), SURVEYS, BREAKDOWNS, **more)


def told(*lines, **more):
    with pytest.raises(NumbersRejected) as rejected:
        reads(*lines, **more)
    return [(one.line, str(one)) for one in rejected.value.problems]


def test_lines_give_bands_groups_and_guesses():
    found = reads(
        "band,breakdown,group,eligible,response,answers",
        "8-11,,,40,60,",
        "11-18,,,50,,20",
        "8-11,placement,foster,30",
        "8-11,Placement,Kinship,10",
    )
    assert found.eligible == {"8-11": 40, "11-18": 50}
    assert found.groups == {("8-11", "placement", "foster"): 30, ("8-11", "placement", "kinship"): 10}
    assert found.response == {"8-11": 0.6, "11-18": 0.4}


@pytest.mark.parametrize("line", ["8-11;;;40", "8-11\t\t\t40", "\ufeff8-11, , ,40", '"8-11","","",40\n\n'])
def test_however_a_spreadsheet_writes_them(line):
    assert reads(line) == Numbers({"8-11": 40})


def test_columns_may_stand_in_another_order():
    assert reads("band;eligible;response", "8-11;40;55%") == Numbers({"8-11": 40}, {}, {"8-11": 0.55})


def test_every_mistake_is_told_at_once():
    assert told(
        "8-11,,,40,140",
        "12-15,,,10",
        "11-18,,,20,,21",
        "11-18,,,20",
        "8-11,placement,castle,3",
        "8-11,school,here,3",
        "8-11,placement,foster,many",
    ) == [
        (1, "“140” is no number from 0 to 100: how many of 100 children will answer?"),
        (2, "“12-15” is no age band that is asked. Write one of: 8-11, 11-18."),
        (3, "21 answers are more than the 20 children who may answer."),
        (4, "This stands here twice. Take one out."),
        (5, "“castle” is no group of “placement”. Write one of: foster, kinship, home, parents."),
        (6, "“school” is nothing that 8-11 is asked. Write one of: placement, sex."),
        (7, "“many” is no whole number from 0 to 5000."),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("8-11,,,40,60,24", "Guess how many of 100 answer, or how many answers come; not both."),
        ("8-11,,,40,,x", "“x” is no whole number from 0 to 5000."),
        ("8-11,placement,foster,40,60", "A guess is made for a whole age band. Take it out of the line of a group."),
        ("8-11,,,-4", "“-4” is no whole number from 0 to 5000."),
        ("8-11", "This line cannot be read. Write: age band, breakdown, group, number."),
        ('8-11,"x"y,,40', "This line cannot be read. Write: age band, breakdown, group, number."),
        ("8-11,,,40,1,2,3", "This line cannot be read. Write: age band, breakdown, group, number."),
        (
            "band,who",
            "“who” is no column we know; the columns are: band, breakdown, group, eligible, response, answers.",
        ),
    ],
)
def test_what_is_wrong_is_said(line, says):
    assert (1, says) in told(line, "11-18,,,40")


def test_groups_that_are_written_add_up_to_their_band():
    assert told("8-11,,,40", "8-11,placement,foster,30") == [
        (0, "The groups of “placement” add up to 30, and 40 children of 8-11 may answer.")
    ]
    assert told("8-11,placement,foster,30") == [
        (0, "Say first how many children of 8-11 may answer, in a line without a group.")
    ]


def test_known_groups_are_shares_of_whatever_number_is_written():
    groups = {("8-11", "placement", "foster"): 30}
    assert reads("", known=Numbers({"8-11": 12}, groups)).groups == groups


def test_nothing_and_too_much_are_told():
    assert told("") == [(0, "Say for at least one age band how many children may answer.")]
    assert told("x" * (LONGEST + 1))[0][1].startswith("That is too long.")


@given(st.text(max_size=200))
def test_no_text_is_a_fault(text):
    with suppress(NumbersRejected):
        assert any(reads(text).eligible.values())


@given(st.text(max_size=8))
def test_a_share_lies_between_nothing_and_everybody(text):
    share = share_of(text)
    assert share is None or 0 <= share <= 1
