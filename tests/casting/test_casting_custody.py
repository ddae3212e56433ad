"""A wave starts only when every custodian has helped to open a canary ballot."""

from datetime import date
from unittest.mock import Mock

import pytest
from builders.wave import CHEAP, NAMES, WAVE, running
from sqlalchemy import func, inspect, select, table

from surveyapp.box import keys
from surveyapp.box.custody import KeysAlreadyThere, NotEnoughCustodians, PhraseWrong
from surveyapp.box.phrases import make_phrase
from surveyapp.box.statekeys import StateKeys
from surveyapp.casting import custody
from surveyapp.fieldwork import codes, cohorts, waves
from surveyapp.fieldwork.errors import CustodiansMissing, NotProved, OneAlone, WrongState

DAY = date(2026, 3, 2)


def test_fieldwork_cannot_start_until_each_custodian_has_opened_a_canary(stores, settings, phrases):
    custody.prove(stores, WAVE, {name: phrases[name] for name in NAMES[:2]})
    with pytest.raises(NotProved) as caught:
        custody.start(stores, settings.instance, WAVE, day=DAY)
    assert caught.value.names == (NAMES[2],)
    assert not StateKeys.of(settings.instance).exists(WAVE)
    custody.prove(stores, WAVE, {name: phrases[name] for name in NAMES[1:]})
    custody.start(stores, settings.instance, WAVE, day=DAY)
    assert StateKeys.of(settings.instance).exists(WAVE)


def test_a_wrong_phrase_or_one_custodian_alone_proves_nothing(stores, settings, phrases):
    with pytest.raises(PhraseWrong):
        custody.prove(stores, WAVE, {**phrases, "Cy": make_phrase()})
    with pytest.raises(NotEnoughCustodians):
        custody.prove(stores, WAVE, {"Ada": phrases["Ada"]})
    with pytest.raises(NotProved) as caught:
        custody.start(stores, settings.instance, WAVE, day=DAY)
    assert caught.value.names == NAMES


def test_a_draft_prepared_for_one_custodian_alone_by_an_earlier_version_does_not_start(stores, settings, phrases):
    custody.prove(stores, WAVE, phrases)
    with stores.write("fieldwork") as registry:
        waves.find(registry, WAVE).custodians_needed = 1
    with pytest.raises(OneAlone):
        custody.start(stores, settings.instance, WAVE, day=DAY)
    assert not StateKeys.of(settings.instance).exists(WAVE)


def test_lost_phrases_are_replaced_while_the_wave_is_a_draft(stores, settings, phrases):
    custody.prove(stores, WAVE, phrases)
    fresh = custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    with pytest.raises(PhraseWrong):
        custody.prove(stores, WAVE, phrases)
    with pytest.raises(NotProved):
        custody.start(stores, settings.instance, WAVE, day=DAY)
    assert custody.prove(stores, WAVE, fresh) == NAMES


def test_a_draft_is_thrown_away_with_its_keys_and_its_cards(stores, settings, phrases):
    with stores.write("fieldwork") as registry:
        place = cohorts.set_eligible(registry, WAVE, band="8-11", team="North", eligible=5)
        asked = waves.bands(registry, WAVE)[0].instrument
        codes.issue(registry, pepper=settings.pepper, stratum=place.id, instrument=asked, count=3)
    custody.prove(stores, WAVE, phrases)
    custody.throw_away(stores, WAVE)
    assert held(stores, "fieldwork") == {"authority": 1}
    assert held(stores, "box") == {}


def test_a_throwing_away_that_was_cut_off_leaves_a_draft_that_cannot_start(stores, settings, phrases, monkeypatch):
    custody.prove(stores, WAVE, phrases)
    with monkeypatch.context() as cut:
        cut.setattr(keys, "discard", Mock(side_effect=OSError("cut")))
        with pytest.raises(OSError, match="cut"):
            custody.throw_away(stores, WAVE)
    with pytest.raises(CustodiansMissing):
        custody.start(stores, settings.instance, WAVE, day=DAY)
    custody.throw_away(stores, WAVE)
    assert held(stores, "box") == {}


def test_a_wave_that_has_started_is_not_thrown_away(stores, settings):
    wave = running(stores, settings, {"8-11": 3})
    with pytest.raises(WrongState):
        custody.throw_away(stores, WAVE)
    wave.answer("8-11")
    assert custody.prove(stores, WAVE, wave.phrases) == NAMES


def held(stores, store):
    """How many rows each table of a store has, where it has any."""
    with stores.engine(store).connect() as connection:
        names = [one for one in inspect(connection).get_table_names() if one != "alembic_version"]
        counts = {one: connection.scalar(select(func.count()).select_from(table(one))) for one in names}
    return {name: n for name, n in counts.items() if n}


def test_a_wave_that_has_started_keeps_its_keys(stores, settings):
    wave = running(stores, settings, {"8-11": 3})
    with pytest.raises(WrongState):
        custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    wave.answer("8-11")
    with stores.write("box") as box, pytest.raises(KeysAlreadyThere):
        keys.discard(box, WAVE)
    assert custody.prove(stores, WAVE, wave.quorum()) == NAMES[:2], "and the canary opens again in mid-wave"
