"""Who may write into the box alone puts a key of their own there: no child seals with it, and every trial tells."""

from datetime import date

import pytest
from builders.wave import CHEAP, NAMES, WAVE
from sqlalchemy import text

from surveyapp.box import keys, sealing
from surveyapp.casting import custody
from surveyapp.casting.manifest import manifest
from surveyapp.casting.problems import KeysExchanged
from surveyapp.fieldwork import custodians, waves

DAY = date(2026, 3, 2)


def exchanged(stores, *, digest_kept=True):
    """The attacker's key in the wave's place; all else in the box stays."""
    theirs = sealing.public_bytes(sealing.new_private_key())
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET public = :theirs"), {"theirs": theirs})
    if not digest_kept:
        with stores.write("fieldwork") as registry:
            registry.execute(text("DELETE FROM wave_manifest"))


@pytest.mark.parametrize("digest_kept", [True, False])
def test_before_the_trial_nobody_proves_a_phrase(stores, phrases, digest_kept):
    exchanged(stores, digest_kept=digest_kept)
    with pytest.raises(KeysExchanged, match="somebody has changed the box"):
        custody.prove(stores, WAVE, phrases)
    with stores.read("fieldwork") as registry:
        assert custodians.unproved(registry, WAVE) == NAMES


def test_after_the_trial_no_card_vouches_for_it_and_fieldwork_does_not_begin(stores, settings, phrases):
    custody.prove(stores, WAVE, phrases)
    exchanged(stores)
    with pytest.raises(KeysExchanged):
        manifest(stores, WAVE)
    with pytest.raises(KeysExchanged):
        custody.start(stores, settings.instance, WAVE, day=DAY)
    with stores.read("fieldwork") as registry:
        assert waves.find(registry, WAVE).state is waves.State.DRAFT


def test_in_a_wave_that_runs_the_trial_tells_even_where_nothing_was_kept_outside_the_box(stores, settings, phrases):
    custody.prove(stores, WAVE, phrases)
    custody.start(stores, settings.instance, WAVE, day=DAY)
    exchanged(stores, digest_kept=False)
    with pytest.raises(KeysExchanged):
        custody.prove(stores, WAVE, phrases)
    with stores.read("box") as box, pytest.raises(KeysExchanged):
        keys.unwrap(box, WAVE, phrases)


def test_keys_made_anew_are_the_ones_that_count(stores, settings, phrases):
    fresh = custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    custody.prove(stores, WAVE, fresh)
    before = manifest(stores, WAVE).fingerprint
    custody.start(stores, settings.instance, WAVE, day=DAY)
    assert manifest(stores, WAVE).fingerprint == before
