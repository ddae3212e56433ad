"""What the desk asks and says at each step of a wave, and what it no longer asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders.desk import keys, plan, prepared
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.fieldwork import custodians, nightly, waves
from surveyapp.fieldwork.models import Proof, State

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def opened(desk: Pages) -> str:
    """The address of a wave that was opened today."""
    wave, _codes, _phrases = prepared(desk)
    desk.submit(desk.get(f"{wave}start"))
    return wave


def days_pass(app: Flask, address: str, days: int, *, night: bool = True) -> None:
    """Put the wave's opening back, and let the nightly work have run since."""
    with app.extensions["stores"].write("fieldwork") as session:
        wave = waves.find(session, address.split("/")[3])
        wave.opened_on = date.today() - timedelta(days=days)
        if night:
            nightly.record(session, date.today())


def next_step(desk: Pages, wave: str) -> str:
    return words(desk.get(wave).all("section", class_="next")[0])


class TestWhatCannotBeNow:
    """Nobody is asked to confirm what would be refused: the reason stands there, and no button."""

    def test_a_wave_that_is_not_ready_says_what_is_missing(self, desk: Pages) -> None:
        wave = plan(desk).path
        self.refused(desk.get(f"{wave}start", 409), "Say first how many children may answer.")
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=12)
        self.refused(desk.get(f"{wave}start", 409), "Choose first who keeps the keys of the box.")
        keys(desk, wave)
        self.refused(desk.get(f"{wave}start", 409), "These people have not tried their phrase yet:")

    def test_an_open_wave_is_not_opened_or_closed_for_good(self, desk: Pages) -> None:
        wave = opened(desk)
        self.refused(desk.get(f"{wave}start", 409), "at another step now: Open.")
        self.refused(desk.get(f"{wave}close", 409), "at another step now: Open.")
        form = desk.get(f"{wave}closing")
        desk.submit(form)
        self.refused(desk.submit(form, 409), "at another step now: Closing.")

    def test_a_published_wave_is_called_so_everywhere(self, desk: Pages, app: Flask) -> None:
        wave = opened(desk)
        with app.extensions["stores"].write("fieldwork") as session:
            waves.find(session, wave.split("/")[3]).state = State.RELEASED
        for page in ("start", "closing", "close", "extend"):
            self.refused(desk.get(f"{wave}{page}", 409), "at another step now: Published.")

    def refused(self, page: Page, said: str) -> None:
        assert said in page.text
        assert "cannot" in page.h1
        assert "What is lost" not in page.text
        assert page.all("button", class_="btn btn-primary") + page.all("button", class_="btn btn-danger") == []


class TestTheFirstDay:
    """Nothing is called counted before a night has counted it, and nothing is asked again on the day it was done."""

    def test_before_the_first_night_nothing_is_said_to_be_counted(self, desk: Pages, app: Flask) -> None:
        wave = opened(desk)
        for page in (desk.get(wave), desk.get(f"{wave}closing")):
            assert "last night" not in page.text
            assert "fewer than 5" not in page.text
            assert "under 30" not in page.text
        assert "The first count comes tonight." in desk.get(wave).text
        assert "Nobody has been counted yet" in desk.get(f"{wave}closing").text
        days_pass(app, wave, 1)
        assert "Counted last night" in desk.get(wave).text
        assert "fewer than 5" in desk.get(wave).text
        assert "By last night's count" in desk.get(f"{wave}closing").text

    def test_a_wave_of_one_day_asks_for_no_second_trial_of_the_keys(self, desk: Pages, app: Flask) -> None:
        wave = opened(desk)
        with app.extensions["stores"].write("fieldwork") as session:
            found = waves.find(session, wave.split("/")[3])
            found.ends_on = found.starts_on
        assert "Give out the cards" in next_step(desk, wave)
        desk.submit(desk.get(f"{wave}closing"))
        assert "Close the wave" in next_step(desk, wave)

    def test_the_second_trial_is_asked_for_in_the_middle_and_never_before_the_close(
        self, desk: Pages, app: Flask
    ) -> None:
        wave = opened(desk)
        days_pass(app, wave, 40)
        assert "Try the keys" in next_step(desk, wave)
        with app.extensions["stores"].write("fieldwork") as session:
            found = waves.find(session, wave.split("/")[3])
            found.starts_on = found.ends_on = date.today() - timedelta(days=1)
        assert "Stop new starts" in next_step(desk, wave)
        desk.submit(desk.get(f"{wave}closing"))
        assert "Close the wave" in next_step(desk, wave)
        with app.extensions["stores"].read("fieldwork") as session:
            assert {one.proved for one in custodians.of(session, wave.split("/")[3])} == {Proof.START}
