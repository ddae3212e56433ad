"""Weighted sums are made over classes of ten who answered or more, from which no subtraction leaves fewer."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from builders.knowing import Knowing
from builders.opening import HAPPY, SAFE, bank, child, children, plan
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.definition.model import Missing
from surveyapp.opening import classes as weighting
from surveyapp.opening.classes import Asked, Eligible
from surveyapp.opening.contents import gather, sort_out
from surveyapp.opening.crossing import crossed
from surveyapp.opening.parts import tallied
from surveyapp.opening.tallies import bands_asking, count, countable_together

LAW = settings(max_examples=60, deadline=None)
BOTH = ("8-11", "11-18")
SEXES = {"girl": 60, "boy": 20}
PLACES = {"foster": 50, "kinship": 25, "home": 15, "parents": 5}
ELIGIBLE = Eligible(
    {"8-11": 80, "11-18": 100},
    {(band, "sex", group): n for band in BOTH for group, n in SEXES.items()}
    | {(band, "placement", group): n for band in BOTH for group, n in PLACES.items()},
)


def _wave(eligible=ELIGIBLE, *bands, **changes):
    return replace(plan(*(bands or ("8-11",)), **changes), eligible=eligible)


def _girls_and_boys(wave, girls=15, boys=5, band="8-11"):
    """Twenty of each, so many of whom said always; all others never."""
    return [
        *children(wave, band, girls, sex="girl", **{SAFE: "always"}),
        *children(wave, band, 20 - girls, sex="girl", **{SAFE: "never"}),
        *children(wave, band, boys, sex="boy", **{SAFE: "always"}),
        *children(wave, band, 20 - boys, sex="boy", **{SAFE: "never"}),
    ]


def _sum_of(parts, item=SAFE):
    return next((one for one in parts.raked if one.item == item), None)


def test_those_who_answered_count_as_the_eligible_are():
    """Of 80 eligible three quarters are girls, of the 40 who answered half: five eighths positive, not half."""
    wave = _wave()
    found = _sum_of(sort_out(wave, _girls_and_boys(wave)))
    assert (found.bands, found.margins, found.n) == ("8-11", "sex", 40)
    assert found.weights == pytest.approx(80)
    assert found.positive / found.weights == pytest.approx(0.75 * 0.75 + 0.25 * 0.25)
    assert found.squares == pytest.approx(20 * 3**2 + 20 * 1**2)


def test_those_who_did_not_say_keep_their_share():
    wave = _wave()
    unsaid = [child(wave, "8-11", **{SAFE: "always" if at < 10 else "never"}) for at in range(20)]
    found = _sum_of(sort_out(wave, [*_girls_and_boys(wave), *unsaid]))
    assert found.positive / found.weights == pytest.approx(1 / 3 * 0.5 + 2 / 3 * 0.625)


def test_a_class_few_or_nearly_all_of_whom_answered_positively_is_not_weighted():
    """Whoever solves the sum would know what each of its children said."""
    wave = _wave()
    assert _sum_of(sort_out(wave, _girls_and_boys(wave, girls=15))) is not None
    parts = sort_out(wave, _girls_and_boys(wave, girls=16))
    assert _sum_of(parts) is None
    assert f"8-11 raking {SAFE}" in parts.dropped


def test_age_is_a_margin_beside_a_breakdown():
    wave = _wave(ELIGIBLE, "8-11", "11-18")
    told = [*_girls_and_boys(wave), *_girls_and_boys(wave, band="11-18")]
    found = _sum_of(sort_out(wave, told))
    assert (found.bands, found.margins, found.n) == ("8-11+11-18", "age_band+sex", 80)
    assert found.weights == pytest.approx(180)


def test_without_the_eligible_by_a_breakdown_nothing_is_kept_and_nothing_is_missed():
    wave = _wave(Eligible({"8-11": 80}))
    parts = sort_out(wave, _girls_and_boys(wave))
    assert parts.raked == ()
    assert not [name for name in parts.dropped if "raking" in name]


def test_where_classes_would_be_small_nothing_is_kept_and_the_report_says_so():
    wave = _wave()
    told = [
        *children(wave, "8-11", 30, sex="girl", **{SAFE: "always"}),
        *children(wave, "8-11", 9, sex="boy", **{SAFE: "never"}),
    ]
    parts = sort_out(wave, told)
    assert _sum_of(parts) is None
    assert f"8-11 raking {SAFE}" in parts.dropped


def test_what_has_no_share_of_positive_answers_is_not_weighted():
    wave = _wave()
    assert _sum_of(sort_out(wave, _girls_and_boys(wave)), "support") is None


def test_sums_tell_no_order_in_which_they_were_added():
    wave = _wave(ELIGIBLE, "8-11", "11-18")
    told = [child(wave, band, **answers) for band, answers in _random(Random(3), 150)]
    shuffled = Random(4).sample(told, len(told))
    assert sort_out(wave, told).raked == sort_out(wave, shuffled).raked


def _random(draw, count):
    for _ in range(count):
        answers = {"sex": draw.choice(["girl", "boy"]), "placement": draw.choice(["foster", "kinship", "home"])}
        yield draw.choice(["8-11", "11-18"]), {**answers, SAFE: draw.choice(["always", "never"])}


@st.composite
def councils(draw):
    """Two bands, children alike in handfuls, some of whom skip the item."""
    safe = draw(st.sampled_from([(("8-11", "11-18"),), (("8-11",), ("11-18",))]))
    wave = _wave(ELIGIBLE, "8-11", "11-18", bank=bank(safe=safe))
    told = []
    for band in ("8-11", "11-18"):
        for _ in range(draw(st.integers(2, 8))):
            sex = draw(st.sampled_from(["girl", "boy", "girl", "boy", "another_way", None]))
            placement = draw(st.sampled_from(["foster", "foster", "kinship", "home", "parents", None]))
            alike = {"sex": sex, "placement": placement, SAFE: draw(st.sampled_from(["always", "never", None]))}
            known = {name: answer for name, answer in alike.items() if answer is not None}
            told += [child(wave, band, **known) for _ in range(draw(st.integers(1, 16)))]
        told += [child(wave, band, **{SAFE: "always"}) for _ in range(10)]
    return wave, told


def _classes(wave, told, cells):
    """For each of the item's pools, the classes by every choice of margins."""
    contents = gather(wave, told)
    mine = tallied(cell for cell in cells if cell.item == SAFE)
    for bands in countable_together(contents, wave.bank.indicators[SAFE]):
        asked = Asked(contents, wave.eligible, SAFE, bands, lambda answer: answer == "always", mine)
        splits = [it.id for it in wave.bank.breakdowns.values() if bands_asking(contents, bands, it, SAFE) == bands]
        ages = [()] if len(bands) == 1 else [(), ("age_band",)]
        for age, size in product(ages, (1, 2)):
            margins = (*age, *splits[:size])
            if found := weighting.classes(asked, margins):
                yield bands, found


