"""A box with made-up ballots marked as waiting: the audit says so, and tells no small number."""

from __future__ import annotations

import pytest
from builders import pooling
from builders.audited import line_of
from builders.wave import Running
from sqlalchemy import text

from surveyapp.audit import audit
from surveyapp.audit.findings import Verdict
from surveyapp.audit.waiting import CLAIM, waiting
from surveyapp.config import Settings
from surveyapp.db.engines import Stores

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
MADE_UP = (
    "INSERT INTO ballot (tag, wave, band, sealed) "
    "SELECT randomblob(32), wave, :band, sealed FROM ballot WHERE band = 'leavers' LIMIT 1"
)
MARK = (
    "INSERT INTO waiting_ballot SELECT tag, wave, :marked FROM ballot "
    "WHERE band = :band AND tag NOT IN (SELECT tag FROM waiting_ballot)"
)


@pytest.fixture
def year(stores: Stores, settings: Settings) -> Running:
    """An opened wave of which the care leavers wait."""
    made = pooling.year_of(stores, settings, 2026, {"8-11": 14, "leavers": 3}, pool=pooling.NORTH)
    pooling.open_own(made)
    return made


def test_marks_that_an_opening_made_hold(year: Running, settings: Settings) -> None:
    found = line_of(settings, waiting, CLAIM)
    assert found.verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("band", "marked", "said"),
    [
        ("made-up", "leavers", "lie under “made-up”, an age band that northvale-2026 did not ask"),
        ("8-11", "8-11", "marked as waiting of “8-11”, which its opening did not leave sealed"),
    ],
)
def test_made_up_ballots_and_marks_are_told(
    year: Running, settings: Settings, band: str, marked: str, said: str
) -> None:
    with year.stores.write("box") as box:
        if band == "made-up":
            box.execute(text(MADE_UP), {"band": band})
        box.execute(text(MARK), {"band": band, "marked": marked})
    found = line_of(settings, waiting, CLAIM)
    assert found.verdict is Verdict.FAILS
    assert said in found.why
    assert "3" not in found.why


def test_an_installation_without_marks_has_no_such_line(stores: Stores, settings: Settings) -> None:
    pooling.open_own(pooling.year_of(stores, settings, 2026, {"8-11": 14}))
    assert not [one for one in audit(settings, today=pooling.TODAY).findings if one.claim == CLAIM]
