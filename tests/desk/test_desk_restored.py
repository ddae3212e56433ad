"""After copies were put back, the record and the page of a running wave say what is lost and what works again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders.desk import plan, prepared
from builders.terminal import Terminal
from flask import Flask
from pages import Pages

from surveyapp import create_app
from surveyapp.config import Settings
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TOLD = "copies of "


def test_a_restore_stands_in_the_record_and_on_the_page_of_a_running_wave(
    desk: Pages, app: Flask, settings: Settings, authority: str, tmp_path: Path
) -> None:
    wave, _codes, _phrases = prepared(desk)
    desk.submit(desk.get(f"{wave}start"))
    assert TOLD not in desk.get(wave).text
    here = Terminal(settings.instance)
    here.does(f"backup {tmp_path}/copies")
    app.extensions["stores"].close()
    for file in settings.instance.glob("*.db"):
        file.unlink()
    assert "cards used since then work again" in here.does(f"restore {tmp_path}/copies")
    again = create_app(settings)
    try:
        worker = Pages(again).signed_in(Role.WORKER, authority=authority)
        assert "can answer once more with the same card" in worker.get(wave).text
        assert TOLD not in worker.get(plan(worker, "Another").path).text
        record = Pages(again).signed_in(Role.ADMIN, authority=authority).get("/staff/record").text
        assert "surveyapp restore" in record
        assert date.today().isoformat() in record
        with again.extensions["stores"].write("fieldwork") as session:
            waves.find(session, wave.split("/")[3]).state = State.OPENED
        assert TOLD not in worker.get(wave).text
    finally:
        again.extensions["stores"].close()
