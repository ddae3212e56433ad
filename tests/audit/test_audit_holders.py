"""Who holds what: figures of open waves while they run, of rows where they are kept, and plain words afterwards."""

from __future__ import annotations

import pytest
from builders.audited import DAY
from builders.wave import WAVE, Running, running
from sqlalchemy import text

from surveyapp.audit import kept
from surveyapp.audit.copied import copied
from surveyapp.audit.holders import HARDLY, NO_BALLOT, holders
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.opening import destroy, open_wave

BAND = "8-11"


def told(settings: Settings) -> dict[str, str]:
    """What each can learn, by who holds it."""
    with copied(settings) as here:
        return {one.who.partition(",")[0]: one.learns for one in holders(here)}


def opened(stores: Stores, settings: Settings) -> Running:
    """Fourteen children answered, thirteen of them alike, and the box was opened."""
    made = running(stores, settings, {BAND: 30})
    made.answer(BAND, 14)
    assert "of 16 live codes one guess in" in told(settings)["Somebody who guesses access codes"]
    made.close()
    open_wave(stores, made.catalogue, WAVE, made.quorum(), state_keys=made.state_keys, today=DAY)
    return made


def test_after_the_close_no_code_lives_and_after_the_destruction_nothing_is_left_to_learn(stores, settings):
    made = opened(stores, settings)
    guesses = "nothing: no card is unused in an open wave, so no code lets anything in"
    assert told(settings)["Somebody who guesses access codes"] == guesses
    destroy(stores, WAVE, state_keys=made.state_keys, today=DAY, by="Ada", restored_elsewhere="at home, 1 May")
    after = told(settings)
    assert after["The box"] == after["Custodians enough to open"] == NO_BALLOT
    assert "no code is kept now" in after["The fieldwork store with the pepper and every printed code"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_of_rows_it_says_in_how_many_draws_three_answers_find_one_alone(stores, settings, monkeypatch):
    made = opened(stores, settings)
    assert "may recognise it" in told(settings)["The results store"], "this survey is in no definition"
    monkeypatch.setattr(kept.catalogue, "load", lambda _: made.catalogue)
    said = told(settings)["The results store"]
    with stores.read("results") as results:
        assert results.scalar(text("SELECT count(*) FROM response")) == 14
    assert "in 0 of 100 draws" in said, "they answered alike"
    assert HARDLY not in said, "there are no counts by group"
