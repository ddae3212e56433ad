"""Whatever breaks while children send: nothing they were thanked for is lost, nothing counts twice."""

import pytest
from faults import SERVED

DOSES = ("small", pytest.param("full", marks=pytest.mark.slow))
MARKS = {"sqlite": (), "postgresql": (pytest.mark.postgresql,)}
TRIED = [
    pytest.param(where, name, marks=MARKS[where])
    for where in MARKS
    for name, fault in SERVED.items()
    if where in fault.databases
]


@pytest.mark.parametrize("dose", DOSES)
@pytest.mark.parametrize(("where", "fault"), TRIED)
def test_the_law_holds_in_every_fault(served_place, where, fault, dose):
    figures = SERVED[fault].tried(served_place(where), getattr(SERVED[fault], dose))
    print(f"\n{figures}")
    figures.assert_law()
    assert figures.injected > 0
    assert figures.acknowledged > 0
    if "with one winner" in figures.remarks:
        assert figures.remarks["codes"] == figures.remarks["with one winner"]
    else:
        assert figures.acknowledged == figures.submissions
    if fault == "replays":
        assert figures.remarks == {"thanked again": figures.acknowledged, "let in again": 0}
    if fault == "killed_server":
        assert figures.remarks["readable"] == []
