"""The way through a survey in the browser is the way on the server: page for page, word for word, byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import SystemRandom
from typing import Any

import pytest
from builders import nasty
from builders.surveys import EDITIONS, survey
from logic_children import draw
from logic_mutation import Mutant, mutants
from logic_walks import Walk, planned, walk

from surveyapp.definition.model import Instrument

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "surveyapp" / "static" / "child"
MODULES = (
    "answering", "answers", "ballot", "conditions", "journey", "orders", "paths", "plan", "rows", "state", "steps",
    "wording",
)  # fmt: skip
SEED = SystemRandom().randrange(10**9) if "SURVEYAPP_TEST_RANDOM" in os.environ else 1


def instruments(count: int, *, seed: int) -> Iterator[Instrument]:
    """The surveys of all years, and as many again that no author would write; by turns."""
    for number in range(count):
        yield (
            survey(EDITIONS[number // 2 % len(EDITIONS)]) if number % 2 else nasty.instrument(draw(seed=seed + number))
        )


def batch(ways: int, *, each: int = 10, seed: int = 1) -> list[tuple[str, list[Walk]]]:
    """So many ways, ``each`` of them through one survey."""
    chance = draw(seed=seed)
    return [
        (planned(instrument), [walk(instrument, chance) for _ in range(each)])
        for instrument in instruments(ways // each, seed=seed)
    ]


def replayed(node: str, scripts: Path, batches: Iterable[tuple[str, list[Walk]]]) -> list[dict[str, Any]]:
    """What these scripts make of the same presses."""
    lines = (line for plan, walks in batches for line in (plan, *(json.dumps(one.asked) for one in walks)))
    command = [node, str(HERE / "logic_replay.mjs"), str(scripts)]
    done = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def differences(node: str, batches: list[tuple[str, list[Walk]]]) -> Iterator[str]:
    told = iter(replayed(node, SCRIPTS, batches))
    for plan, walks in batches:
        for one in walks:
            yield from difference(plan, one, next(told))


def difference(plan: str, one: Walk, told: dict[str, Any]) -> Iterator[str]:
    """The first step at which the two part."""
    if told == one.told:
        return
    for key in ("orders", "held", "path", "whole"):
        if told.get(key) != one.told[key]:
            yield f"{key}: {told.get(key)} instead of {one.told[key]}: {told.get('error')}\n{one.asked}\n{plan}"
            return
    for number, (theirs, ours) in enumerate(zip(told["steps"], one.told["steps"], strict=False)):
        if theirs != ours:
            presses = one.asked["presses"][:number]
            yield f"{theirs}\ninstead of\n{ours}\nafter {presses} from {one.asked['draft']}\n{plan}"
            return


@pytest.mark.parametrize("ways", [pytest.param(1_000), pytest.param(10_000, marks=pytest.mark.slow)])
def test_every_press_leads_to_the_same_place_with_the_same_answers_and_the_same_ballot(node: str, ways: int) -> None:
    batches = batch(ways, seed=SEED)
    assert sum(len(walks) for _, walks in batches) == ways
    assert next(differences(node, batches), None) is None


def unnoticed(node: str, made: Sequence[Mutant], folder: Path, *, ways: int) -> list[str]:
    """The mutants with which all these ways are what they were."""
    lines = [line for plan, walks in batch(ways) for line in (plan, *(json.dumps(one.asked) for one in walks))]
    copies = [str(mutant.written(SCRIPTS, folder / str(number))) for number, mutant in enumerate(made)]
    command = [node, str(HERE / "logic_mutants.mjs"), str(SCRIPTS), *copies]
    done = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True)
    return [str(mutant) for mutant, at in zip(made, json.loads(done.stdout), strict=True) if at is None]


def test_a_slip_in_any_module_is_noticed(node: str, tmp_path: Path) -> None:
    made = [next(mutants(SCRIPTS / f"{module}.js")) for module in MODULES]
    assert unnoticed(node, made, tmp_path, ways=100) == []


@pytest.mark.slow
def test_every_operator_turned_round_is_noticed(node: str, tmp_path: Path) -> None:
    made = [mutant for module in MODULES for mutant in mutants(SCRIPTS / f"{module}.js")]
    assert len(made) > 200
    assert unnoticed(node, made, tmp_path, ways=2_000) == []
