"""How workers share the tests: what is made for several of them is made once, and what is long is begun early."""

from __future__ import annotations

from types import SimpleNamespace

from sharing import in_order, unit


def test_a_file_stays_together_and_so_does_a_folder_that_makes_something_for_all_of_it() -> None:
    assert unit("tests/desk/test_a.py::test_one[x-y]") == unit("tests/desk/test_a.py::TestMore::test_two")
    assert unit("tests/desk/test_a.py::test_one") != unit("tests/desk/test_b.py::test_one")
    assert unit("tests/demo/test_a.py::test_one") == unit("tests/demo/test_b.py::test_one")


def test_what_takes_minutes_comes_before_what_takes_seconds_and_the_rest_stays_as_it_is() -> None:
    names = ["tests/analysis/test_b.py::b", "tests/analysis/test_a.py::a", "tests/journeys/test_journeys_child.py::c"]
    items = [SimpleNamespace(nodeid=name) for name in names]
    assert [one.nodeid for one in in_order(items)] == [names[2], *names[:2]]
