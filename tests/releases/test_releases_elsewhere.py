"""A release beside other councils: what passes its gate, what is kept out and recorded, and what a revision adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders.counted import BANDS, by_band, released, source, yes_and_no
from builders.release_others import BEHIND, beside_others, round_for

from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases import store
from surveyapp.releases.assemble import assemble
from surveyapp.releases.elsewhere import with_others
from surveyapp.releases.model import Standing

COUNTS = by_band(dict(zip(BANDS, ((20, 30), (25, 41), (40, 65), (26, 40)), strict=True)))
PLAIN = released(COUNTS)
ROUND = round_for(PLAIN)


def changed(one, **changes):
    """The round with every figure changed so."""
    figures = tuple(replace(figure, **changes) for figure in one.comparators.figures)
    return replace(one, comparators=replace(one.comparators, figures=figures))


def test_headline_and_bands_stand_beside_others_and_say_of_which_round():
    told = assemble(source(COUNTS, rounds=(ROUND,)))
    (one,) = told.indicators
    assert [found.bands for found in one.elsewhere] == [one.results[0].bands, *(r.bands for r in one.by_band)]
    assert (told.comparator.programme, told.comparator.number, told.comparator.compared) == ("Many Voices", 1, 1)
    assert replace(told, comparator=None, indicators=PLAIN.indicators) == PLAIN
    headline = one.elsewhere[0]
    assert (headline.authorities, headline.base, headline.here.base) == (9, 900, 176)
    assert [limits.base for limits in headline.funnel] == sorted({limits.base for limits in headline.funnel})


@pytest.mark.parametrize(
    "unlike", [{"wording": "f" * 64}, {"bands": ("8-11", "11-18")}, {"indicator": "another"}], ids=str
)
def test_other_words_ages_or_questions_stand_beside_nothing(unlike):
    found = assemble(source(COUNTS, rounds=(changed(ROUND, **unlike),)))
    assert not found.indicators[0].elsewhere
    assert found.comparator.compared == 0


def test_a_round_of_other_years_is_not_used():
    late = replace(ROUND, comparators=replace(ROUND.comparators, first_year=2027, last_year=2028))
    assert assemble(source(COUNTS, rounds=(late,))) == PLAIN


def test_a_round_that_is_set_aside_is_shown_by_no_release_and_is_held_against_others_all_the_same():
    aside = replace(ROUND, set_aside_on=date(2026, 6, 2))
    assert assemble(source(COUNTS, rounds=(aside,))) == PLAIN
    second = replace(ROUND, comparators=replace(ROUND.comparators, number=2))
    again = assemble(source(COUNTS, rounds=(ROUND, replace(second, set_aside_on=date(2026, 6, 2)))))
    assert (again.comparator.number, bool(again.indicators[0].elsewhere)) == (1, True)
    told = assemble(source(COUNTS, rounds=(aside, changed(second, behind=BEHIND[:-1]))))
    assert not told.indicators[0].elsewhere


def test_what_differs_from_an_earlier_round_by_a_council_is_kept_out_and_recorded():
    second = replace(ROUND, comparators=replace(ROUND.comparators, number=2))
    for behind, shown in ((BEHIND, True), (BEHIND[:-1], False), ((*BEHIND, "x"), False), ((*BEHIND, *"xyz"), True)):
        told = assemble(source(COUNTS, rounds=(ROUND, changed(second, behind=behind))))
        assert bool(told.indicators[0].elsewhere) is shown
        assert ({one.rule for one in told.hidden} >= {Rule.OTHERS}) is not shown
        assert told.comparator.number == 2
    careless = STANDARD.without(Rule.OTHERS)
    assert with_others(PLAIN, (ROUND, changed(second, behind=BEHIND[:-1])), careless).indicators[0].elsewhere


def test_few_answers_are_told_to_be_too_few_and_draw_nothing():
    told = beside_others(released(yes_and_no("8-11", 8, 15)))
    (found,) = told.indicators[0].elsewhere
    assert (found.standing, found.here, found.funnel, found.q) == (Standing.TOO_FEW, None, (), None)


def test_a_released_wave_is_revised_when_a_comparison_is_added(stores):
    with stores.write("releases") as session:
        store.publish(session, PLAIN, day=date(2026, 5, 19))
        told = assemble(source(COUNTS, rounds=(ROUND,), revisions=(PLAIN,)))
        published = store.publish(session, told, day=date(2026, 7, 2), reason="Other councils stand beside it.")
    assert (published.revision, published.reason) == (2, "Other councils stand beside it.")
    assert [one.results for one in told.indicators] == [one.results for one in PLAIN.indicators]
