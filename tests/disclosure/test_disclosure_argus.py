"""The audit beside τ-ARGUS on two-way tables: what that suppresses optimally is safe, and nothing of it is too much."""

from contextlib import chdir
from random import Random

import pytest

from surveyapp.disclosure.audit import Attacker
from surveyapp.disclosure.lattice import Figure, Lattice

argus = pytest.importorskip("pytauargus", reason="τ-ARGUS has no wheel for this machine")
ROWS, COLUMNS = "abc", "xyz"


def drawn(seed):
    """A table of counts, one of which is small."""
    random = Random(seed)
    counts = {row + column: random.randint(12, 60) for row in ROWS for column in COLUMNS}
    return counts | {random.choice(list(counts)): random.randint(1, 9)}


def suppressed(counts, folder):
    """The cells that τ-ARGUS hides because they are small, and the ones that protect them; totals are shown."""
    people = [cell for cell, n in counts.items() for _ in range(n)]
    given = {"row": [cell[0] for cell in people], "column": [cell[1] for cell in people], "one": [1.0] * len(people)}
    rules = {"response": "one", "safety_rules": "FREQ(10,30)", "suppress": "OPT(1)"}
    with chdir(folder):  # its solver leaves files wherever it is run
        rows = argus.protect(given, ["row", "column"], workdir=str(folder), **rules).tables[0].rows
    return [{row["row"] + row["column"] for row in rows if row["status"] == status} for status in "UM"]


def attacker(counts, hidden):
    """Our audit of the table whose other cells and margins are shown."""
    names = sorted(counts)
    place = {name: at for at, name in enumerate(names)}
    figures = [Figure(frozenset({place[name]}), counts[name], counts[name]) for name in names if name not in hidden]
    for line in (*ROWS, *COLUMNS):
        inside = [name for name in names if line in name]
        total = sum(counts[name] for name in inside)
        figures.append(Figure(frozenset(place[name] for name in inside), total, total))
    return Attacker(Lattice((999,) * len(names), tuple(counts[name] for name in names), tuple(figures))), place


@pytest.mark.parametrize("seed", range(5))
def test_what_argus_hides_cannot_be_worked_out_and_anything_less_can(seed, tmp_path):
    counts = drawn(seed)
    small, beside = suppressed(counts, tmp_path)
    (cell,) = small
    found, place = attacker(counts, small | beside)
    low, high = found.extremes(frozenset({place[cell]}))
    assert low <= 0.7 * counts[cell]
    assert high >= 1.3 * counts[cell]
    for shown in sorted(beside):
        found, place = attacker(counts, (small | beside) - {shown})
        assert found.extremes(frozenset({place[cell]})) == (counts[cell], counts[cell])
