"""Power cuts at any moment take nothing that was acknowledged; settings that many programs use are caught."""

import pytest
from faults import POWER
from faults_of_commits import killed_at_once
from faults_of_power import WEAKER, power_cut
from law import LawBroken
from place import installed


@pytest.mark.parametrize("dose", ["small", pytest.param("full", marks=pytest.mark.slow)])
def test_a_power_cut_takes_no_acknowledged_answer(dose):
    with installed("sqlite") as place:
        figures = POWER.tried(place, getattr(POWER, dose))
    print(f"\n{figures}")
    figures.assert_law()
    assert figures.acknowledged == figures.submissions
    assert figures.injected > 0


@pytest.mark.parametrize(
    "weaker", [one if "WAL" in one else pytest.param(one, marks=pytest.mark.slow) for one in WEAKER]
)
def test_weaker_settings_lose_answers_and_are_caught(weaker):
    with installed("sqlite") as place:
        figures = power_cut(place, submissions=20, times=10, weaker=weaker)
    print(f"\n{figures}")
    assert figures.lost > 0
    with pytest.raises(LawBroken):
        figures.assert_law()


@pytest.mark.postgresql
def test_postgresql_that_acknowledges_too_early_is_caught(served_place):
    place = served_place("postgresql")
    figures = killed_at_once(place, submissions=6, times=2)
    figures.assert_law()
    assert figures.acknowledged == figures.submissions
    figures = killed_at_once(place, submissions=6, times=2, too_early=True)
    print(f"\n{figures}")
    assert figures.lost > 0
    with pytest.raises(LawBroken):
        figures.assert_law()
