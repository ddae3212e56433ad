"""Joint counts are of ten children or more, and nobody works out a few by subtracting them."""

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from builders import definition as make
from builders.knowing import Knowing
from builders.opening import SAFE, child, children, plan
from builders.opening import bank as usual_bank
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.opening import joint
from surveyapp.opening.contents import sort_out
from surveyapp.opening.crossing import crossed, lay_out

SEX = st.sampled_from(["girl", "boy", "girl", "boy", "another_way", None])
PLACEMENT = st.sampled_from(["foster", "foster", "kinship", "home", "parents", None])
LAW = settings(max_examples=120, deadline=None)


def _joint(parts, one, other):
    return {
        (it.bands, it.groups, it.beside_groups): n
        for it, n in parts.joint.items()
        if (it.breakdown, it.beside) == (one, other)
    }


def _children(wave, *groups):
    return [
        member
        for band, count, sex, placement in groups
        for member in children(wave, band, count, **{SAFE: "always", "sex": sex, "placement": placement})
    ]


def test_children_are_counted_by_two_breakdowns_at_once():
    wave = plan("8-11")
    told = _children(
        wave,
        ("8-11", 12, "girl", "foster"),
        ("8-11", 13, "boy", "foster"),
        ("8-11", 14, "girl", "kinship"),
        ("8-11", 15, "boy", "kinship"),
    )
    assert _joint(sort_out(wave, told), "placement", "sex") == {
        ("8-11", "foster", "girl"): 12,
        ("8-11", "foster", "boy"): 13,
        ("8-11", "kinship", "girl"): 14,
        ("8-11", "kinship", "boy"): 15,
    }


def test_age_is_one_of_the_two():
    wave = plan("8-11", "11-18")
    told = _children(
        wave,
        ("8-11", 12, "girl", "foster"),
        ("8-11", 13, "boy", "foster"),
        ("11-18", 14, "girl", "foster"),
        ("11-18", 15, "boy", "foster"),
    )
    found = _joint(sort_out(wave, told), "age_band", "sex")
    assert found == {
        ("8-11+11-18", "8-11", "girl"): 12,
        ("8-11+11-18", "8-11", "boy"): 13,
        ("8-11+11-18", "11-18", "girl"): 14,
        ("8-11+11-18", "11-18", "boy"): 15,
    }


def test_groups_are_laid_together_until_no_crossing_is_small():
    wave = plan("8-11")
    told = _children(
        wave,
        ("8-11", 20, "girl", "foster"),
        ("8-11", 20, "boy", "foster"),
        ("8-11", 11, "girl", "kinship"),
        ("8-11", 3, "boy", "kinship"),
        ("8-11", 4, "girl", "home"),
        ("8-11", 12, "boy", "home"),
    )
    assert _joint(sort_out(wave, told), "placement", "sex") == {
        ("8-11", "foster", "girl"): 20,
        ("8-11", "foster", "boy"): 20,
        ("8-11", "kinship+home", "girl"): 15,
        ("8-11", "kinship+home", "boy"): 15,
    }


def test_a_table_of_one_row_is_not_kept():
    wave = plan("8-11")
    told = _children(wave, ("8-11", 20, "girl", "foster"), ("8-11", 20, "boy", "kinship"))
    assert _joint(sort_out(wave, told), "placement", "sex") == {}


def test_no_answer_is_near():
    """Whatever children answer, who they are is counted alike, as long as the same groups answered at all."""
    wave = plan("8-11")
    groups = [("girl", "foster"), ("boy", "foster"), ("girl", "kinship"), ("boy", "kinship")]

    def counted(*answers):
        told = [
            member
            for (sex, placement), answer in zip(groups, answers, strict=True)
            for member in children(wave, "8-11", 12, sex=sex, placement=placement, **{SAFE: answer})
        ]
        return sort_out(wave, told).joint

    assert counted("always", "never", "mostly", "always") == counted("never", "always", "always", "always")


def three_ways(**pools):
    """The usual bank with a third breakdown."""
    bank = usual_bank(**pools)
    school = make.breakdown("school", "here", "elsewhere", "none")
    return make.bank(*bank.indicators.values(), breakdowns=(*bank.breakdowns.values(), school))


