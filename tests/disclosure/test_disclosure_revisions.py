"""A revision beside the one before: what both tell together, and what a correction tells by its difference."""

from dataclasses import replace

import pytest
from builders.council import draw, table

from surveyapp.disclosure import gate
from surveyapp.disclosure.audit import exposures
from surveyapp.disclosure.lattice import draw as lattice
from surveyapp.disclosure.lattice import together
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import (
    Cell,
    Coding,
    Group,
    Hidden,
    Hiding,
    Partition,
    Protected,
    ProtectedPartition,
    ProtectedTable,
    Table,
)

AUDIT = Hidden(Hiding.AUDIT)


def cell(positive, base):
    return Cell(positive, base, base)


def council(girl=(20, 40), boy=(22, 45), unsaid=(3, 6)):
    groups = [Group(name, cell(*counts)) for name, counts in (("girl", girl), ("boy", boy), ("unsaid", unsaid))]
    total = sum((group.cell for group in groups), start=Cell(0, 0, 0))
    return Table(total, Partition("age_band", (Group("all", total),)), (Partition("sex", tuple(groups)),))


def exact(positive, base):
    return Protected(Coding.EXACT, positive, positive, base)


def published(total, **sex):
    groups = tuple((name, sex.get(name, Hidden(Hiding.SECONDARY))) for name in ("girl", "boy", "unsaid"))
    return ProtectedTable(
        total, ProtectedPartition("age_band", (("all", total),)), (ProtectedPartition("sex", groups),)
    )


BOYS_BEFORE = published(exact(45, 91), boy=exact(22, 45))
GIRLS_BEFORE = published(exact(45, 91), girl=exact(20, 40))


def sexes(passed):
    return dict(passed.shown.others[0].groups)


def test_a_revision_that_hides_another_group_gives_the_six_away_so_the_breakdown_is_dropped():
    alone = gate.release(council(), STANDARD)
    assert isinstance(sexes(alone)["boy"], Protected)
    beside = gate.release(council(), STANDARD, earlier=(GIRLS_BEFORE,))
    assert beside.dropped == ("sex",)
    assert set(sexes(beside).values()) == {AUDIT}
    assert beside.shown.total == exact(45, 91)


def test_a_group_that_nobody_counts_any_more_was_shown_all_the_same():
    """Its children are in the rest now, where the audit would look for them in vain."""
    boys = (Group("girl", cell(0, 0)), Group("boy", cell(22, 45)), Group("unsaid", cell(0, 0)))
    kept = replace(council(), others=(Partition("sex", boys),))
    assert isinstance(sexes(gate.release(kept, STANDARD))["boy"], Protected)
    assert set(sexes(gate.release(kept, STANDARD, earlier=(GIRLS_BEFORE,))).values()) == {AUDIT}


def test_without_the_rule_on_revisions_the_six_are_worked_out():
    careless = gate.release(council(), STANDARD.without(Rule.FROZEN), earlier=(GIRLS_BEFORE,))
    both = together(lattice(council(), careless.shown), [lattice(council(), GIRLS_BEFORE)])
    (found,) = [one for one in exposures(both, STANDARD) if one.target.name == "sex:unsaid"]
    assert (found.low, found.high, found.base) == (3, 3, 6)


def test_the_same_words_again_change_nothing():
    first = gate.release(council(), STANDARD)
    assert gate.release(council(), STANDARD, earlier=(first.shown, first.shown)) == first


@pytest.mark.parametrize("seed", range(6))
def test_the_same_release_again_is_the_same_of_any_council(seed):
    true = table(draw(seed, size=60 + 20 * seed, share=0.7))
    first = gate.release(true, STANDARD)
    assert gate.release(true, STANDARD, earlier=(first.shown,)).shown == first.shown


def test_a_correction_that_moves_a_few_answers_takes_the_breakdown_with_it():
    before = published(exact(33, 91), boy=exact(20, 45))
    beside = gate.release(council(), STANDARD, earlier=(before,))
    assert beside.shown.total == exact(45, 91)
    assert set(sexes(beside).values()) == {AUDIT}, "two boys' answers count otherwise"


def test_a_correction_that_moves_a_few_answers_in_all_hides_the_question():
    beside = gate.release(council(), STANDARD, earlier=(published(exact(43, 91)),))
    assert beside.shown.total == AUDIT
    assert set(sexes(beside).values()) == {AUDIT}


def test_a_correction_that_moves_many_answers_is_shown():
    before = published(exact(30, 91), boy=exact(15, 45))
    beside = gate.release(council(), STANDARD, earlier=(before,))
    assert beside.shown == gate.release(council(), STANDARD).shown


def test_a_correction_that_leaves_a_few_for_the_others_is_not_shown():
    """Seven of all and seven of the boys: nobody of the others; six of the boys: one of the others."""
    shown = gate.release(council(), STANDARD, earlier=(published(exact(38, 91), boy=exact(15, 45)),))
    assert isinstance(sexes(shown)["boy"], Protected)
    told = gate.release(council(), STANDARD, earlier=(published(exact(38, 91), boy=exact(16, 45)),))
    assert set(sexes(told).values()) == {AUDIT}


def test_a_correction_of_nearly_everybodys_answer_tells_what_they_said():
    before = published(Protected(Coding.FEW, 0, 4, 91))
    true = council(girl=(40, 40), boy=(45, 45), unsaid=(2, 6))
    assert isinstance(gate.release(true, STANDARD).shown.total, Protected)
    assert gate.release(true, STANDARD, earlier=(before,)).shown.total == AUDIT


def test_children_who_came_later_are_ten_or_nobody():
    few = gate.release(council(), STANDARD, earlier=(published(exact(40, 88)),))
    assert few.shown.total == AUDIT
    many = gate.release(council(), STANDARD, earlier=(published(exact(40, 80)),))
    assert many.shown.total == exact(45, 91)


def test_what_an_earlier_revision_alone_gives_away_hides_nothing_more():
    careless = published(exact(45, 91), girl=exact(20, 40), boy=exact(22, 45))
    again = gate.release(council(), STANDARD, earlier=(careless,))
    assert again.shown == protect(council(), STANDARD)
