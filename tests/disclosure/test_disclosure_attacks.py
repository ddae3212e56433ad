"""An attacker who knows every child's groups finds nothing; with any one rule switched off it finds something."""

from dataclasses import replace

import pytest
from builders.attacker import Attacker
from builders.council import Child, cell, draw, split, table
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.disclosure import gate
from surveyapp.disclosure.audit import Attacker as Audit
from surveyapp.disclosure.audit import ReleaseContradictory, exposures
from surveyapp.disclosure.distributions import Slice, protect_distribution
from surveyapp.disclosure.lattice import Figure, Lattice, Target
from surveyapp.disclosure.lattice import draw as lattice
from surveyapp.disclosure.means import protect_mean
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Cell, Coding, Group, Hidden, Hiding, Partition, Protected, Table

TENS = replace(STANDARD, exact_base=10)
"""Exact counts of ten already, which a known crossing of nine breaks."""
COUNCILS = [(size, share) for size in (20, 33, 60, 97, 140, 200) for share in (0.06, 0.5, 0.9)]


def released(children, policy=STANDARD):
    return gate.release(table(children), policy).shown


@pytest.mark.parametrize(("size", "share"), COUNCILS[1::4])
def test_nothing_can_be_worked_out_of_a_council(size, share):
    children = draw(size, size=size, share=share)
    assert Attacker(children, released(children)).broken(ways=2) == []


@pytest.mark.slow
@pytest.mark.parametrize(("size", "share"), COUNCILS)
@pytest.mark.parametrize("seed", range(3))
def test_nothing_can_be_worked_out_of_many_councils(size, share, seed):
    children = draw(1000 * seed + size, size=size, share=share)
    assert Attacker(children, released(children)).broken() == []


@given(st.integers(0, 10_000), st.integers(20, 200), st.floats(0.02, 0.98))
@settings(deadline=None, max_examples=25)
def test_the_audit_finds_nothing_in_what_suppression_leaves(seed, size, share):
    true = table(draw(seed, size=size, share=share))
    shown = protect(true, STANDARD)
    if isinstance(shown.total, Protected):
        assert exposures(lattice(true, shown), STANDARD) == ()


@given(st.integers(0, 10_000), st.integers(20, 200), st.floats(0.02, 0.98))
@settings(deadline=None, max_examples=60)
def test_no_small_cell_and_no_lone_hidden_group_is_left(seed, size, share):
    true = table(draw(seed, size=size, share=share))
    for partition, original in zip(protect(true, STANDARD).partitions, (true.bands, *true.others), strict=True):
        bases = {group.id: group.cell.base for group in original.groups}
        hidden = [bases[id] for id, value in partition.groups if isinstance(value, Hidden)]
        for _, value in partition.groups:
            if isinstance(value, Protected):
                assert value.base >= 10
                assert value.low < value.high or 5 <= value.low <= value.base - 5
        if original is true.bands and any(hidden) and len(hidden) < len(bases):
            assert sum(1 for base in hidden if base) >= 2
            assert sum(hidden) >= 10


@pytest.mark.parametrize("rule", [Rule.CELLS, Rule.SECONDARY])
def test_with_a_rule_switched_off_the_attacker_succeeds(rule):
    councils = (draw(seed, size=97, share=0.85) for seed in range(12))
    assert any(Attacker(each, protect(table(each), STANDARD.without(rule))).broken(ways=1) for each in councils)


def some(count, sex, positive):
    return [Child("8-11", sex, "foster", "over_three", at < positive) for at in range(count)]


def whole(children):
    sex = Partition("sex", split(children, "sex", ("girl", "boy")))
    return Table(cell(children), Partition("age_band", split(children, "age_band", ("8-11",))), (sex,))


def test_without_missing_as_a_group_those_who_did_not_say_are_worked_out():
    children = [*some(40, "girl", 20), *some(45, "boy", 22), *some(5, "unsaid", 5)]
    assert Attacker(children, protect(whole(children), STANDARD)).broken() == []
    (broken,) = Attacker(children, protect(whole(children), STANDARD.without(Rule.LATTICE))).broken(ways=1)
    assert (broken.group, broken.low, broken.high) == ((("sex", "unsaid"),), 5, 5)


def of_kind(count, sex, placement, positive):
    return [Child("8-11", sex, placement, "over_three", at < positive) for at in range(count)]


def test_without_the_rule_on_bases_one_girl_and_eight_boys_are_worked_out():
    """Nine boys, fewer than 5 positive; nine with kin, 5 or more: eight are both, so the girl with kin is the fifth."""
    children = [
        *of_kind(8, "boy", "kinship", 4),
        *of_kind(1, "boy", "home", 0),
        *of_kind(1, "girl", "kinship", 1),
        *of_kind(8, "unsaid", "home", 4),
        *of_kind(1, "unsaid", "foster", 1),
        *of_kind(40, "girl", "foster", 20),
    ]
    sex = Partition("sex", split(children, "sex", ("girl", "boy", "unsaid")))
    placement = Partition("placement", split(children, "placement", ("foster", "kinship", "home")))
    true = Table(cell(children), Partition("age_band", split(children, "age_band", ("8-11",))), (sex, placement))
    assert Attacker(children, protect(true, STANDARD)).broken() == []
    broken = Attacker(children, protect(true, STANDARD.without(Rule.BASE))).broken(ways=2)
    assert {(each.size, each.low, each.high) for each in broken} >= {(1, 1, 1), (8, 4, 4)}


