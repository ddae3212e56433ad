"""Nothing that is kept depends on which of two merged bands an answer came from, in random councils."""

from collections import Counter
from random import Random

import pytest
from builders.opening import CONTACT, HAPPY, SAFE, bank, child, plan

from surveyapp.opening.contents import gather, rows_in, sort_out
from surveyapp.opening.sharing import shared_items

SAFE_WORDS = ("always", "mostly", "sometimes", "never")
POOLS = (
    {},
    {"safe": (("4-7", "11-18"), ("8-11", "leavers"))},
    {"contact": (("8-11",), ("4-7", "11-18"), ("leavers",)), "happy": (("4-7", "8-11", "11-18", "leavers"),)},
)


def _answers(draw, band):
    happy = draw.randint(0, 10) if band in ("11-18", "leavers") else draw.choice(["happy", "so_so", "sad"])
    return {
        SAFE: draw.choice(SAFE_WORDS),
        CONTACT: draw.choice(["too_little", "just_right"]),
        HAPPY: happy,
        "support": draw.choice([(), ("friends",), ("friends", "family")]),
        "sex": draw.choice(["girl", "boy", "boy", "girl", "another_way"]),
        "placement": draw.choice(["foster", "foster", "foster", "kinship", "home", "parents"]),
    }


def _council(seed):
    draw = Random(seed)
    without = {"4-7": {"without": ("placement",)}} if draw.random() < 0.5 else {}
    wave = plan("4-7", "8-11", "11-18", "leavers", bank=bank(**draw.choice(POOLS)), **without)
    sizes = {"4-7": draw.randint(1, 9), "8-11": draw.randint(3, 40), "11-18": draw.randint(12, 60), "leavers": 20}
    told = [child(wave, band, **_answers(draw, band)) for band, size in sizes.items() for _ in range(size)]
    return draw, wave, told


def _kept(wave, told):
    """All counts, and everybody's row, even where it is only counted and not kept."""
    rows = rows_in(gather(wave, told))
    return sort_out(wave, told).cells, Counter((row.band, row.instrument, row.answers) for row in rows)


@pytest.mark.parametrize("seed", range(40))
def test_what_a_small_band_does_not_share_changes_nothing(seed):
    draw, wave, told = _council(seed)
    unit = next(unit for unit in sort_out(wave, told).units if "4-7" in unit.bands)
    kept_apart = {SAFE, CONTACT, HAPPY, "support"} - shared_items(unit.bands, wave.instruments, wave.bank)
    changed = [
        child(wave, it.band, **{**it.answers, **{name: _answers(draw, "4-7")[name] for name in kept_apart}})
        if it.band == "4-7"
        else it
        for it in told
    ]
    assert kept_apart
    assert _kept(wave, told) == _kept(wave, changed)


@pytest.mark.parametrize("seed", range(40))
def test_of_two_children_in_one_group_it_cannot_be_told_whose_band_gave_which_shared_answer(seed):
    draw, wave, told = _council(seed)
    unit = next(unit for unit in sort_out(wave, told).units if "4-7" in unit.bands)
    other = next(band for band in unit.bands if band != "4-7")
    shared = shared_items(unit.bands, wave.instruments, wave.bank) & {SAFE, CONTACT, HAPPY, "support"}
    asked = {"sex"} | ({"placement"} if "placement" in told[0].answers else set())
    one = {name: value for name, value in _answers(draw, "4-7").items() if name in shared | asked}
    two = {**_answers(draw, "4-7"), **{name: one[name] for name in asked}}
    here, there = ({name: it[name] for name in shared | asked} for it in (one, two))
    as_told = [*told, child(wave, "4-7", **here), child(wave, other, **there)]
    swapped = [*told, child(wave, "4-7", **there), child(wave, other, **here)]
    if len([it for it in as_told if it.band == "4-7"]) < 10:
        assert _kept(wave, as_told) == _kept(wave, swapped)


@pytest.mark.parametrize("seed", range(40))
def test_what_an_adult_may_know_of_a_child_names_no_row(seed):
    """The band is all that stands on a row beside answers; each has ten children, or more."""
    _, wave, told = _council(seed)
    groups = Counter(row.band for row in rows_in(gather(wave, told)))
    assert sum(groups.values()) == len(told)
    assert min(groups.values()) >= 10