@st.composite
def councils(draw):
    """Up to three bands, three breakdowns (the third asked of all but the youngest), children alike in handfuls."""
    bands = ["4-7", "8-11", "11-18"][: draw(st.integers(1, 3))]
    pools = draw(st.sampled_from([{}, {"safe": (("8-11", "11-18"), ("4-7",))}, {"happy": (("4-7", "8-11", "11-18"),)}]))
    wave = plan(*bands, bank=three_ways(**pools), **{band: {"school": True} for band in bands if band != "4-7"})
    told = []
    for band in bands:
        for _ in range(draw(st.integers(2, 7))):
            alike = {"sex": draw(SEX), "placement": draw(PLACEMENT), SAFE: draw(st.sampled_from(["always", "never"]))}
            alike |= {"school": draw(st.sampled_from(["here", "here", "none", None]))} if band != "4-7" else {}
            known = {name: answer for name, answer in alike.items() if answer is not None}
            told += [child(wave, band, **known) for _ in range(draw(st.integers(1, 16)))]
    return wave, [*told, *(child(wave, bands[-1], **{SAFE: "always"}) for _ in range(10))]


def known_before(knowing, wave, parts):
    """What rows, tallies and response rates tell of who answered."""
    rows = [knowing.row([band]) for band in wave.instruments]
    for cell in parts.cells:
        if cell.breakdown in knowing.splits:
            rows.append(knowing.row(cell.bands.split("+"), **{cell.breakdown: [cell.value]}))
        elif cell.item in knowing.splits and cell.answer not in ("skipped", "not_asked", "rather_not_say"):
            rows.append(knowing.row(cell.bands.split("+"), **{cell.item: [cell.answer]}))
    return rows


def known_jointly(knowing, parts):
    """What the joint counts tell, of the breakdowns that are looked at."""
    rows = []
    for it in parts.joint:
        sides = {it.breakdown: it.groups.split("+"), it.beside: it.beside_groups.split("+")}
        bands = sides.pop("age_band", it.bands.split("+"))
        if sides.keys() <= set(knowing.splits):
            rows.append(knowing.row(bands, **sides))
    return rows


def told_by_subtraction(wave, told, parts):
    """Of each breakdown and each two: small groups that joint counts tell and nothing else did."""
    names = list(wave.bank.breakdowns)
    for splits in [some for size in (1, 2) for some in combinations(names, size)]:
        knowing = Knowing(wave, told, splits)
        sizes = knowing.sizes(range(len(told)))
        before = known_before(knowing, wave, parts)
        yield from knowing.small([*before, *known_jointly(knowing, parts)], sizes) - knowing.small(before, sizes)


@LAW
@given(councils())
def test_no_joint_count_tells_of_a_few_children_whatever_is_subtracted(council):
    wave, told = council
    parts = sort_out(wave, told)
    assert all(n >= 10 for n in parts.joint.values())
    assert not list(told_by_subtraction(wave, told, parts))


NEAR_MISS = (
    ("8-11", 12, "girl", "foster"),
    ("8-11", 11, "boy", "foster"),
    ("8-11", 3, "girl", "kinship"),
    ("8-11", 12, "boy", "kinship"),
)


def test_the_same_reader_finds_a_few_where_nothing_is_laid_together(monkeypatch):
    """The negative control: the reader is not blind."""
    wave = plan("8-11")
    told = _children(wave, *NEAR_MISS)
    assert not list(told_by_subtraction(wave, told, sort_out(wave, told)))
    monkeypatch.setattr(joint, "lay_out", lambda _sizes, partitions, **_: tuple(partitions))
    assert list(told_by_subtraction(wave, told, sort_out(wave, told)))


def test_the_same_reader_finds_a_few_where_nobody_tries_to_subtract(monkeypatch):
    """Large crossings are not enough: foster carers of both bands (tallied) less those of one (joint) are a few."""
    found = []
    for seed in range(400):
        wave, told = _many(seed)
        monkeypatch.setattr(joint, "lay_out", lambda sizes, partitions, **_: lay_out(sizes, partitions, refused=never))
        naive = sort_out(wave, told)
        monkeypatch.undo()
        found += told_by_subtraction(wave, told, naive)
        if found:
            assert not list(told_by_subtraction(wave, told, sort_out(wave, told)))
            return
    pytest.fail("no council in which it matters")


def never(_laid):
    return False


def _many(seed):
    draw = Random(seed)
    wave = plan("8-11", "11-18", bank=three_ways(), **{band: {"school": True} for band in ("8-11", "11-18")})
    told = []
    for band in ("8-11", "11-18"):
        for _ in range(8):
            placement = draw.choice(["foster", "foster", "kinship", "home"])
            alike = {SAFE: "always", "sex": draw.choice(["girl", "boy"]), "placement": placement}
            told += children(wave, band, draw.randint(1, 14), **alike)
    return wave, told


def test_a_crossing_counts_everybody_once():
    sizes = Counter({("a", "x"): 12, ("a", "y"): 3, ("b", "x"): 9, ("b", "y"): 14, ("c", "y"): 11})
    laid = lay_out(sizes, [(("a",), ("b",), ("c",)), (("x",), ("y",))], refused=never)
    assert laid is None or (sum(crossed(sizes, laid).values()) == 49 and min(crossed(sizes, laid).values()) >= 10)
