"""Two frames that never meet: what life here is like, and this year's children; and those who did not answer."""

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import surveyapp.analysis
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.finite import ThisYearsChildren, this_years_children
from surveyapp.analysis.missing import Tipping, WorstCase, tipping_point, worst_case
from surveyapp.analysis.proportions import ImpossibleCount, Interval
from surveyapp.analysis.verdicts import Evidence, verdict

FOLDER = Path(surveyapp.analysis.__file__).parent
ASKED = Bounded(68, 68, 97)


@st.composite
def answered(draw):
    base = draw(st.integers(1, 60))
    low = draw(st.integers(0, base))
    return Bounded(low, min(base, low + draw(st.integers(0, 4))), base), base + draw(st.integers(0, 80))


def test_of_176_children_between_112_and_134_would_say_yes():
    assert this_years_children(ASKED, eligible=176) == ThisYearsChildren(112, 134, 176)


@given(answered())
def test_this_years_range_holds_what_was_seen_and_never_what_cannot_be(case):
    count, eligible = case
    found = this_years_children(count, eligible=eligible)
    assert count.low <= found.fewest <= found.most <= eligible - (count.base - count.high)
    if eligible == count.base:
        assert (found.fewest, found.most) == (count.low, count.high)


def test_more_answers_than_eligible_are_refused():
    for ask in (this_years_children, worst_case, tipping_point):
        with pytest.raises(ImpossibleCount):
            ask(Bounded(5, 5, 10), eligible=9)


def test_a_range_of_this_years_children_is_no_interval_and_looks_like_none():
    names = {field.name for field in dataclasses.fields(Interval)}
    for other in (ThisYearsChildren, WorstCase, Tipping):
        assert not issubclass(other, Interval)
        assert names.isdisjoint(field.name for field in dataclasses.fields(other))


def test_it_reaches_no_label_at_run_time():
    found = this_years_children(ASKED, eligible=176)
    with pytest.raises(AttributeError):
        verdict(Evidence(found, ASKED))
    with pytest.raises(AttributeError):
        verdict(Evidence(Bounded(95, 95, 97), Bounded(40, 40, 95), q=0.001, standardised=(found,)))


BREACH = """
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.finite import this_years_children
from surveyapp.analysis.missing import worst_case
from surveyapp.analysis.verdicts import Evidence

count = Bounded(68, 68, 97)
Evidence(count, count, standardised=(this_years_children(count, eligible=176),))
Evidence(this_years_children(count, eligible=176), count)
Evidence(count, count, standardised=(worst_case(count, eligible=176),))
"""


@pytest.mark.slow
def test_mypy_refuses_it_in_a_label(tmp_path):
    (tmp_path / "breach.py").write_text(BREACH)
    root = FOLDER.parents[1]
    shutil.copy(root / "setup.cfg", tmp_path / "setup.cfg")
    command = [sys.executable, "-m", "mypy", "--config-file", "setup.cfg", "--strict", "breach.py"]
    told = subprocess.run(
        command, cwd=tmp_path, env={"MYPYPATH": str(root)}, capture_output=True, text=True, check=False
    )
    assert told.stdout.count("breach.py:") == 3, told.stdout


def test_those_who_did_not_answer_could_move_the_share_this_far():
    found = worst_case(ASKED, eligible=176)
    assert (found.none, found.all) == (68 / 176, 147 / 176)
    assert worst_case(ASKED, eligible=97) == WorstCase(68 / 97, 68 / 97)


def test_the_tipping_point_is_where_the_whole_meets_the_target():
    assert tipping_point(ASKED, eligible=176) == Tipping(20, 79)
    assert tipping_point(ASKED, eligible=176, target=0.9) == Tipping(91, 79)
    assert not tipping_point(ASKED, eligible=176, target=0.9).open
    assert tipping_point(Bounded(90, 90, 97), eligible=100) == Tipping(0, 3)


@given(answered(), st.sampled_from([0.25, 0.5, 0.7]))
def test_one_fewer_than_the_tipping_point_is_not_enough(case, target):
    count, eligible = case
    found = tipping_point(count, eligible=eligible, target=target)
    assert found.silent == eligible - count.base
    assert (count.low + found.needed) >= target * eligible - 1e-6
    assert found.needed == 0 or (count.low + found.needed - 1) < target * eligible


@given(answered())
def test_a_hidden_count_widens_both(case):
    count, eligible = case
    for each in count:
        inside = Bounded(each.positive, each.positive, each.base)
        assert worst_case(count, eligible=eligible).none <= worst_case(inside, eligible=eligible).none
        assert worst_case(count, eligible=eligible).all >= worst_case(inside, eligible=eligible).all
        wide, own = (this_years_children(one, eligible=eligible) for one in (count, inside))
        assert wide.fewest <= own.fewest <= own.most <= wide.most