def _known_of_classes(knowing, bands, found):
    for crossing in crossed(found.sizes, found.blocks):
        sides = dict(zip(found.margins, crossing, strict=True))
        here = sides.pop("age_band", bands)
        yield knowing.row(here, **sides)


def _told(wave, told):
    """Groups of a few who answered, whose answers together are told by the classes and by no tally."""
    contents = gather(wave, told)
    cells, _ = count(contents)
    answered = [it for it in told if not isinstance(it.answers[SAFE], Missing)]
    for bands, found in _classes(wave, told, cells):
        assert min(crossed(found.sizes, found.blocks).values()) >= 10
        knowing = Knowing(wave, answered, [margin for margin in found.margins if margin != "age_band"])
        sizes = knowing.sizes(range(len(answered)))
        before = [knowing.row(contents.total_of(band, SAFE).split("+")) for band in contents.members]
        for cell in cells:
            if cell.item == SAFE and cell.breakdown in knowing.splits:
                before.append(knowing.row(cell.bands.split("+"), **{cell.breakdown: [cell.value]}))
        after = [*before, *_known_of_classes(knowing, bands, found)]
        yield from knowing.small(after, sizes) - knowing.small(before, sizes)


@LAW
@given(councils())
def test_no_class_and_no_difference_of_classes_and_tallies_is_a_few_who_answered(council):
    wave, told = council
    assert not list(_told(wave, told))


def test_the_same_reader_finds_a_few_where_classes_may_be_small(monkeypatch):
    wave = _wave()
    told = [
        *children(wave, "8-11", 12, sex="girl", placement="foster", **{SAFE: "always"}),
        *children(wave, "8-11", 12, sex="boy", placement="foster", **{SAFE: "always"}),
        *children(wave, "8-11", 3, sex="girl", placement="kinship", **{SAFE: "never"}),
        *children(wave, "8-11", 12, sex="boy", placement="kinship", **{SAFE: "always"}),
    ]
    assert not list(_told(wave, told))
    monkeypatch.setattr(weighting, "lay_out", lambda _sizes, partitions, **_: tuple(partitions))
    with pytest.raises(AssertionError):
        list(_told(wave, told))


def test_number_answers_count_as_the_bank_says():
    wave = _wave(ELIGIBLE, "11-18")
    told = [
        *children(wave, "11-18", 20, sex="girl", **{HAPPY: 8}),
        *children(wave, "11-18", 20, sex="boy", **{HAPPY: 2}),
    ]
    assert _sum_of(sort_out(wave, told), HAPPY) is None, "no number is positive in this bank"
