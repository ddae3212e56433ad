"""Copies may hold what waits as declared, and no more: a council that does all by the book reads no fault."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from builders import pooling
from builders.audited import line_of
from builders.wave import Running
from sqlalchemy.engine import make_url

from surveyapp.audit.findings import Finding, Verdict
from surveyapp.audit.undestroyed import undestroyed
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.opening import destroy

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

DAY = date(2026, 4, 20)
COPIES = "No backup holds ballots or keys of a wave whose destruction is certified"


def _line(settings: Settings, claim: str, folder: Path) -> Finding:
    return line_of(settings, undestroyed, claim, backups=folder)


def _copied(settings: Settings, folder: Path) -> Path:
    """The latest copy of the box, alone in its folder."""
    folder.mkdir()
    with closing(sqlite3.connect(make_url(settings.databases["box"]).database or "")) as box:
        box.execute("VACUUM INTO ?", [str(folder / "box.db")])
    return folder


def _destroy(year: Running, wave: str) -> None:
    given = {"today": DAY, "by": "Ada", "restored_elsewhere": "at home, 1 May"}
    destroy(year.stores, wave, state_keys=year.state_keys, **given)


def test_copies_may_hold_what_waits_or_was_opened_together_until_that_is_destroyed(
    stores: Stores, settings: Settings, tmp_path: Path
) -> None:
    year = pooling.year_of(stores, settings, 2026, {"8-11": 14, "leavers": 3}, pool=pooling.NORTH)
    pooling.open_own(year)
    whole = _copied(settings, tmp_path / "whole")
    _destroy(year, year.wave)
    assert _line(settings, COPIES, whole).why == f"box.db holds {year.wave}", "it holds what was opened and counted"
    waits = _copied(settings, tmp_path / "waits")
    found = _line(settings, COPIES, waits)
    assert found.verdict is Verdict.HOLDS, found.why
    assert f"of {year.wave} what was opened is in none, but for what this box still keeps" in found.seen
    later = pooling.year_of(stores, settings, 2027, {"8-11": 14, "leavers": 8}, pool=pooling.NORTH)
    pooling.open_own(later)
    pooled = pooling.together(year, later).wave
    _destroy(later, later.wave)
    joined = _copied(settings, tmp_path / "joined")
    assert _line(settings, COPIES, joined).verdict is Verdict.HOLDS
    claim = f"{pooled}: its keys, sealed ballots and codes are destroyed"
    assert "1 copy that holds it" in _line(settings, claim, joined).seen
    _destroy(later, pooled)
    assert f"box.db holds {year.wave}" in _line(settings, COPIES, joined).why
    assert _line(settings, COPIES, _copied(settings, tmp_path / "gone")).verdict is Verdict.HOLDS
