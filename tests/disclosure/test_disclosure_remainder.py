"""What is hidden of a partition is shown as one group where anybody could subtract it, and no further."""

from itertools import pairwise

from surveyapp.disclosure.policy import STANDARD
from surveyapp.disclosure.remainder import remainder
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Cell, Coding, Group, Partition, Protected, Table


def _table(*groups, total=None, routed=False):
    """Groups of a partition, each positive of how many; the rest of the total is in none of them."""
    cells = [Cell(positive, base, base) for positive, base in groups]
    whole = Cell(*total, total[1]) if total else sum(cells, start=Cell(0, 0, 0))
    split = Partition("sex", tuple(Group(f"group {at}", cell) for at, cell in enumerate(cells)))
    return Table(whole, Partition("age_band", (Group("8-11", whole),)), (split,), routed)


def _told(table):
    shown = protect(table, STANDARD)
    return remainder(table, table.others[0], shown, STANDARD), shown


def test_boys_and_those_who_did_not_say_are_shown_together():
    """Six who did not say hide themselves and the boys: all less girls are both."""
    found, shown = _told(_table((20, 45), (25, 40), (1, 6)))
    assert [isinstance(value, Protected) for _, value in shown.others[0].groups] == [True, False, False]
    assert found == Protected(Coding.EXACT, 26, 26, 46)


def test_where_all_groups_are_shown_or_none_there_is_no_rest():
    assert _told(_table((20, 45), (25, 40)))[0] is None
    assert _told(_table((3, 9), (4, 9)))[0] is None


def test_a_rest_of_which_a_coded_figure_leaves_several_counts_is_said_in_no_exact_words():
    found, _ = _told(_table((2, 40), (25, 40), (20, 38), (1, 5), total=(49, 125)))
    assert found is None or found.coding is not Coding.EXACT


def test_where_an_earlier_answer_decides_who_is_asked_there_is_no_rest():
    assert _told(_table((20, 45), (25, 40), (1, 6), routed=True))[0] is None


def test_the_rest_is_what_a_reader_subtracts_and_never_of_fewer_than_ten():
    for girls, unsaid in pairwise(range(10, 60)):
        table = _table((girls // 2, girls), (12, 24), (unsaid % 7 // 2, unsaid % 7))
        found, shown = _told(table)
        if found is not None:
            known = [value for _, value in shown.others[0].groups if isinstance(value, Protected)]
            assert found.base == table.total.base - sum(value.base for value in known) >= 10
            assert (
                found.low <= table.total.positive - sum(value.low for value in known) or found.coding.value != "exact"
            )
