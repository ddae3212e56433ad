"""The program's server writes no line that tells when children are many, and every line that tells of an error."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from waitress.task import ThreadedTaskDispatcher

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_a_queue_of_requests_is_not_told_and_a_broken_one_is(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    assert app.name
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.add_task(object())
    assert caplog.records == []
    dispatcher.logger.error("Exception when servicing")
    logging.getLogger("waitress.queue").error("broken")
    assert [record.getMessage() for record in caplog.records] == ["Exception when servicing", "broken"]
