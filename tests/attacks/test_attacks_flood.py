"""Whoever floods the server with codes keeps no child out, with or without a script; and guesses no faster for it."""

from __future__ import annotations

import time
from statistics import mean

import pytest
from builders.wave import running
from flooding import FirstCome, Flood, shares, waits
from siege import Child, flooded, served

from surveyapp.config import HOME
from surveyapp.definition import catalogue

MEASURED = Flood(at_once=700, a_second=12)
"""What was played against the line of earlier versions: 1 of 10 children was let in within seven minutes."""
CHILDREN = {"script": 5, "plain": 5}
ENOUGH = 0.9


@pytest.mark.parametrize("children", [{"script": 10}, {"plain": 10}, CHILDREN])
def test_a_flood_keeps_no_child_out(children):
    assert mean(shares(MEASURED, children, seconds=120, runs=4)) >= ENOUGH


def test_pages_that_work_do_not_feel_a_flood_that_does_not():
    assert mean(shares(Flood(a_second=150), {"script": 10}, seconds=60, runs=2)) >= ENOUGH


def test_a_flood_that_works_as_hard_as_two_cores_can_keeps_no_page_out_that_works():
    assert mean(shares(Flood(a_second=100, worked=0.07), {"script": 10}, seconds=120, runs=2)) >= ENOUGH


def test_the_same_flood_keeps_children_out_of_a_line_in_which_turns_are_kept():
    """The control: first come, first served, as it was before."""
    assert mean(shares(MEASURED, CHILDREN, seconds=120, runs=2, bucket=FirstCome)) <= 0.2


def test_those_who_come_while_nobody_guesses_do_not_wait():
    assert set(waits(Flood(at_once=0, a_second=0.05), {"script": 15, "plain": 15}, seconds=60, seed=1)) == {0.0}


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_flood_keeps_no_child_out_of_a_real_server(stores, settings, tmp_path):
    surveys = catalogue.load((HOME / "surveys" / "definitions",))
    wave = running(stores, settings, {"8-11": 14}, surveys=surveys)
    with served(settings, tmp_path) as port, flooded(port, MEASURED) as asked:
        while len(asked) < MEASURED.at_once:
            time.sleep(0.1)
        children = [Child(port, code, plain=number % 2 == 1) for number, code in enumerate(wave.codes["8-11"][:10])]
        for child in children:
            child.start()
            time.sleep(1)
        for child in children:
            child.join()
    print("\nseconds:", [round(child.waited) for child in children], "guesses:", len(asked))
    assert sum(child.let_in for child in children) >= ENOUGH * len(children)
