"""The audit says whether a server's own log goes with each wash, and what would keep it."""

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.audit import Verdict, serverlogs
from surveyapp.audit.anonymity import CHECKS
from surveyapp.audit.copied import copied

pytestmark = [pytest.mark.postgresql, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]


def look(settings):
    with copied(settings) as here:
        return list(serverlogs.server_logs(here))


@pytest.fixture
def box(settings, postgresql_clusters):
    """An administrator's connection to the box."""
    with postgresql_clusters["box"].admin(make_url(settings.databases["box"]).database) as admin:
        yield admin


def test_it_tells_how_much_of_the_log_there_is(settings):
    found = look(settings)
    assert [it.verdict for it in found] == [Verdict.HOLDS] * 2
    assert all("of the log" in it.seen and " 0000" in it.seen for it in found)
    assert serverlogs.server_logs in {check for _, check in CHECKS}


def test_a_right_that_was_taken_away_is_named(settings, box):
    box.execute("REVOKE EXECUTE ON FUNCTION pg_ls_waldir() FROM surveyapp")
    try:
        registry_found, box_found = look(settings)
    finally:
        box.execute("GRANT EXECUTE ON FUNCTION pg_ls_waldir() TO surveyapp")
    assert registry_found.verdict is Verdict.HOLDS
    assert box_found.verdict is Verdict.FAILS
    assert box_found.why == "not given: GRANT EXECUTE ON FUNCTION pg_ls_waldir()"


def test_a_setting_that_binds_connections_alone_is_named(settings, box):
    name = make_url(settings.databases["box"]).database
    box.execute(f'ALTER DATABASE "{name}" SET wal_recycle = off')
    try:
        found = look(settings)
    finally:
        box.execute(f'ALTER DATABASE "{name}" RESET ALL')
    assert "not for the server" in found[1].why


def test_files_that_wait_to_be_used_again_are_named(settings, monkeypatch):
    monkeypatch.setattr(serverlogs.serverlog, "AHEAD", text("SELECT 5"))
    assert ["5 used files lie ready" in it.why for it in look(settings)] == [True, True]
