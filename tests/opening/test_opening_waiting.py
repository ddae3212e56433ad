"""Which bands must wait: only where it was declared or others wait for them, and never one that may be laid open."""

from builders.opening import plan
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.opening.bands import laid_together
from surveyapp.opening.groups import THRESHOLD
from surveyapp.opening.waiting import must_wait

BANDS = ("4-7", "8-11", "11-18", "leavers")
NUMBERS = st.fixed_dictionaries(dict.fromkeys(BANDS, st.integers(0, 15)))
BESIDE = st.fixed_dictionaries(dict.fromkeys(BANDS, st.sampled_from([None, *BANDS])))
AWAITED = st.dictionaries(st.sampled_from(BANDS), st.just("council"))


def _plan(beside, pool="", awaited=None):
    neighbours = {band: None if one == band else one for band, one in beside.items()}
    whole = plan(*BANDS, neighbours=neighbours)
    return type(whole)(whole.instruments, whole.neighbours, whole.bank, pool=pool, awaited=awaited or {})


@given(NUMBERS, BESIDE)
def test_without_a_declaration_nothing_waits(counts, beside):
    assert must_wait(_plan(beside), counts) == {}


@given(NUMBERS, BESIDE, AWAITED)
def test_what_others_wait_for_waits_whatever_its_number(counts, beside, awaited):
    waiting = must_wait(_plan(beside, awaited=awaited), counts)
    assert {band for band in awaited if counts[band]} <= set(waiting)
    assert all(counts[band] for band in waiting)


@given(NUMBERS, BESIDE, AWAITED)
def test_with_a_declaration_the_rest_is_large_enough_to_be_opened(counts, beside, awaited):
    declared = _plan(beside, "partners", awaited)
    waiting = must_wait(declared, counts)
    rest = {band: 0 if band in waiting else n for band, n in counts.items()}
    assert all(unit.n >= THRESHOLD for unit in laid_together(rest, declared.neighbours))
    assert {band: pool for band, pool in waiting.items() if band in awaited} == {
        band: "council" for band in waiting if band in awaited
    }


@given(NUMBERS, BESIDE, AWAITED)
def test_nothing_waits_that_could_be_laid_open_but_for_what_others_wait_for(counts, beside, awaited):
    declared = _plan(beside, "partners", awaited)
    waiting = must_wait(declared, counts)
    free = {band: 0 if band in awaited else n for band, n in counts.items()}
    enough = {band for unit in laid_together(free, declared.neighbours) if unit.n >= THRESHOLD for band in unit.bands}
    assert not enough & set(waiting)
