"""Every statistic agrees with the values that R gave for it."""

import json
from pathlib import Path

import pytest
from methods import METHODS

FOLDER = Path(__file__).parents[1] / "reference"
REFERENCE = json.loads((FOLDER / "statistics.json").read_text(encoding="utf-8"))
CASES = [(method, case) for method, cases in REFERENCE["methods"].items() for case in cases]


@pytest.mark.parametrize(("method", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_a_statistic_agrees_with_r(method, case):
    found = METHODS[method](**case["inputs"])
    compared = found.keys() & case["expected"].keys()
    assert compared
    for name in compared:
        assert found[name] == pytest.approx(case["expected"][name], abs=case["tol"]), name


def test_every_method_has_a_case():
    assert METHODS.keys() == REFERENCE["methods"].keys()


def test_every_method_stands_in_the_table_of_needs():
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in METHODS if f"`{name}`" not in told] == []
