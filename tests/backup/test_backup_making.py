"""Backups keep the rule, are there whole or not at all, and can be put back."""

from __future__ import annotations

import os
import secrets
import signal
import sqlite3
import threading
import time
from datetime import date, timedelta
from itertools import combinations

import pytest
from builders.wave import WAVE, running
from sqlalchemy import select, text

from surveyapp import config
from surveyapp.backup import drill as drilling
from surveyapp.backup import making, places, restoring, rule, sets
from surveyapp.backup.places import PlaceBusy, PlaceUnfit
from surveyapp.backup.restoring import CopiesChanged
from surveyapp.backup.sets import NoBackup
from surveyapp.box.sealing import SEALED_SIZE
from surveyapp.config import HOME, STORES
from surveyapp.db import copying, migrate
from surveyapp.db.engines import open_stores
from surveyapp.db.errors import StoreNotEmpty
from surveyapp.definition import catalogue

DAY = date(2026, 3, 10)


@pytest.fixture
def wave(stores, settings):
    """An open wave of a real survey, with some ballots."""
    made = running(stores, settings, {"8-11": 60}, surveys=catalogue.load((HOME / "surveys" / "definitions",)))
    _arrive(made, 12)
    return made


def _arrive(wave, count, band="8-11"):
    """So many ballots and used codes more, as a backup sees them."""
    rows = [{"tag": secrets.token_bytes(32), "sealed": secrets.token_bytes(SEALED_SIZE)} for _ in range(count)]
    with wave.stores.write("box") as box:
        for row in rows:
            values = {**row, "wave": WAVE, "band": band}
            box.execute(
                text("INSERT INTO ballot (tag, wave, band, sealed) VALUES (:tag, :wave, :band, :sealed)"), values
            )
    with wave.stores.write("fieldwork") as registry:
        fresh = "SELECT digest FROM access_code WHERE state = 'fresh' LIMIT :count"
        registry.execute(text(f"UPDATE access_code SET state = 'spent' WHERE digest IN ({fresh})"), {"count": count})


def _back_up(wave, place, day=DAY, **choices):
    return making.back_up(wave.settings, wave.stores, place, today=day, **choices)


def _holding(place, store):
    """The days of which a copy of this store is there."""
    return sorted(one.day for one in sets.found(place) if one.path(store).is_file())


def _rows(stores):
    """Every row of every store, whatever it is kept in."""
    found = {}
    for store in STORES:
        with stores.read(store) as session:
            for metadata in migrate.tables(store):
                for table in metadata.sorted_tables:
                    found[store, table.name] = sorted(map(repr, session.execute(select(table)).all()))
    return found


def _elsewhere(tmp_path, **databases):
    """Another installation that has nothing yet."""
    config.initialise(tmp_path / "other", databases=databases)
    return config.load(tmp_path / "other", environ={})


def test_what_was_copied_is_put_back_row_by_row(wave, tmp_path):
    before = _rows(wave.stores)
    made = _back_up(wave, tmp_path / "copies").made
    other = _elsewhere(tmp_path)
    restoring.put_back(made, other)
    stores = open_stores(other)
    try:
        assert _rows(stores) == before
        assert restoring.make_state_keys(stores, other.instance) == (WAVE,)
        assert (other.instance / "state-keys" / f"{WAVE}.key").is_file()
    finally:
        stores.close()
    with pytest.raises(StoreNotEmpty):
        restoring.put_back(made, other)


