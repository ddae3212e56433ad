"""Who opens a box of children's answers is never one person alone."""

from __future__ import annotations

from builders.desk import plan
from pages import Pages


def test_one_person_alone_opens_a_trial_only(desk: Pages) -> None:
    wave = plan(desk).path
    page = desk.submit(desk.get(f"{wave}custody"), 422, name_1="Ines", name_2="Omar", needed="1")
    assert "Only a trial may do with one" in page.text
    assert "The keys are made." not in desk.get(f"{wave}custody").text
