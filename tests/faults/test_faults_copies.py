"""Backups that are killed, restores, and damage: nothing acknowledged is lost, and damage is told by name."""

import pytest
from faults import KEPT, OPENING
from place import DATABASES, installed

SMALL = ("killed_backup:sqlite", "restores:postgresql", "damaged_copies:sqlite", "damaged_files:sqlite")
ALL = [f"{name}:{where}" for name, fault in KEPT.items() for where in fault.databases]


def _marks(tried):
    return (pytest.mark.postgresql,) if tried.endswith(":postgresql") else ()


TRIED = [
    *(pytest.param(tried, "small", marks=_marks(tried)) for tried in SMALL),
    *(pytest.param(tried, "full", marks=(*_marks(tried), pytest.mark.slow)) for tried in ALL),
]


@pytest.mark.parametrize(("tried", "dose"), TRIED)
def test_what_was_kept_can_be_relied_on(served_place, tried, dose):
    name, _, where = tried.partition(":")
    figures = KEPT[name].tried(served_place(where), getattr(KEPT[name], dose))
    print(f"\n{figures}")
    figures.assert_law()
    assert figures.injected > 0
    assert figures.acknowledged == figures.submissions


@pytest.mark.slow
@pytest.mark.parametrize("where", DATABASES)
def test_an_opening_that_is_killed_ends_with_every_answer_once(where):
    with installed(where) as place:
        figures = OPENING.tried(place, OPENING.full)
    print(f"\n{figures}")
    figures.assert_law()
