"""A night whose last step on a server goes wrong says so, at the terminal and at the desk, and has lost nothing."""

import pytest
from builders.wave import running
from click.testing import CliRunner
from sqlalchemy import text

from surveyapp.cli import main
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