def test_without_the_rule_on_distributions_a_reader_sees_small_slices():
    options = [Slice(("always",), 57, True), Slice(("never",), 3, False)]
    total = Protected(Coding.NEARLY_ALL, 56, 60, 60)
    mutated = STANDARD.without(Rule.DISTRIBUTIONS)
    assert {each.count for each in protect_distribution(options, total, mutated)} == {57, 3}
    assert all(each.count >= 5 for each in protect_distribution(options, total, STANDARD))


def test_without_the_rule_on_means_eleven_answers_are_worked_out():
    ten = protect_mean({10: 9, 1: 1}, STANDARD.without(Rule.MEANS))
    eleven = protect_mean({10: 9, 1: 1, 3: 1}, STANDARD.without(Rule.MEANS))
    assert round(eleven.mean * eleven.base - ten.mean * ten.base) == 3
    assert isinstance(protect_mean({10: 9, 1: 1, 3: 1}, STANDARD), Hidden)


def crossed():
    """A band of ten, nine of them girls: half of it answers yes, so the nine girls are four or five."""
    ten, forty = Cell(5, 10, 10), Cell(20, 40, 40)
    bands = Partition("age_band", (Group("a", ten), Group("b", forty), Group("c", forty)))
    sex = Partition("sex", (Group("girl", Cell(25, 50, 50)), Group("boy", forty)))
    known = {"sex": {("a", "girl"): Cell(4, 9, 9), ("a", "boy"): Cell(1, 1, 1)}}
    return Table(Cell(45, 90, 90), bands, (sex,)), known


def test_the_gate_drops_what_the_audit_breaks_and_says_so():
    true, known = crossed()
    assert exposures(lattice(true, protect(true, TENS), known), TENS)
    found = gate.release(true, TENS, known)
    assert found.dropped == ("age_band", "sex")
    assert {value for part in found.shown.partitions for _, value in part.groups} == {Hidden(Hiding.AUDIT)}
    assert isinstance(found.shown.total, Protected)
    assert exposures(lattice(true, found.shown, known), STANDARD) == ()


def test_with_the_gate_switched_off_what_the_audit_breaks_is_shown():
    true, known = crossed()
    found = gate.release(true, TENS.without(Rule.GATE), known)
    assert found.dropped == ()
    assert exposures(lattice(true, found.shown, known), STANDARD)


def test_the_first_rung_drops_the_worst_breakdown_alone():
    bands = Partition("age_band", (Group("a", Cell(15, 30, 30)), Group("b", Cell(15, 30, 30))))
    sex = Partition("sex", (Group("girl", Cell(5, 10, 10)), Group("boy", Cell(25, 50, 50))))
    known = {"sex": {("a", "girl"): Cell(4, 9, 9), ("b", "girl"): Cell(1, 1, 1)}}
    found = gate.release(Table(Cell(30, 60, 60), bands, (sex,)), TENS, known)
    assert found.dropped == ("sex",)
    assert all(isinstance(value, Protected) for _, value in found.shown.bands.groups)


def cells(*numbers):
    return frozenset(numbers)


def test_the_audit_finds_the_range_of_fischetti_and_salazar():
    """Activity II, region C of the 3 x 3 table in Fischetti and Salazar (2001): 5 to 30 when four cells are hidden."""
    hidden_sums = {cells(0, 1): 30, cells(2, 3): 29, cells(0, 2): 25, cells(1, 3): 34}
    sums = [Figure(pair, total, total) for pair, total in hidden_sums.items()]
    attacker = Audit(Lattice((100, 100, 100, 100), (8, 22, 17, 12), tuple(sums)))
    assert attacker.extremes(cells(1)) == (5, 30)


def test_the_audit_finds_frechets_bounds():
    attacker = Audit(Lattice((5, 7), (4, 6), (Figure(cells(0, 1), 10, 10),)))
    assert attacker.extremes(cells(0)) == (3, 5)


def test_a_linear_programme_alone_would_understate_what_leaks():
    """Three pairs that each add up to something odd: halves would fit, whole children do not."""
    odd = [Figure(cells(0, 1), 1, 1), Figure(cells(1, 2), 1, 1), Figure(cells(0, 2), 0, 2)]
    attacker = Audit(Lattice((1, 1, 1), (1, 0, 1), (*odd, Figure(cells(0, 1, 2), 2, 2))))
    assert attacker.extremes(cells(0)) == (1, 1)


def test_a_child_who_knows_its_own_answer_is_reckoned_with():
    target = Target("pair", (), cells(0, 1))
    lone = Lattice((1, 1, 10), (1, 0, 5), (Figure(cells(0, 1, 2), 6, 6), Figure(cells(2), 4, 5)), (), (target,))
    (found,) = exposures(lone, STANDARD)
    assert found.own or found.high - found.low < 2


def test_figures_that_contradict_the_counts_are_refused():
    with pytest.raises(ReleaseContradictory):
        Audit(Lattice((5,), (4,), (Figure(cells(0), 0, 3),)))
