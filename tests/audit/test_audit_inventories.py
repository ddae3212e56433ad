"""The audit names what somebody has laid beside the program's own tables, in the stores and on their servers."""

import pytest
from builders.audited import broken, fault, look, machine_aside
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.audit.inventories import MADE, NO_OTHER

of_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def beside(stores):
    """Statements for the box, and others that take it all away again."""
    undo = []

    def lay(*statements, away):
        undo.extend(away)
        with stores.write("box") as box:
            for one in statements:
                box.execute(text(one))

    yield lay
    with stores.write("box") as box:
        for one in undo:
            box.execute(text(one))


def test_a_time_kept_as_text_is_named(wave, settings, beside):
    beside("ALTER TABLE ballot ADD COLUMN note TEXT", away=["ALTER TABLE ballot DROP COLUMN note"])
    (told,) = [why for claim, why in broken(look(settings)).items() if claim == f"box: {MADE}"]
    assert "column ballot.note (TEXT) is not the program's" in told


@of_postgresql
def test_a_copy_of_the_box_in_another_schema_is_named(wave, settings, beside):
    beside("CREATE SCHEMA old", "CREATE TABLE old.b AS TABLE ballot", away=["DROP SCHEMA old CASCADE"])
    told = fault(machine_aside(look(settings)))
    assert "schema old is not the program's" in told
    assert "table old.b is not the program's" in told


@of_postgresql
def test_a_copy_of_the_box_in_another_database_is_named(wave, settings, stores, postgresql_clusters):
    stores.close()
    name = make_url(settings.databases["box"]).database
    cluster = postgresql_clusters["box"]
    cluster.create(f"{name}_old")
    (said,) = [why for claim, why in broken(look(settings)).items() if claim == f"box: {NO_OTHER}"]
    cluster.drop(f"{name}_old")
    assert f"database {name}_old is none of them" in said
    assert f"database {name} is" not in said


def test_samples_of_ballots_are_named(wave, settings, beside, database):
    if database == "postgresql":
        beside("ALTER TABLE ballot ALTER tag SET STATISTICS 10", "ANALYZE ballot", away=[])
    else:
        beside("ANALYZE", away=[])
    told = fault(machine_aside(look(settings)))
    assert (
        "ballot.tag" if database == "postgresql" else "sqlite_stat1"
    ) + " is sampled; run `surveyapp nightly`" in told
