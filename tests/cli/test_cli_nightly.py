"""A night whose last step on a server goes wrong says so, at the terminal and at the desk, and has lost nothing."""

from datetime import date, timedelta

import pytest
from builders.backup import rows_of
from builders.wave import OPENED_ON, open_box, running
from click.testing import CliRunner
from sqlalchemy import text

from surveyapp.cli import main
from surveyapp.cli.nightly import night
from surveyapp.cli.opened import Installation
from surveyapp.db import serverlog
from surveyapp.fieldwork import nightly


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_keeps_its_log_is_told_and_every_ballot_is_there(stores, settings, monkeypatch):
    monkeypatch.setattr(serverlog, "LEFT", text("SELECT 2 WHERE :last <> ''"))
    running(stores, settings, {"8-11": 6}).answer("8-11", 3)
    told = CliRunner().invoke(main, ["--instance", str(settings.instance), "nightly"])
    assert told.exit_code == 1
    with stores.read("fieldwork") as registry, stores.read("box") as box:
        problem = nightly.last_problem(registry)
        assert box.scalar(text("SELECT count(*) FROM ballot")) == 3
    for step in ("wash of the registry", "wash of the box"):
        assert f"{step}: Washed, but the server" in told.output
        assert f"{step}: Washed, but the server" in problem


def test_a_night_with_a_wrong_clock_destroys_nothing_until_somebody_says_that_the_day_is_right(
    stores, settings, monkeypatch
):
    here = running(stores, settings, {"8-11": 14})
    here.answer("8-11", 12)
    here.close()
    open_box(here)
    place = Installation(settings, stores, here.catalogue)
    assert _noted(stores, night(place, OPENED_ON), OPENED_ON) == ""
    before = _kept(stores)
    later = OPENED_ON + timedelta(days=5 * 366)
    doubt = "clock: this machine says that it is 2031-04-24, and the last night's work was on 2026-04-20."
    assert _noted(stores, night(place, later), later).startswith(doubt)
    assert _noted(stores, night(place, later), later).startswith(doubt), "one such night makes no other one right"
    assert _kept(stores) == before
    with monkeypatch.context() as only:
        only.setattr("surveyapp.cli.nightly._damage", lambda _here: ["a store is damaged"])
        assert _noted(stores, night(place, later), later).startswith(doubt)
    assert _noted(stores, night(place, later), later).startswith(doubt), "damage makes no day right"
    the_next_day = OPENED_ON + timedelta(days=1)
    assert _noted(stores, night(place, the_next_day), the_next_day) == ""
    assert _kept(stores) == before
    assert _noted(stores, night(place, later, believed=True), later) == ""
    assert _kept(stores) != before


def test_a_first_night_with_a_clock_set_years_ahead_destroys_nothing_until_somebody_says_that_the_day_is_right(
    stores, settings
):
    here = running(stores, settings, {"8-11": 14})
    here.answer("8-11", 12)
    here.close()
    open_box(here)
    place, before, later = Installation(settings, stores, here.catalogue), _kept(stores), date(2031, 4, 24)
    doubt = "clock: this machine says that it is 2031-04-24, a day on which something that was kept goes for good"
    for _night in range(2):  # the second one has that first one to go by, which nobody believed
        assert _noted(stores, night(place, later), later).startswith(doubt)
        assert _kept(stores) == before
    assert _noted(stores, night(place, later, believed=True), later) == ""
    assert _kept(stores) != before


def _kept(stores):
    rows = rows_of(stores)
    return {table: rows[table] for table in rows if table[0] == "results"}


def _noted(stores, problems, day):
    with stores.write("fieldwork") as session:
        nightly.record(session, day, problem="; ".join(problems))
        return nightly.last_problem(session)
