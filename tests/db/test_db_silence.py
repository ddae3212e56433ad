"""What reads and writes the stores writes no line of its own, however loud somebody turns it."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text

from surveyapp.config import STORES, Settings
from surveyapp.db.engines import open_stores
from surveyapp.safeguarding import contacts

LOUD = ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "psycopg")


def test_no_store_writes_a_line_for_what_is_done_in_it(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """A line for each connection would be a timeline of children who answer."""
    for name in LOUD:
        caplog.set_level(logging.DEBUG, logger=name)
    stores = open_stores(settings)
    try:
        for store in STORES:
            with stores.read(store) as session:
                session.execute(text("SELECT 1"))
            with stores.write(store) as session:
                session.execute(text("SELECT 2"))
        with stores.read("safeguarding") as session:
            contacts.of(session, "nobody")
    finally:
        stores.close()
    assert [record.getMessage() for record in caplog.records if record.levelno < logging.WARNING] == []


def test_what_goes_wrong_is_still_written(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    open_stores(settings).close()
    for name in ("sqlalchemy.engine.Engine", "sqlalchemy.pool.impl.QueuePool", "psycopg"):
        logging.getLogger(name).error("lost")
    assert [record.getMessage() for record in caplog.records] == ["lost"] * 3
