"""Figures of others stand beside ours as dated context; a label needs the same words, overlapping ages, and ours."""

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import definition as make
from builders.counted import SAFE, answers, by_band, instruments, released

from surveyapp.definition.measures import Benchmark, Licence, Mode, Wording
from surveyapp.history.model import Earlier, Kind
from surveyapp.history.model import Wording as Said
from surveyapp.releases.model import Label, Origin
from surveyapp.releases.model import Wording as Near

ONE = instruments("8-11")
BOTH = instruments("8-11", "11-18")
GOOD = frozenset({"always", "mostly"})


def figure(percent=83, base=None, counted=GOOD, wording=Wording.IDENTICAL, **changes):
    given = {
        "id": "somebody", "indicator": SAFE, "group": "Children elsewhere", "ages": (8, 11), "year": 2025,
        "mode": Mode.UNKNOWN, "licence": Licence("Them", "They said so"), "source": "A report", "address": "a.example",
    }  # fmt: skip
    given |= {"percent": Decimal(percent), "base": base, "answers": frozenset(counted), "wording": wording}
    return Benchmark(**(given | changes))


def beside(counts, *figures, asked=ONE, **changes):
    bank = replace(make.bank(make.indicator(SAFE, bad=frozenset({"never"}))), benchmarks=figures)
    return released(counts, bank=bank, instruments=asked, **changes).indicator(SAFE).context


def test_a_figure_of_near_wording_is_context_without_a_label():
    (found,) = beside(by_band({"8-11": (68, 97)}), figure(wording=Wording.NEAR, licence=None))
    assert (found.origin, found.wording, found.label, found.difference) == (Origin.BENCHMARK, Near.NEAR, None, None)
    assert (found.group, found.share, found.counted, found.bad) == ("Children elsewhere", 0.83, "Always; Mostly", False)
    assert (found.bands, found.ours.count.low) == (("8-11",), 68)


def test_identical_wording_and_overlapping_ages_are_compared():
    (found,) = beside(by_band({"8-11": (68, 97)}), figure())
    assert found.label is Label.CLEARLY_WORSE
    assert found.difference.low < 68 / 97 - 0.83 < found.difference.high


def test_other_ages_are_not_compared():
    (found,) = beside(by_band({"8-11": (68, 97)}), figure(ages=(16, 24)))
    assert (found.ours, found.bands, found.label) == (None, (), None)


def test_the_band_nearest_in_age_is_compared():
    counts = by_band({"8-11": (50, 60), "11-18": (30, 60)})
    young, old, both = beside(counts, figure(ages=(8, 10)), figure(ages=(13, 18)), figure(ages=(8, 18)), asked=BOTH)
    assert [one.bands for one in (young, old, both)] == [("8-11",), ("11-18",), ("8-11", "11-18")]


def test_bad_answers_are_compared_by_the_bars_that_tell_them_and_more_is_worse():
    given = answers("8-11", always=30, mostly=17, sometimes=10, never=40)
    (found,) = beside(given, figure(10, 2000, counted={"never"}))
    assert (found.bad, found.ours.count.low, found.label) == (True, 40, Label.CLEARLY_WORSE)


def test_without_such_bars_bad_answers_are_context_only():
    (found,) = beside(by_band({"8-11": (20, 40)}), figure(10, 2000, counted={"never"}))
    assert (found.bad, found.ours, found.label) == (True, None, None)


def test_other_answers_are_never_counted_anew():
    given = answers("8-11", always=30, mostly=17, sometimes=10, never=40)
    (found,) = beside(given, figure(counted={"always"}))
    assert (found.ours, found.label) == (None, None)


@pytest.mark.parametrize(("year", "dated"), [(2022, True), (2023, False)])
def test_a_figure_more_than_three_years_older_is_dated(year, dated):
    assert beside(by_band({"8-11": (68, 97)}), figure(year=year))[0].dated is dated


def test_labels_are_adjusted_over_all_of_a_release():
    alone = beside(by_band({"8-11": (68, 97)}), figure(82))
    assert alone[0].label is Label.CLEARLY_WORSE
    many = beside(by_band({"8-11": (68, 97)}), figure(82), *(figure(70) for _ in range(30)))
    assert many[0].label is Label.POSSIBLY_WORSE


def earlier(positive=80, base=90, **changes):
    given = {
        "kind": Kind.RESULT, "place": "Northvale", "year": 2021, "band": "8-11", "indicator": SAFE,
        "positive": positive, "base": base, "wording": Said.SAME, "source": "Our report of 2021",
        "own": True, "context_only": False,
    }  # fmt: skip
    return Earlier(**(given | changes))


def with_earlier(*figures, **changes):
    return beside(by_band({"8-11": (50, 97)}), earlier_figures=figures, **changes)


def test_an_earlier_count_in_our_words_is_at_best_possible():
    (found,) = with_earlier(earlier())
    assert (found.origin, found.wording, found.dated) == (Origin.EARLIER, Near.IDENTICAL, True)
    assert found.label is Label.POSSIBLY_WORSE
    assert found.ours.count.low == 50


def test_only_the_last_earlier_year_is_compared_and_none_of_which_a_release_stands():
    assert [one.year for one in with_earlier(earlier(year=2019), earlier())] == [2021]
    release = released(by_band({"8-11": (60, 90)}), instruments=ONE, year=2021)
    assert with_earlier(earlier(), before=release) == ()


@pytest.mark.parametrize("wording", [Said.DIFFERENT, Said.UNKNOWN])
def test_other_words_are_on_the_line_alone(wording):
    assert with_earlier(earlier(wording=wording)) == ()


def test_a_percentage_without_a_base_is_context():
    (found,) = with_earlier(earlier(None, None, percent=81.0, context_only=True))
    assert (found.share, found.base, found.label) == (pytest.approx(0.81), None, None)


@pytest.mark.parametrize("count", [(4, 90), (87, 90), (3, 8)])
def test_an_earlier_count_of_a_few_children_is_left_out(count):
    assert with_earlier(earlier(*count, context_only=True)) == ()


def test_a_figure_of_another_place_is_theirs():
    (found,) = with_earlier(earlier(place="Southvale", own=False))
    assert (found.origin, found.group, found.label) == (Origin.BENCHMARK, "Southvale", None)
