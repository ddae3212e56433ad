"""The audit says how many custodians open each box, and whether their phrases were tried in mid-wave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.audited import BAND, line_of, look
from builders.wave import CHEAP, NAMES, TODAY, WAVE, running
from sqlalchemy import text

from surveyapp.audit.custodians import custodians as looked_into
from surveyapp.audit.findings import Verdict
from surveyapp.casting import custody
from surveyapp.fieldwork import custodians, waves
from surveyapp.fieldwork.errors import OneAlone
from surveyapp.fieldwork.waves import BandPlan, WavePlan

ALONE = "No box can be opened by one custodian alone"
TRIED = "Before a box is opened, its phrases were tried in mid-wave"


def _line(settings, claim):
    return line_of(settings, looked_into, claim)


def _one(settings):
    (found,) = (one for one in look(settings).holders if one.who == "One custodian with the box")
    return found


def test_of_a_wave_with_two_of_three_nobody_alone_learns_anything(wave, settings):
    found = _line(settings, ALONE)
    assert found.verdict is Verdict.HOLDS
    assert f"{WAVE}: any 2 of 3" in found.seen
    assert (_one(settings).learns, _one(settings).not_learns) == (f"nothing more ({WAVE}: any 2 of 3)", "any answer")


def test_a_wave_for_which_one_is_enough_is_named_with_what_that_one_learns(wave, stores, settings):
    with stores.write("box") as box:
        box.execute(text("DELETE FROM wrapped_key"))
        rows = [{"wave": WAVE, "name": name, "wrapped": bytes(40)} for name in NAMES[:2]]
        box.execute(text("INSERT INTO wrapped_key (wave, quorum, wrapped) VALUES (:wave, :name, :wrapped)"), rows)
    found = _line(settings, ALONE)
    assert found.verdict is Verdict.FAILS
    assert f"{WAVE}: any 1 of 2 can open it" in found.why
    assert "every answer in the box of northvale-2026" in _one(settings).learns
    assert _one(settings).not_learns == "which child gave an answer"


def test_whether_anybody_tried_in_mid_wave_is_told_once_fieldwork_is_over(wave, stores, settings):
    assert TRIED not in {one.claim for one in look(settings).findings}
    wave.close()
    found = _line(settings, TRIED)
    assert found.verdict is Verdict.FAILS
    assert f"{WAVE}: nobody has tried" in found.why
    with stores.write("fieldwork") as registry:
        custodians.prove(registry, WAVE, "Ada")
    assert f"{WAVE}: Ada alone has tried" in _line(settings, TRIED).why
    with stores.write("fieldwork") as registry:
        custodians.prove(registry, WAVE, "Ben")
    assert _line(settings, TRIED).verdict is Verdict.HOLDS


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_only_a_trial_may_do_with_one(stores, settings):
    known = running(stores, settings, {BAND: 12}).catalogue
    plan = WavePlan(
        "w2", "northvale", "Again", 2027, TODAY, TODAY, (BandPlan(BAND, known.version(BAND, "2024").fingerprint),)
    )
    with stores.write("fieldwork") as registry:
        waves.create(registry, plan)
        waves.create(registry, replace(plan, id="w3", trial=True))
    with pytest.raises(OneAlone):
        custody.keep(stores, "w2", NAMES, needed=1, cost=CHEAP)
    with stores.read("box") as box:
        assert not box.scalar(text("SELECT count(*) FROM wave_key WHERE wave = 'w2'"))
    assert custody.keep(stores, "w3", NAMES[:2], needed=1, cost=CHEAP)
