"""The audit says whether a server's own log goes with each wash, and what would keep it."""

import pytest
from builders.audited import fault, look, machine_aside
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.audit import Verdict, serverlogs

pytestmark = [pytest.mark.postgresql, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]


@pytest.fixture
def box(settings, postgresql_clusters):
    """An administrator's connection to the box."""
    with postgresql_clusters["box"].admin(make_url(settings.databases["box"]).database) as admin:
        yield admin


def test_it_tells_how_much_of_the_log_there_is(wave, settings):
    told = [it for it in look(settings).findings if it.topic == serverlogs.TOPIC]
    assert [it.verdict for it in told] == [Verdict.HOLDS] * 2
    assert all("of the log" in it.seen and " 0000" in it.seen for it in told)


def test_a_right_that_was_taken_away_is_named(wave, settings, box):
    box.execute("REVOKE EXECUTE ON FUNCTION pg_ls_waldir() FROM surveyapp")
    try:
        told = fault(machine_aside(look(settings)))
    finally:
        box.execute("GRANT EXECUTE ON FUNCTION pg_ls_waldir() TO surveyapp")
    assert "not given: GRANT EXECUTE ON FUNCTION pg_ls_waldir()" in told


def test_a_setting_that_binds_connections_alone_is_named(wave, settings, stores, box):
    stores.close()
    name = make_url(settings.databases["box"]).database
    box.execute(f'ALTER DATABASE "{name}" SET wal_recycle = off')
    try:
        told = fault(machine_aside(look(settings)))
    finally:
        box.execute(f'ALTER DATABASE "{name}" RESET ALL')
    assert "not for the server" in told


def test_files_that_wait_to_be_used_again_are_named(wave, settings, monkeypatch):
    monkeypatch.setattr(serverlogs.serverlog, "AHEAD", text("SELECT 5"))
    told = machine_aside(look(settings))
    assert "5 used files lie ready" in " ".join(it.why for it in told.faults)
