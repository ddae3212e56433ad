"""What labels are worth: where nothing changed hardly a report holds a clear one, and great changes are found."""

import pytest
from builders.many_reports import Truth, remembered, reports

REPORTS, CHANGED = 120, 24


@pytest.fixture(autouse=True)
def functions_that_remember(monkeypatch):
    remembered(monkeypatch.setattr)


def test_where_nothing_changed_few_reports_hold_a_clear_label():
    found = list(reports(Truth(), number=REPORTS, seed=7))
    assert sum(any(one.clear for one in report) for report in found) <= 0.08 * REPORTS


def test_great_changes_are_mostly_called_clear_and_the_right_way():
    found = [one for report in reports(Truth(5, 0.25), number=CHANGED, seed=8) for one in report]
    true = [one for one in found if one.truth]
    clear = [one for one in found if one.clear]
    assert sum(one.clear == one.truth for one in true) >= 0.6 * len(true)
    assert sum(one.clear == one.truth for one in clear) >= 0.9 * len(clear)
