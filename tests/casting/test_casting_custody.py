"""A wave starts only when every custodian has helped to open a canary ballot."""

from datetime import date

import pytest
from builders.fieldwork import draft
from builders.wave import CHEAP, NAMES, WAVE, running

from surveyapp.box import keys
from surveyapp.box.custody import KeysAlreadyThere, NotEnoughCustodians, PhraseWrong
from surveyapp.box.phrases import make_phrase
from surveyapp.box.statekeys import StateKeys
from surveyapp.casting import custody
from surveyapp.fieldwork.errors import NotProved, WrongState

DAY = date(2026, 3, 2)


@pytest.fixture
def phrases(stores):
    with stores.write("fieldwork") as registry:
        draft(registry, WAVE)
    return custody.keep(stores, WAVE, NAMES, cost=CHEAP)


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


def test_lost_phrases_are_replaced_while_the_wave_is_a_draft(stores, settings, phrases):
    custody.prove(stores, WAVE, phrases)
    fresh = custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    with pytest.raises(PhraseWrong):
        custody.prove(stores, WAVE, phrases)
    with pytest.raises(NotProved):
        custody.start(stores, settings.instance, WAVE, day=DAY)
    assert custody.prove(stores, WAVE, fresh) == NAMES


def test_a_wave_that_has_started_keeps_its_keys(stores, settings):
    wave = running(stores, settings, {"8-11": 3})
    with pytest.raises(WrongState):
        custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    wave.answer("8-11")
    with stores.write("box") as box, pytest.raises(KeysAlreadyThere):
        keys.discard(box, WAVE)
    assert custody.prove(stores, WAVE, wave.quorum()) == NAMES[:2], "and the canary opens again in mid-wave"
