"""Backups keep the rule, are there whole or not at all, and can be put back."""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time

import pytest
from builders.backup import DAY, back_up, elsewhere, rows_of
from builders.wave import WAVE
from sqlalchemy import text

from surveyapp.backup import drill as drilling
from surveyapp.backup import making, restoring
from surveyapp.box.sealing import SEALED_SIZE
from surveyapp.config import STORES
from surveyapp.db import copying
from surveyapp.db.engines import open_stores
from surveyapp.db.errors import StoreNotEmpty


def test_what_was_copied_is_put_back_row_by_row(wave, tmp_path):
    before = rows_of(wave.stores)
    made = back_up(wave, tmp_path / "copies").made
    other = elsewhere(tmp_path, wave.settings)
    restoring.put_back(made, other)
    stores = open_stores(other)
    try:
        assert rows_of(stores) == before
        assert restoring.make_state_keys(stores, other.instance) == (WAVE,)
        assert (other.instance / "state-keys" / f"{WAVE}.key").is_file()
    finally:
        stores.close()
    with pytest.raises(StoreNotEmpty):
        restoring.put_back(made, other)


def test_a_drill_opens_a_canary_wave_in_the_copy_and_leaves_nothing(wave, tmp_path):
    place = tmp_path / "copies"
    back_up(wave, place)
    before = rows_of(wave.stores)
    done = drilling.drill(place, wave.settings, today=DAY)
    assert [step for step in done.steps if not step.well] == []
    assert len(done.steps) == 6
    assert "12 ballots" in done.steps[-1].told
    assert rows_of(wave.stores) == before
    assert sorted(it.name for it in place.iterdir()) == [".lock", "2026-03-10"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_backup_is_put_back_into_postgresql_too(wave, tmp_path, postgresql_clusters, worker):
    names = {store: f"restored_{store}_{worker}" for store in STORES}
    for store, cluster in postgresql_clusters.items():
        cluster.create(names[store])
    made = back_up(wave, tmp_path / "copies").made
    other = elsewhere(
        tmp_path, wave.settings, **{store: it.url(names[store]) for store, it in postgresql_clusters.items()}
    )
    restoring.put_back(made, other)
    stores = open_stores(other)
    try:
        assert rows_of(stores) == rows_of(wave.stores)
        with stores.write("fieldwork") as registry:
            made_next = registry.scalar(
                text(
                    "INSERT INTO stratum (wave, band, team, eligible, issued, at_least) "
                    "VALUES (:wave, '8-11', 'South', 3, 0, 0) RETURNING id"
                ),
                {"wave": WAVE},
            )
            assert made_next == registry.scalar(text("SELECT max(id) FROM stratum"))
    finally:
        stores.close()
    with pytest.raises(StoreNotEmpty):
        restoring.put_back(made, other)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_drill_can_be_made_in_postgresql(wave, tmp_path, postgresql_clusters, worker):
    names = {store: f"drilled_{store}_{worker}" for store in STORES}
    for store, cluster in postgresql_clusters.items():
        cluster.create(names[store])
    addresses = {store: it.url(names[store]) for store, it in postgresql_clusters.items()}
    back_up(wave, tmp_path / "copies")
    done = drilling.drill(tmp_path / "copies", wave.settings, today=DAY, databases=addresses)
    assert done.problem == ""


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("locked_first", [True, False])
def test_a_copy_made_while_the_box_is_washed_has_every_ballot(wave, tmp_path, monkeypatch, locked_first):
    """A wash empties a table and refills it: a look taken before the lock finds it empty afterwards."""
    if not locked_first:
        hold = copying._hold
        monkeypatch.setattr(
            copying, "_hold", lambda store, it: (it.execute(text("SELECT 1 FROM wave_key")), hold(store, it))
        )
    engine, path = wave.stores.engine("box"), tmp_path / "box.db"
    with engine.begin() as washing:
        washing.exec_driver_sql("CREATE TEMPORARY TABLE kept ON COMMIT DROP AS TABLE ballot")
        washing.exec_driver_sql("LOCK TABLE ballot IN ACCESS EXCLUSIVE MODE")
        copy = threading.Thread(target=copying.copy_out, args=("box", engine, path))
        copy.start()
        _until_somebody_waits(wave.stores.engine("box"))
        washing.exec_driver_sql("TRUNCATE ballot, permit, waiting_ballot")  # of which this test counts the first
        washing.exec_driver_sql("INSERT INTO ballot SELECT * FROM kept")
    copy.join()
    with sqlite3.connect(path) as copied:
        assert copied.execute("SELECT count(*) FROM ballot").fetchone() == (12 if locked_first else 0,)
    copied.close()


def _until_somebody_waits(engine):
    waiting = text(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessShareLock' AND relation = 'ballot'::regclass"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )  # PostgreSQL's own sweepers wait too, and those of other tests' databases
    for _ in range(1000):
        with engine.connect() as looking:
            if looking.scalar(waiting):
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits for the lock")


def test_a_copy_tells_no_order(wave, tmp_path):
    """Ballots stand in the order of their tags, which nobody chose, and nothing else is in the file."""
    tags = [secrets.token_bytes(32) for _ in range(20)]
    with wave.stores.write("box") as box:
        for tag in sorted(tags, reverse=True):
            values = {"tag": tag, "wave": WAVE, "sealed": bytes(SEALED_SIZE)}
            box.execute(
                text("INSERT INTO ballot (tag, wave, band, sealed) VALUES (:tag, :wave, '8-11', :sealed)"), values
            )
    made = back_up(wave, tmp_path / "copies").made
    content = made.path("box").read_bytes()
    places_of = [content.find(tag) for tag in sorted(tags)]
    assert places_of.count(-1) == 0
    with sqlite3.connect(made.path("box")) as copy:
        assert [row[0] for row in copy.execute("SELECT tag FROM ballot")] == sorted(
            row[0] for row in copy.execute("SELECT tag FROM ballot")
        )
        assert copy.execute("PRAGMA freelist_count").fetchone() == (0,)
    copy.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_file_is_the_owners_alone_and_no_secret_is_among_them(wave, tmp_path):
    place = tmp_path / "copies"
    (wave.settings.instance / "surveys" / "8-11").mkdir(parents=True)
    (wave.settings.instance / "surveys" / "8-11" / "own.txt").write_text("ours")
    back_up(wave, place)
    everything = list(place.rglob("*"))
    assert [it for it in (place, *everything) if it.stat().st_mode & 0o077] == []
    files = {str(it.relative_to(place)) for it in everything if it.is_file()}
    wanted = {f"2026-03-10/{store}.db" for store in STORES} | {"2026-03-10/backup.json", ".lock"}
    assert files == wanted | {"2026-03-10/surveys/8-11/own.txt"}
    secrets_of_ours = (wave.settings.pepper, wave.settings.secret_key)
    content = b"".join(it.read_bytes() for it in everything if it.is_file())
    assert not [it for it in secrets_of_ours if it in content or it.hex().encode() in content]


def test_copies_made_with_a_wrong_clock_do_not_take_the_place_of_right_ones(wave, tmp_path):
    place = tmp_path / "copies"
    back_up(wave, place)
    before = sorted(it.name for it in place.iterdir())
    with pytest.raises(making.DayDoubtful, match="2031-03-10, and the newest copies there are of 2026-03-10"):
        back_up(wave, place, DAY.replace(year=2031))
    assert sorted(it.name for it in place.iterdir()) == before
    assert back_up(wave, place, DAY.replace(year=2031), believed=True).removed == (DAY,)
    with pytest.raises(making.DayDoubtful, match="move their folder away"):
        back_up(wave, place, believed=True)
