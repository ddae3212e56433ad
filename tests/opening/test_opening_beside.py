"""The certificate names a copy of the box that lies in the same database or on the same server."""

from __future__ import annotations

import pytest
from builders.wave import OPENED_ON, WAVE, open_box, running
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.opening import destroy, end_unread
from surveyapp.opening.beside import looked_for


@pytest.fixture
def closed(stores, settings):
    wave = running(stores, settings, {"8-11": 12})
    wave.answer("8-11", 10)
    wave.close()
    return wave


@pytest.fixture
def copied(stores, database):
    """A copy of all ballots, in another schema where there are any."""
    on_postgresql = database == "postgresql"
    name = "old.b" if on_postgresql else "meta"
    with stores.write("box") as box:
        if on_postgresql:
            box.execute(text("CREATE SCHEMA old"))
        box.execute(text(f"CREATE TABLE {name} AS SELECT * FROM ballot"))
    yield name
    with stores.write("box") as box:
        box.execute(text("DROP SCHEMA old CASCADE" if on_postgresql else "DROP TABLE meta"))


def _destroyed(wave):
    given = {"state_keys": wave.state_keys, "today": OPENED_ON, "by": "Ada"}
    return destroy(wave.stores, WAVE, restored_elsewhere="at home, 1 May", **given)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_where_nothing_else_is_there_the_certificate_says_that_somebody_looked(closed):
    open_box(closed)
    said = _destroyed(closed).text()
    assert "looked for that day, and nothing found that is not this program's" in said
    assert "not looked for then" in looked_for(None)


def test_a_copy_in_the_same_database_is_named_and_is_to_be_destroyed_by_hand(closed, copied):
    open_box(closed)
    made = _destroyed(closed)
    assert f"box: table {copied}" in made.beside
    assert f"box: table {copied}" in made.text().split("NOT destroyed")[1]
    assert "- what was found (above): a copy of the box in it can still be opened." in made.text()
    assert _destroyed(closed) == made


def test_so_it_is_where_a_box_is_ended_unread(closed, copied):
    given = {"state_keys": closed.state_keys, "today": OPENED_ON, "by": "Ada"}
    said = end_unread(closed.stores, WAVE, **given).text()
    assert f"box: table {copied}" in said.split("NOT destroyed")[1]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_copy_of_the_whole_database_on_the_same_server_is_named(closed, settings, postgresql_clusters):
    open_box(closed)
    name = make_url(settings.databases["box"]).database
    cluster = postgresql_clusters["box"]
    cluster.create(f"{name}_old")
    made = _destroyed(closed)
    cluster.drop(f"{name}_old")
    assert f"box: database {name}_old" in made.beside
    assert f"database {name}" not in made.beside.replace(f"{name}_old", "")
