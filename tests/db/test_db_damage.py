"""A store that is damaged, or gone while the others are in use, is told by name, and nothing is made in its place."""

import pytest
from builders.wave import running
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.db import migrate, sqlite
from surveyapp.db.engines import open_stores
from surveyapp.db.errors import StoreDamaged, StoreLost

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
