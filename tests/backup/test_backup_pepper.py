"""Copies are put back under the pepper they were written under: under another one every card is a piece of paper."""

from __future__ import annotations

import pytest
from builders import talk
from builders.backup import DAY, back_up, elsewhere
from builders.terminal import Terminal
from builders.wave import WAVE, running

from surveyapp import config, create_app
from surveyapp.backup import drill as drilling
from surveyapp.backup import restoring, sets
from surveyapp.casting import fitting
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import PepperUnfit
from surveyapp.fieldwork import codes, waves
from surveyapp.fieldwork.errors import CodeUnknown
from surveyapp.fieldwork.models import State
from surveyapp.opening import open_wave
from surveyapp.safeguarding import wrapped

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def stranger(tmp_path):
    """An installation with secrets of its own, where nothing is yet."""
    config.initialise(tmp_path / "stranger")
    return config.load(tmp_path / "stranger", environ={})


@pytest.fixture
def answered(stores, settings):
    """An open wave that twelve children have answered."""
    made = running(stores, settings, {"8-11": 20})
    made.answer("8-11", 12)
    return made


def test_another_installations_pepper_is_refused_before_anything_is_put_back(wave, stranger, tmp_path):
    made = back_up(wave, tmp_path / "copies").made
    with pytest.raises(PepperUnfit, match=f"keys of {WAVE}.*from the safe"):
        restoring.put_back(made, stranger)
    assert not list(stranger.instance.glob("*.db"))
    restoring.put_back(made, elsewhere(tmp_path, wave.settings))


def test_a_request_alone_tells_the_pepper(stores, settings, stranger, tmp_path):
    talk.kept(stores)
    talk.asked(stores, key=stores.key(wrapped.PURPOSE))
    here = running(stores, settings, {"8-11": 20})
    with stores.write("box") as box:
        fitting.issuers.destroy(box, WAVE)
    made = back_up(here, tmp_path / "copies").made
    with pytest.raises(PepperUnfit, match="children wrote"):
        restoring.put_back(made, stranger)
    restoring.put_back(made, elsewhere(tmp_path, settings))


def test_a_drill_under_another_pepper_fails_and_goes_no_further(wave, stranger, tmp_path):
    back_up(wave, tmp_path / "copies")
    (only,) = drilling.drill(tmp_path / "copies", stranger, today=DAY).steps
    assert not only.well
    assert "another installation's" in only.told


def test_pages_and_commands_ask_for_the_right_settings_and_the_night_says_so(wave, tmp_path):
    here = Terminal(wave.settings.instance)
    here.does("authorities list")
    path = wave.settings.instance / "settings.toml"
    path.unlink()
    here.does("init --http")
    refused = here.says("authorities list")
    assert refused.exit_code == 1
    assert f"does not open the keys of {WAVE}" in refused.output
    assert "settings: The pepper" in here.says("nightly").output
    assert f"does not open the keys of {WAVE}" in here.says("db upgrade").output, "it would seal what it finds"
    assert "Copied to" in here.does(f"backup {tmp_path}/copies")
    drilled = here.says(f"restore-drill {tmp_path}/copies").output
    assert "Put the settings.toml of these copies back and try again; they were not judged." in drilled
    assert "relied on" not in drilled
    with pytest.raises(PepperUnfit):
        create_app(config.load(wave.settings.instance, environ={}))


def test_with_the_pepper_lost_for_good_nobody_answers_and_the_box_still_opens(answered, stranger, tmp_path):
    back_up(answered, tmp_path / "copies")
    there = Terminal(stranger.instance)
    refused = there.says(f"restore {tmp_path}/copies")
    assert refused.exit_code == 1
    assert "another installation's" in refused.output
    assert f"{WAVE}: its cards are worthless now" in there.does(f"restore {tmp_path}/copies --pepper-lost")
    stores = open_stores(stranger)
    try:
        fitting.assert_fits(stores)
        with stores.read("fieldwork") as registry, pytest.raises(CodeUnknown):
            codes.admit(registry, codes.digest(stranger.pepper, codes.normalise(answered.codes["8-11"][0])))
        report = _opened(stores, answered)
    finally:
        stores.close()
    assert report.n_ok == 12


def test_a_draft_gets_new_keys_where_the_pepper_is_lost(stores, settings, stranger, tmp_path):
    draft = running(stores, settings, {"8-11": 20})
    with stores.write("fieldwork") as registry:
        waves.find(registry, WAVE).state = State.DRAFT
    back_up(draft, tmp_path / "copies")
    Terminal(stranger.instance).does(f"restore {tmp_path}/copies --pepper-lost")
    there = open_stores(stranger)
    try:
        with there.read("box") as box:
            assert fitting.issuers.missing(box, WAVE, ["8-11"]) == ("8-11",)
    finally:
        there.close()


def test_a_changed_copy_is_named_the_same_by_drill_and_restore(wave, tmp_path):
    made = back_up(wave, tmp_path / "copies").made
    made.path("box").write_bytes(made.path("box").read_bytes()[:-5000])
    (only,) = drilling.drill(tmp_path / "copies", wave.settings, today=DAY).steps
    assert "box.db was changed since it was made. Nothing was put back." in only.told
    with pytest.raises(restoring.CopiesChanged, match=r"box\.db was changed since it was made"):
        restoring.put_back(sets.newest(tmp_path / "copies"), elsewhere(tmp_path, wave.settings))


def _opened(stores: Stores, wave):
    return open_wave(stores, wave.catalogue, WAVE, wave.quorum(), state_keys=wave.state_keys, today=DAY)
