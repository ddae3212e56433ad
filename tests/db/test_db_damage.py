"""A store that is damaged, or gone while the others are in use, is told by name, and nothing is made in its place."""

import pytest
from builders.terminal import Terminal
from builders.wave import running
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.db import migrate, sqlite
from surveyapp.db.engines import open_stores
from surveyapp.db.errors import StoreDamaged, StoreLost
from surveyapp.db.lost import refuse_damaged

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def _file(settings, store):
    return sqlite.file(make_url(settings.databases[store]))


@sqlite_only
@pytest.mark.parametrize("gone", [True, False])
def test_a_lost_file_is_not_replaced_by_an_empty_one(stores, settings, gone):
    running(stores, settings, {"8-11": 3})
    stores.close()
    path = _file(settings, "box")
    path.unlink() if gone else path.write_bytes(b"")
    for attempt in (open_stores, migrate.upgrade):
        with pytest.raises(StoreLost, match="in use: box") as told:
            attempt(settings)
        assert told.value.stores == ("box",)
        assert "restore" in str(told.value)
    assert not path.exists() or path.stat().st_size == 0


@sqlite_only
def test_a_first_upgrade_that_was_cut_short_goes_on(settings):
    _file(settings, "box").unlink()
    migrate.upgrade(settings)
    open_stores(settings).close()


@sqlite_only
def test_a_file_that_is_no_database_is_named(settings):
    _file(settings, "fieldwork").write_bytes(b"%PDF-1.7\n" * 2000)
    with pytest.raises(StoreDamaged, match="fieldwork store's file is damaged"):
        open_stores(settings)


@sqlite_only
def test_damage_that_shows_later_is_named_too(stores, settings):
    running(stores, settings, {"8-11": 60})
    stores.close()
    path = _file(settings, "fieldwork")
    content = bytearray(path.read_bytes())
    for page in range(4096 * 2, len(content), 4096):
        content[page : page + 12] = b"\xff" * 12
    path.write_bytes(content)
    with pytest.raises(StoreDamaged), open_stores(settings).read("fieldwork") as registry:
        registry.execute(text("SELECT count(*), max(digest) FROM access_code")).all()


@sqlite_only
def test_a_file_that_is_cut_by_a_few_bytes_is_named_at_the_start(stores, settings):
    running(stores, settings, {"8-11": 60})
    stores.close()
    path = _file(settings, "fieldwork")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(StoreDamaged, match="100 bytes at its end are missing"):
        open_stores(settings)


@sqlite_only
def test_a_whole_look_finds_what_no_question_meets(stores, settings):
    running(stores, settings, {"8-11": 60})
    refuse_damaged("fieldwork", stores.engine("fieldwork"))
    stores.close()
    path = _file(settings, "fieldwork")
    content = bytearray(path.read_bytes())
    content[-600:-100] = bytes(500)
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        refuse_damaged("fieldwork", stores.engine("fieldwork"))


@sqlite_only
def test_the_night_says_so_and_rewrites_no_damaged_file(stores, settings):
    running(stores, settings, {"8-11": 60})
    stores.close()
    path = _file(settings, "fieldwork")
    content = bytearray(path.read_bytes())
    content[-600:-100] = bytes(500)
    path.write_bytes(content)
    told = Terminal(settings.instance).says("nightly")
    assert told.exit_code == 1
    assert "The fieldwork store's file is damaged" in told.output
    with pytest.raises(StoreDamaged):
        refuse_damaged("fieldwork", stores.engine("fieldwork"))
