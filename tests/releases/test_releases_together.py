"""Waves counted together: compared with none, on no line, and what was not asked alike is left out by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import definition as make
from builders.counted import SAFE, instruments, released, yes_and_no
from builders.opening import SAFE as COUNTED
from builders.pooling import BOTH, NORTH, SOUTH, open_own, partnership, year_of
from builders.pooling import together as open_together

from surveyapp.fieldwork import words
from surveyapp.fieldwork.models import Term
from surveyapp.releases import read, store
from surveyapp.releases.build import NotReleasedBefore, build
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import Label, Member, Release, Share, Suppressed, Waiting, Why
from surveyapp.releases.publish import release
from surveyapp.releases.questions import NEVER_COMPARED
from surveyapp.releases.source import Completed

MEMBERS = (
    Member("northvale-2025", "Our lives 2025", 2025, "northvale", "Northvale"),
    Member("northvale-2026", "Our lives 2026", 2026, "northvale", "Northvale"),
)
OTHER = "settled_home"


def together(**more: object) -> Release:
    """Care leavers of two waves, both of which asked one question in the same words and one of them another."""
    asked = instruments("leavers", items=(make.item(SAFE), make.item(OTHER)))
    bank = make.bank(make.indicator(SAFE), make.indicator(OTHER))
    given = {"bank": bank, "instruments": asked, "members": MEMBERS, "asked": frozenset({SAFE, OTHER})} | more
    return released(yes_and_no("leavers", 9, 17), **given)


def test_what_several_waves_said_together_is_compared_with_none():
    told = together()
    (result,) = told.indicator(SAFE).results
    assert (result.change.label, result.change.reason) == (Label.NOT_COMPARABLE, NEVER_COMPARED)
    assert (told.previous, told.earlier, result.then, result.line) == (None, (), None, ())


def test_what_was_not_asked_in_the_same_words_is_left_out_by_name():
    told = together()
    assert [one.id for one in told.indicators] == [SAFE]
    assert [one.id for one in told.left_out] == [OTHER]
    assert all(OTHER not in domain.indicators for domain in told.domains)


def test_how_many_took_part_is_said_of_all_waves_as_one():
    rates = together(completed=(Completed("leavers", 17, 31),)).response_rates
    assert {(one.completed, one.eligible) for one in rates} == {(17, 31)}
    assert all(not one.line and one.then_completed is None for one in rates)


def test_a_wave_says_which_bands_wait_and_never_that_too_few_answered():
    told = released(
        yes_and_no("8-11", 20, 30), instruments=instruments("8-11", "leavers"), waiting=(Waiting("leavers"),)
    )
    assert told.waiting == (Waiting("leavers"),)
    apart = released(
        yes_and_no("8-11", 20, 30, OTHER),
        instruments={
            **instruments("8-11", items=(make.item(OTHER),)),
            **instruments("leavers", items=(make.item(SAFE),)),
        },
        bank=make.bank(make.indicator(SAFE), make.indicator(OTHER)),
        waiting=(Waiting("leavers", "The Fells"),),
    )
    (result,) = apart.indicator(SAFE).results
    assert result.now == Suppressed(Why.WAITING)


def test_it_is_the_same_again_when_read_from_its_document():
    assert decode(encode(together())) == together()


def test_it_stands_on_no_later_line(stores):
    told = together()
    later = replace(told.wave, id="northvale-2028", opened_on="2028-02-02")
    with stores.write("releases") as session:
        store.publish(session, told, day=date.fromisoformat(told.wave.closed_on))
        assert [one.wave for one in read.waves(session, "northvale")] == [told.wave.id]
        assert read.before(session, later, "northvale") == ()


def test_partners_results_stand_at_the_partnership_and_each_council_says_where_its_few_are(stores, settings):
    partnership(stores)
    councils = [
        year_of(stores, settings, 2026, {"8-11": 12, "leavers": 6}, pool=BOTH, authority=one, said={COUNTED: "always"})
        for one in (NORTH, SOUTH)
    ]
    for one in councils:
        open_own(one)
    made = open_together(*councils, authority=BOTH)
    own, told = (build(stores, councils[0].catalogue, wave) for wave in (councils[0].wave, made.wave))
    assert own.waiting == (Waiting("leavers", "The Vales"),)
    assert own.indicator(COUNTED).results[0].bands == ("8-11",)
    assert (told.authority, told.previous, told.waiting) == (BOTH, None, ())
    assert [(one.authority_title, one.year) for one in told.members] == [("Northvale", 2026), ("Southvale", 2026)]
    assert {(one.completed, one.eligible) for one in told.response_rates} == {(12, 40)}
    now = told.indicator(COUNTED).results[0].now
    assert isinstance(now, Share)
    assert now.count.base == 12


def test_a_correction_of_what_several_said_is_a_revision_with_its_reason(stores, settings):
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH, said={COUNTED: "always"})
    open_own(first)
    second = year_of(stores, settings, 2027, {"leavers": 14}, said={COUNTED: "never"})
    open_own(second)
    made = open_together(first, second)
    before = release(stores, first.catalogue, made.wave)
    with pytest.raises(store.NothingChanged):
        release(stores, first.catalogue, made.wave, reason="Looked again")
    with stores.write("fieldwork") as session:
        words.set_word(session, NORTH, Term.IN_CARE, "looked after", language="en")
    with pytest.raises(store.ReasonNeeded):
        release(stores, first.catalogue, made.wave)
    after = release(stores, first.catalogue, made.wave, reason="Our own word")
    assert (before.revision, after.revision, after.reason) == (1, 2, "Our own word")
    assert after.release.indicators == before.release.indicators
    assert after.release.members == before.release.members != ()
    with stores.read("releases") as session:
        assert read.latest(session, NORTH, made.wave) == after


def test_a_wave_is_never_compared_with_what_several_said(stores, settings):
    first = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 4}, pool=NORTH)
    open_own(first)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 7})
    open_own(second)
    made = open_together(first, second)
    release(stores, first.catalogue, made.wave)
    third = year_of(stores, settings, 2028, {"8-11": 12, "leavers": 12})
    open_own(third)
    told = build(stores, first.catalogue, third.wave)
    assert (told.previous, told.earlier, told.waiting) == (None, (), ())
    with pytest.raises(NotReleasedBefore):
        build(stores, first.catalogue, third.wave, previous=made.wave)
