"""Of a wave that was ended unread the desk says so, and asks for nothing more."""

from __future__ import annotations

from datetime import date

from builders.wave import WAVE, running
from flask import Flask
from pages import Pages

from surveyapp.config import Settings
from surveyapp.opening import end_unread
from surveyapp.web.audience import Role


def test_an_ended_wave_is_neither_opened_nor_published(app: Flask, settings: Settings) -> None:
    made = running(app.extensions["stores"], settings, {"8-11": 14}, surveys=app.extensions["catalogue"])
    made.answer("8-11", 3)
    made.close()
    office = Pages(app).signed_in(Role.ADMIN, authority="northvale", name="Robin Office")
    end_unread(made.stores, WAVE, state_keys=made.state_keys, today=date.today(), by="Robin Office")
    page = office.get(f"/desk/waves/{WAVE}/")
    assert "it was destroyed unread" in page.text
    assert "Nothing. The results are published" not in page.text
    for step in ("Open the box", "Publish the results", "Destroy the keys"):
        assert step not in page.text
    for untrue in ("If too few answer", "comments are read", "Results by group", "If you like"):
        assert untrue not in page.text
    assert page.text.count("Ended unread") == 1
    assert "Ended unread" in office.get("/desk/").text
    assert f"/desk/waves/{WAVE}/certificate" in page.links()
    certificate = office.get(f"/desk/waves/{WAVE}/certificate").text
    for said in ("Nobody has read an answer or a comment", "Robin Office"):
        assert said in certificate
    for later in ("destroy", "release"):
        assert "it was destroyed unread" in office.get(f"/desk/waves/{WAVE}/{later}", 409).text
    form = office.get(f"/desk/waves/{WAVE}/box")
    typed = {f"phrase_{number}": made.phrases[name] for number, name in enumerate(sorted(made.phrases))}
    assert "destroyed unread" in office.submit(form, 422, **typed).text
