"""What is taken for a log, and what is not."""

from __future__ import annotations

import pytest

from surveyapp.audit.copied import copied
from surveyapp.audit.findings import Verdict
from surveyapp.audit.logs import logs


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_data_folder_of_postgresql_is_not_read_as_logs(stores, settings, tmp_path):
    table = tmp_path / "pg" / "base" / "5"
    table.mkdir(parents=True)
    (table / "16384").write_bytes(b"GET /s/ HTTP/1.1\n")
    with copied(settings, logs=tmp_path / "pg") as here:
        assert [one.verdict for one in logs(here)] == [Verdict.FAILS], "as logs its tables are an alarm"
    (tmp_path / "pg" / "PG_VERSION").write_text("16\n")
    with copied(settings, logs=tmp_path / "pg") as here:
        (finding,) = logs(here)
    assert finding.verdict is Verdict.UNCHECKED
    assert "name the folder of its log" in finding.why
