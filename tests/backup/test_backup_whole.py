"""A backup is whole or not at all, in a place of its own, and what was changed is noticed before it is put back."""

from __future__ import annotations

import os
import signal
from datetime import timedelta

import pytest
from builders.backup import DAY, back_up, elsewhere
from sqlalchemy import text

from surveyapp.backup import drill as drilling
from surveyapp.backup import making, places, restoring, sets
from surveyapp.backup.places import PlaceBusy, PlaceUnfit
from surveyapp.backup.restoring import CopiesChanged
from surveyapp.backup.sets import NoBackup
from surveyapp.config import STORES
from surveyapp.db.engines import open_stores

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What does not depend on the kind of database."""


def test_unsafe_places_are_refused_and_say_what_to_do(wave, tmp_path):
    instance = wave.settings.instance
    open_to_all = tmp_path / "open"
    open_to_all.mkdir(mode=0o755)
    file = tmp_path / "file"
    file.write_text("x")
    for place, why in (
        (instance, "own folder"),
        (instance / "copies", "own folder"),
        (tmp_path, "installation lies in it"),
        (open_to_all, "chmod 700"),
        (file, "not a folder"),
        (tmp_path / "none" / "copies", "is not there"),
    ):
        with pytest.raises(PlaceUnfit, match=why):
            back_up(wave, place)
    assert not (instance / "copies").exists()


def test_two_backups_do_not_meet(wave, tmp_path):
    with places.held(tmp_path / "copies", instance=wave.settings.instance), pytest.raises(PlaceBusy):
        back_up(wave, tmp_path / "copies")


def test_a_backup_killed_at_any_file_leaves_the_older_one_whole(wave, tmp_path):
    place = tmp_path / "copies"
    back_up(wave, place)
    for store in STORES:
        if not (process := os.fork()):
            _killed_before(wave, place, store)
        _, status = os.waitpid(process, 0)
        assert os.WIFSIGNALED(status)
        assert sets.newest(place).day == DAY
    back_up(wave, place, DAY + timedelta(days=1))
    assert not list(place.glob(".new-*"))


def test_a_backup_that_fails_leaves_the_older_one_whole(wave, tmp_path, monkeypatch):
    place = tmp_path / "copies"
    back_up(wave, place)
    before = {it: it.stat().st_mtime_ns for it in place.rglob("*")}
    monkeypatch.setattr("surveyapp.backup.making.copying.counts", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(wave, place, DAY + timedelta(days=1))
    assert {it: it.stat().st_mtime_ns for it in place.rglob("*")} == before


def test_a_changed_or_missing_copy_is_noticed_by_the_drill_and_put_back_nowhere(wave, tmp_path):
    place = tmp_path / "copies"
    made = back_up(wave, place).made
    with made.path("staff").open("ab") as file:
        file.write(b"x")
    other = elsewhere(tmp_path, wave.settings)
    with pytest.raises(CopiesChanged, match=r"staff\.db was changed"):
        restoring.put_back(made, other)
    assert not list(other.instance.glob("*.db"))
    assert "staff" in drilling.drill(place, wave.settings, today=DAY).problem
    made.path("staff").unlink()
    with pytest.raises(NoBackup):
        drilling.drill(place, wave.settings, today=DAY)


def test_a_drill_finds_more_ballots_than_used_codes(wave, tmp_path, monkeypatch):
    monkeypatch.setattr("surveyapp.backup.rehearsal.rehearse", lambda *_args, **_more: "tried elsewhere")
    with wave.stores.write("fieldwork") as registry:
        registry.execute(text("UPDATE access_code SET state = 'fresh'"))
    back_up(wave, tmp_path / "copies")
    done = drilling.drill(tmp_path / "copies", wave.settings, today=DAY)
    assert "no more ballots than used codes" in done.problem
    assert done.steps[-1].well


def test_a_drill_without_a_backup_says_how_to_make_one(wave, tmp_path):
    with pytest.raises(NoBackup, match="surveyapp backup"):
        drilling.drill(tmp_path / "copies", wave.settings, today=DAY)


def _killed_before(wave, place, store):
    """In a process of its own: end by a kill when the copy of this store is about to be made."""
    try:
        stores = open_stores(wave.settings)
        copy_out = making.copying.copy_out

        def killing(name, engine, path):
            if name == store:
                os.kill(os.getpid(), signal.SIGKILL)
            copy_out(name, engine, path)

        making.copying.copy_out = killing
        making.back_up(wave.settings, stores, place, today=DAY + timedelta(days=1))
    finally:
        os._exit(3)