def test_a_drill_opens_a_canary_wave_in_the_copy_and_leaves_nothing(wave, tmp_path):
    place = tmp_path / "copies"
    _back_up(wave, place)
    before = _rows(wave.stores)
    done = drilling.drill(place, instance=wave.settings.instance, today=DAY)
    assert [step for step in done.steps if not step.well] == []
    assert len(done.steps) == 6
    assert "12 ballots" in done.steps[-1].told
    assert _rows(wave.stores) == before
    assert sorted(it.name for it in place.iterdir()) == [".lock", "2026-03-10"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_backup_is_put_back_into_postgresql_too(wave, tmp_path, postgresql_clusters, worker):
    names = {store: f"restored_{store}_{worker}" for store in STORES}
    for store, cluster in postgresql_clusters.items():
        cluster.create(names[store])
    made = _back_up(wave, tmp_path / "copies").made
    other = _elsewhere(tmp_path, **{store: it.url(names[store]) for store, it in postgresql_clusters.items()})
    restoring.put_back(made, other)
    stores = open_stores(other)
    try:
        assert _rows(stores) == _rows(wave.stores)
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
    _back_up(wave, tmp_path / "copies")
    done = drilling.drill(tmp_path / "copies", instance=wave.settings.instance, today=DAY, databases=addresses)
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
        washing.exec_driver_sql("TRUNCATE ballot")
        washing.exec_driver_sql("INSERT INTO ballot SELECT * FROM kept")
    copy.join()
    with sqlite3.connect(path) as copied:
        assert copied.execute("SELECT count(*) FROM ballot").fetchone() == (12 if locked_first else 0,)
    copied.close()


def _until_somebody_waits(engine):
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
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
    made = _back_up(wave, tmp_path / "copies").made
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
    _back_up(wave, place)
    everything = list(place.rglob("*"))
    assert [it for it in (place, *everything) if it.stat().st_mode & 0o077] == []
    files = {str(it.relative_to(place)) for it in everything if it.is_file()}
    wanted = {f"2026-03-10/{store}.db" for store in STORES} | {"2026-03-10/backup.json", ".lock"}
    assert files == wanted | {"2026-03-10/surveys/8-11/own.txt"}
    secrets_of_ours = (wave.settings.pepper, wave.settings.secret_key)
    content = b"".join(it.read_bytes() for it in everything if it.is_file())
    assert not [it for it in secrets_of_ours if it in content or it.hex().encode() in content]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_of_registry_and_box_the_latest_copy_alone_is_there(self, wave, tmp_path):
        place = tmp_path / "copies"
        for number in range(4):
            _back_up(wave, place, DAY + timedelta(days=number))
            _arrive(wave, 11)
        last = DAY + timedelta(days=3)
        assert {store: _holding(place, store) for store in rule.RULED} == {"box": [last], "fieldwork": [last]}
        assert len(_holding(place, "results")) == 4

    def test_an_older_copy_stays_only_where_no_two_tell_of_fewer_than_ten(self, wave, tmp_path):
        place = tmp_path / "copies"
        came, days = (0, 3, 9, 10, 0, 12), []
        for number, count in enumerate(came):
            _arrive(wave, count)
            days.append(DAY + timedelta(days=number))
            _back_up(wave, place, days[-1], keep=True)
            kept = [rule.children(one) for one in sets.found(place) if one.path("box").is_file()]
            assert not any(rule.tell_of_few(older, newer) for newer, older in combinations(kept, 2))
        assert _holding(place, "box") == _holding(place, "fieldwork") == days[2:]

    def test_copies_of_destroyed_ballots_go_with_the_next_backup(self, wave, tmp_path):
        place = tmp_path / "copies"
        _back_up(wave, place)
        with wave.stores.write("box") as box:
            box.execute(text("DELETE FROM ballot"))
        _back_up(wave, place, DAY + timedelta(days=1), keep=True)
        assert _holding(place, "box") == [DAY + timedelta(days=1)]

    def test_a_second_backup_of_a_day_takes_the_place_of_the_first(self, wave, tmp_path):
        place = tmp_path / "copies"
        _back_up(wave, place)
        _arrive(wave, 3)
        _back_up(wave, place)
        assert len(sets.found(place)) == 1
        assert rule.children(sets.newest(place))["box", WAVE, "8-11"] == 15

    def test_copies_that_are_too_old_are_removed(self, wave, tmp_path):
        place = tmp_path / "copies"
        for ago in (60, 36, 34, 0):
            _back_up(wave, place, DAY - timedelta(days=ago))
        assert [one.day for one in sets.found(place)] == [DAY, DAY - timedelta(days=34)]

    def test_a_copy_of_results_that_outlived_their_date_goes(self, wave, tmp_path):
        place = tmp_path / "copies"
        opening = (
            "INSERT INTO opening (wave, month, n_ok, n_bad, box_digest, keep_until, expired) "
            "VALUES ('old', '2024-03', 10, 0, :digest, '2026-03-01', :expired)"
        )
        with wave.stores.write("results") as results:
            results.execute(text(opening), {"digest": bytes(32), "expired": False})
            results.execute(
                text("INSERT INTO response (id, wave, band, instrument, answers) VALUES (:id, 'old', 'x', :of, :row)"),
                {"id": bytes(16), "of": "0" * 64, "row": b"x"},
            )
        _back_up(wave, place)
        with wave.stores.write("results") as results:
            results.execute(text("DELETE FROM response"))
            results.execute(text("UPDATE opening SET expired = true"))
        _back_up(wave, place, DAY + timedelta(days=1))
        assert _holding(place, "results") == [DAY + timedelta(days=1)]
        assert len(_holding(place, "staff")) == 2

    def test_unsafe_places_are_refused_and_say_what_to_do(self, wave, tmp_path):
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
                _back_up(wave, place)
        assert not (instance / "copies").exists()

    def test_two_backups_do_not_meet(self, wave, tmp_path):
        with places.held(tmp_path / "copies", instance=wave.settings.instance), pytest.raises(PlaceBusy):
            _back_up(wave, tmp_path / "copies")

    def test_a_backup_killed_at_any_file_leaves_the_older_one_whole(self, wave, tmp_path):
        place = tmp_path / "copies"
        _back_up(wave, place)
        for store in STORES:
            if not (process := os.fork()):
                _killed_before(wave, place, store)
            _, status = os.waitpid(process, 0)
            assert os.WIFSIGNALED(status)
            assert sets.newest(place).day == DAY
        _back_up(wave, place, DAY + timedelta(days=1))
        assert not list(place.glob(".new-*"))

    def test_a_backup_that_fails_leaves_the_older_one_whole(self, wave, tmp_path, monkeypatch):
        place = tmp_path / "copies"
        _back_up(wave, place)
        before = {it: it.stat().st_mtime_ns for it in place.rglob("*")}
        monkeypatch.setattr("surveyapp.backup.making.copying.counts", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _back_up(wave, place, DAY + timedelta(days=1))
        assert {it: it.stat().st_mtime_ns for it in place.rglob("*")} == before

    def test_a_changed_or_missing_copy_is_noticed_by_the_drill_and_put_back_nowhere(self, wave, tmp_path):
        place = tmp_path / "copies"
        made = _back_up(wave, place).made
        with made.path("staff").open("ab") as file:
            file.write(b"x")
        other = _elsewhere(tmp_path)
        with pytest.raises(CopiesChanged, match=r"staff\.db was changed"):
            restoring.put_back(made, other)
        assert not list(other.instance.glob("*.db"))
        assert "staff" in drilling.drill(place, instance=wave.settings.instance, today=DAY).problem
        made.path("staff").unlink()
        with pytest.raises(NoBackup):
            drilling.drill(place, instance=wave.settings.instance, today=DAY)

    def test_a_drill_finds_more_ballots_than_used_codes(self, wave, tmp_path, monkeypatch):
        monkeypatch.setattr("surveyapp.backup.rehearsal.rehearse", lambda *_args, **_more: "tried elsewhere")
        with wave.stores.write("fieldwork") as registry:
            registry.execute(text("UPDATE access_code SET state = 'fresh'"))
        _back_up(wave, tmp_path / "copies")
        done = drilling.drill(tmp_path / "copies", instance=wave.settings.instance, today=DAY)
        assert "no more ballots than used codes" in done.problem
        assert done.steps[-1].well

    def test_a_drill_without_a_backup_says_how_to_make_one(self, wave, tmp_path):
        with pytest.raises(NoBackup, match="surveyapp backup"):
            drilling.drill(tmp_path / "copies", instance=wave.settings.instance, today=DAY)


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
