"""One figure for ten answers: the total first, then partitions in their declared order as long as answers suffice."""

from dataclasses import replace

from surveyapp.disclosure.afford import afford
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Cell, Group, Hidden, Hiding, Partition, Protected, Table


def partition(id, *sizes):
    return Partition(id, tuple(Group(f"{id}{at}", Cell(size // 2, size, size)) for at, size in enumerate(sizes)))


def shown(base, *others, policy=STANDARD):
    true = Table(Cell(base // 2, base, base), partition("age_band", base), others)
    found = afford(true, protect(true, policy), policy)
    return [part.id for part in found.partitions if any(isinstance(value, Protected) for _, value in part.groups)]


def test_with_forty_answers_three_ways_of_splitting_by_two_are_shown_and_no_fourth():
    halves = [partition(name, 20, 20) for name in ("sex", "placement", "time", "mode")]
    assert shown(40, *halves) == ["age_band", "sex", "placement", "time"], "the last of two follows from the total"


def test_what_figures_hide_has_that_reason_as_the_list_of_what_is_hidden_has():
    halves = tuple(partition(name, 20, 20) for name in ("sex", "placement", "time", "mode"))
    true = Table(Cell(20, 40, 40), partition("age_band", 40), halves)
    gone = afford(true, protect(true, STANDARD), STANDARD).others[-1]
    assert {value for _, value in gone.groups} == {Hidden(Hiding.FIGURES)}


def test_a_way_of_splitting_that_takes_too_many_leaves_its_place_to_a_smaller_one():
    ways = partition("sex", 25, 25), partition("time", 16, 17, 17), partition("placement", 12, 12, 13, 13)
    assert shown(50, *ways, partition("mode", 25, 25)) == ["age_band", "sex", "time", "mode"]


def test_of_sixty_answers_and_more_one_figure_for_seven_is_shown():
    ways = [partition(name, 20, 20, 20) for name in ("sex", "time", "mode", "placement")]
    assert shown(60, *ways) == ["age_band", "sex", "time", "mode"]


def test_where_few_are_positive_few_figures_stand_beside_the_total():
    """Of 71 answers 13 positive: six figures more, and not nine, of which some would tell of two children."""
    ways = [few(name, 35, 36) for name in ("sex", "time", "mode", "placement", "team", "place", "stay", "move", "born")]
    true = Table(Cell(13, 71, 71), few("age_band", 71), tuple(ways))
    protected = protect(true, STANDARD)
    by_number = replace(STANDARD, told_share=1.0)
    assert figures(afford(true, protected, by_number)) == 6
    assert figures(afford(true, protected, replace(by_number, rarer_per_figure=1))) == 9


def test_figures_beside_a_total_tell_at_most_a_third_of_what_it_leaves_open():
    """Council 131: of 64 answers 52 positive; with time in care a child knew two others of a group of three."""
    sex = asked_of("sex", (35, 32), (26, 18), (3, 2))
    placement = asked_of("placement", (42, 39), (15, 9), (7, 4))
    time = asked_of("time", (18, 11), (21, 18), (9, 8), (9, 8), (7, 7))
    everything = Cell(52, 64, 64)
    true = Table(everything, Partition("age_band", (Group("all", everything),)), (sex, placement, time, sex))
    protected = protect(true, STANDARD)
    kept = [told(part) for part in afford(true, protected, STANDARD).others]
    assert kept == [[35], [42], [], []], "what comes after one that tells too much is hidden too"
    generous = afford(true, protected, replace(STANDARD, told_share=0.5))
    assert [told(part) for part in generous.others] == [[35], [42], [18, 21], [35]]


def asked_of(id, *counts):
    return Partition(id, tuple(Group(f"{id}{at}", Cell(x, n, n)) for at, (n, x) in enumerate(counts)))


def told(part):
    return [value.base for _, value in part.groups if isinstance(value, Protected)]


def few(id, *sizes):
    return Partition(id, tuple(Group(f"{id}{at}", Cell(13 * size // 71, size, size)) for at, size in enumerate(sizes)))


def figures(shown):
    told = [sum(1 for _, value in part.groups if isinstance(value, Protected)) for part in shown.others]
    return sum(number - 1 for number in told if number)


def test_few_answers_show_their_total_alone():
    assert shown(19, partition("sex", 7, 12)) == ["age_band"]


def test_without_the_rule_on_the_lattice_everything_is_shown():
    halves = [partition(name, 20, 20) for name in ("sex", "placement", "time", "mode")]
    assert len(shown(40, *halves, policy=STANDARD.without(Rule.LATTICE))) == 5
