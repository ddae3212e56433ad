"""Opened waves: the audit says which box is still there, since when, what that means and what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from builders import pooling
from builders.audited import line_of
from builders.wave import WAVE, Running, running
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.audit.findings import Finding, Verdict
from surveyapp.audit.undestroyed import undestroyed
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.opening import destroy, open_wave

DAY = date(2026, 4, 20)
CLAIM = f"{WAVE}: its keys, sealed ballots and codes are destroyed"
COPIES = "No backup holds ballots or keys of a wave whose destruction is certified"


@pytest.fixture
def opened(stores: Stores, settings: Settings) -> Running:
    """A wave whose box was opened in April."""
    made = running(stores, settings, {"8-11": 30})
    made.answer("8-11", 14)
    made.close()
    open_wave(stores, made.catalogue, WAVE, made.quorum(), state_keys=made.state_keys, today=DAY)
    return made


def line(settings: Settings, claim: str, folder: Path | None = None) -> Finding:
    """The audit's line with this claim."""
    return line_of(settings, undestroyed, claim, backups=folder)


def _destroy(wave: Running) -> None:
    destroy(wave.stores, WAVE, state_keys=wave.state_keys, today=DAY, by="Ada", restored_elsewhere="at home, 1 May")


def test_before_any_opening_the_line_is_not_checked(stores: Stores, settings: Settings) -> None:
    running(stores, settings, {"8-11": 30})
    found = line(settings, "Of every opened wave its keys, sealed ballots and codes are destroyed")
    assert found.verdict is Verdict.UNCHECKED


def test_an_opened_box_that_is_still_there_is_told_with_month_meaning_and_deed(
    opened: Running, settings: Settings
) -> None:
    found = line(settings, CLAIM)
    assert found.verdict is Verdict.FAILS
    for said in ("opened in 2026-04", "14 sealed ballots", "3 wrapped keys", "30 codes", "can be opened once more"):
        assert said in found.why
    assert f"`surveyapp destroy {WAVE} --by NAME`" in found.why


def test_after_the_destruction_the_certificate_stands_beside_it(opened: Running, settings: Settings) -> None:
    _destroy(opened)
    found = line(settings, CLAIM)
    assert found.verdict is Verdict.HOLDS
    assert "the certificate of 2026-04-20 (Ada)" in found.seen
    with opened.stores.write("box") as box:
        keys = {"wave": WAVE, "wrapped": bytes(40)}
        box.execute(text("INSERT INTO wrapped_key (wave, quorum, wrapped) VALUES (:wave, 'x', :wrapped)"), keys)
    assert "but there are still 1 wrapped key" in line(settings, CLAIM).why


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_copy_of_a_box_that_was_destroyed_is_named(opened: Running, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with closing(sqlite3.connect(make_url(settings.databases["box"]).database or "")) as box:
        box.execute("VACUUM INTO ?", [str(folder / "old-box.db")])
    assert "in the backups: old-box.db" in line(settings, CLAIM, folder).why
    _destroy(opened)
    assert line(settings, COPIES, folder).why == f"old-box.db holds {WAVE}"
    assert line(settings, COPIES).verdict is Verdict.UNCHECKED


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_ballots_that_wait_for_another_year_are_told_without_their_number(stores: Stores, settings: Settings) -> None:
    year = pooling.year_of(stores, settings, 2026, {"8-11": 14, "leavers": 3}, pool=pooling.NORTH)
    pooling.open_own(year)
    claim = f"{year.wave}: its keys, sealed ballots and codes are destroyed"
    assert "some of the ballots waiting to be opened with those of other waves" in line(settings, claim).why
    destroy(stores, year.wave, state_keys=year.state_keys, today=DAY, by="Ada", restored_elsewhere="at home, 1 May")
    found = line(settings, claim)
    assert found.verdict is Verdict.HOLDS
    assert "some ballots with the wrapped keys, waiting as declared" in found.seen
    later = pooling.year_of(stores, settings, 2027, {"8-11": 14, "leavers": 8}, pool=pooling.NORTH)
    pooling.open_own(later)
    pooled = pooling.together(year, later).wave
    found = line(settings, claim)
    assert found.verdict is Verdict.HOLDS
    assert "opened together with others and go with that wave" in found.seen
    found = line(settings, f"{pooled}: its keys, sealed ballots and codes are destroyed")
    assert "11 sealed ballots" in found.why
    assert "can be opened once more" in found.why
    destroy(stores, pooled, state_keys=year.state_keys, today=DAY, by="Ada", restored_elsewhere="at home, 1 May")
    assert line(settings, claim).seen.endswith("nothing of the wave is there")
    assert line(settings, f"{pooled}: its keys, sealed ballots and codes are destroyed").verdict is Verdict.HOLDS


@pytest.mark.parametrize("fate", ["opened", "given up", "never declared"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_box_put_back_and_marked_as_waiting_is_no_declared_one(stores: Stores, settings: Settings, fate: str) -> None:
    year = pooling.year_of(stores, settings, 2026, {"8-11": 14, "leavers": 3}, pool=pooling.NORTH)
    pooling.open_own(year)
    with stores.read("box") as box:
        columns = "tag, wave, band, sealed"
        rows = [row._asdict() for row in box.execute(text(f"SELECT {columns} FROM ballot WHERE band = '8-11'"))]
    destroy(stores, year.wave, state_keys=year.state_keys, today=DAY, by="Ada", restored_elsewhere="at home, 1 May")
    claim, put_back = f"{year.wave}: its keys, sealed ballots and codes are destroyed", {"wave": year.wave}
    if fate == "never declared":
        with stores.write("box") as box:
            box.execute(text(f"INSERT INTO ballot ({columns}) VALUES (:tag, :wave, :band, :sealed)"), rows)
            box.execute(text("INSERT INTO waiting_ballot SELECT tag, wave, band FROM ballot WHERE band = '8-11'"))
    elif fate == "opened":
        member = "INSERT INTO opened_member (wave, member, band) VALUES (:wave, :wave, 'leavers')"
        with stores.write("results") as results:
            results.execute(text(member), put_back)
    else:
        gone = "INSERT INTO given_up VALUES (:wave, 'leavers', '2026-05-01', 'Ada', 0, 1, 1)"
        with stores.write("fieldwork") as fieldwork:
            fieldwork.execute(text(gone), put_back)
    found = line(settings, claim)
    assert found.verdict is Verdict.FAILS
    assert f"still {14 if fate == 'never declared' else 3} sealed ballots" in found.why
