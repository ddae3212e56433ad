"""What an opening says on a terminal is in words, as on the desk's pages."""

import pytest
from builders.surveys import bank

from surveyapp.cli.openings import say_dropped


def test_groups_that_were_too_small_are_told_by_titles(capsys: pytest.CaptureFixture[str]) -> None:
    say_dropped(("8-11+11-18 placement home_safe", "4-7 placement home_safe", "8-11 raking home_safe"), bank())
    said = capsys.readouterr().out
    assert said.strip().startswith("Who children live with: some groups were too small to count (")
    assert "placement" not in said
    assert "8-11" not in said
    assert said.count(";") == 2
    assert "home_safe" not in said


def test_breakdowns_that_are_alike_in_it_stand_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_dropped(("8-11 placement home_safe", "8-11 sex home_safe", "4-7 helper home_safe"), bank())
    first, second = capsys.readouterr().out.strip().splitlines()
    assert first.count("some groups were too small") == second.count("some groups were too small") == 1
    assert {first.partition(":")[0].strip(), second.partition(":")[0].strip()} >= {"Who helped"}
