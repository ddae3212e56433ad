"""Ballots that somebody has taken out are told at the opening and on the certificate, and that a few are normal."""

from __future__ import annotations

import pytest
from builders.wave import OPENED_ON, WAVE, open_box, running
from sqlalchemy import text

from surveyapp.cli.openings import say_missing
from surveyapp.opening import afterwards, destroy
from surveyapp.opening.missing import told, unusual

BAND = "8-11"


@pytest.fixture
def wave(stores, settings):
    """Thirty have answered; then somebody deletes eighteen ballots with their permits."""
    made = running(stores, settings, {BAND: 30})
    made.answer(BAND, 30)
    made.close()
    with stores.write("box") as box:
        box.execute(text("DELETE FROM ballot WHERE tag IN (SELECT tag FROM ballot LIMIT 18)"))
    return made


def test_used_codes_without_a_ballot_are_told_at_the_opening_and_on_the_certificate(wave, capsys):
    report = open_box(wave)
    assert (report.n_ok, report.n_missing) == (12, 18)
    say_missing(report)
    assert "18 used codes have no ballot. A few are normal" in capsys.readouterr().out
    assert open_box_again(wave).n_missing == 18
    assert afterwards(wave.stores, WAVE).n_missing == 18
    end = {"state_keys": wave.state_keys, "today": OPENED_ON, "by": "Ada", "restored_elsewhere": "in the town hall"}
    assert "Used codes without a ballot: 18 (a few are normal" in destroy(wave.stores, WAVE, **end).text()


def open_box_again(wave):
    """A try that was cut off after its results were stored is told as the first was."""
    with wave.stores.write("fieldwork") as registry:
        registry.execute(text("UPDATE wave SET state = 'closed'"))
    return open_box(wave)


@pytest.mark.parametrize(
    ("n", "used", "more"), [(0, 0, False), (4, 4, False), (5, 100, False), (5, 99, True), (28, 40, True)]
)
def test_what_tablets_that_were_put_away_explain_is_not_unusual(n, used, more):
    assert unusual(n, used=used) is more


def test_where_every_code_has_a_ballot_that_is_said():
    assert told(0) == "Every used code has a ballot."
    assert told(1).startswith("1 used code has no ballot. A few are normal")
