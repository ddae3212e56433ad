"""Two councils of a programme that lay everything they have side by side, to work out a third one's figures."""

from __future__ import annotations

import numpy as np
import pytest
from builders.gathered import BASE, DAY, NAMES, Programme, alike, council
from scipy.optimize import Bounds, LinearConstraint, milp

from surveyapp.db.engines import Stores
from surveyapp.disclosure.policy import STANDARD, Policy, Rule
from surveyapp.programme import gathering

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NARROW = 20
"""What is known to so many of sixty answers is no secret; to fewer, it is."""

PAIRS = [(f"council-{one}", f"council-{other}") for one, other in ("ab", "ad", "ag", "de", "dg", "gi")]
"""Two of each block, and one of each of two blocks; within a block everybody is given the same."""


@pytest.fixture
def programme(stores: Stores, tmp_path) -> Programme:
    with stores.write("releases") as session:
        made = Programme(session, tmp_path / "keys")
        made.joins(*NAMES)
        yield made


def gather(programme: Programme, policy: Policy) -> None:
    years = {"first_year": 2026, "last_year": 2026}
    gathering.gather(programme.session, title="x", day=DAY, policy=policy, **years)


def rows(programme: Programme) -> list[tuple[str, frozenset[str], int, int]]:
    """What each council was given in all rounds: who is behind it, as one who knows the design tells, and the sum."""
    found = programme.session.query(gathering.Given).all()
    behind = {(one.round, one.authority): {sign.split("|")[0] for sign in one.behind.split("\n")} for one in found}
    return [(one.authority, frozenset(behind[one.round, one.authority]), one.low, one.high) for one in found]


def narrowest(given, own: dict[str, int], pair: tuple[str, str]) -> int:
    """How narrow a range two councils find for any third one's positive answers."""
    names = sorted(own)
    seen = [(behind, low, high) for authority, behind, low, high in given if authority in pair]
    lines = [[float(name in behind) for name in names] for behind, _, _ in seen]
    lines += [[float(name == mine) for name in names] for mine in pair]
    least = [low for _, low, _ in seen] + [own[mine] for mine in pair]
    most = [high for _, _, high in seen] + [own[mine] for mine in pair]
    widths = []
    for target in (name for name in names if name not in pair):
        row = np.array([float(name == target) for name in names])
        ends = [
            sign * milp(sign * row, constraints=LinearConstraint(np.array(lines), least, most), bounds=Bounds(0, 80),
                        integrality=np.ones(len(names))).fun
            for sign in (1, -1)
        ]  # fmt: skip
        widths.append(round(ends[1] - ends[0]))
    return min(widths)


def positives(programme: Programme, *, late: str = "") -> dict[str, int]:
    """Everybody's true counts, taken in; ``late`` is one who comes later."""
    made = alike()
    programme.receives(*(told for name, told in made.items() if name != late))
    return {name: told.indicators[0].results[0].now.count.low for name, told in made.items()}


def test_no_two_councils_work_out_a_third_ones_figures(programme: Programme) -> None:
    own = positives(programme)
    gather(programme, STANDARD)
    given = rows(programme)
    assert len(given) == 9
    assert min(narrowest(given, own, pair) for pair in PAIRS) >= NARROW


def test_without_the_rule_any_two_have_each_others_and_over_two_rounds_a_thirds(programme: Programme) -> None:
    own = positives(programme, late="council-i")
    careless = STANDARD.without(Rule.OTHERS)
    gather(programme, careless)
    programme.receives(council("council-i", own["council-i"]))
    gather(programme, careless)
    assert narrowest(rows(programme), own, ("council-a", "council-b")) == 0


def test_a_council_that_joins_or_corrects_between_rounds_stays_unknown(programme: Programme) -> None:
    own = positives(programme)
    gather(programme, STANDARD)
    programme.joins("council-j")
    programme.receives(council("council-j", 33))
    programme.receives(council("council-d", 52, BASE + 20), reason="late answers")
    gather(programme, STANDARD)
    assert programme.gathers().number == 3
    own |= {"council-j": 33}
    assert min(narrowest(rows(programme), own, pair) for pair in PAIRS) >= NARROW
