"""In every band: ballots <= codes used <= codes issued; what breaks it behind the program's back is told by night."""

from __future__ import annotations

import pytest
from builders.wave import WAVE, running
from click.testing import CliRunner
from sqlalchemy import text

from surveyapp.box import sealing, tokens
from surveyapp.box.deposit import deposit
from surveyapp.casting import cast, issue, law
from surveyapp.casting.law import LawBroken
from surveyapp.cli import main
from surveyapp.fieldwork import codes, waves


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {"8-11": 6, "11-18": 2})


def _smuggle(stores, band):
    """A ballot that no code stands behind."""
    sealed = b"\x04" + bytes(sealing.SEALED_SIZE - 1)
    with stores.write("box") as box:
        deposit(box, tag=tokens.token(tokens.new_seed()).tag, wave=WAVE, band=band, sealed=sealed)


def test_the_law_holds_whatever_children_and_workers_do(stores, wave):
    law.assert_law(stores)
    wave.answer("8-11", 2)
    with stores.write("fieldwork") as registry:
        codes.void(registry, [wave.digest(wave.codes["8-11"].pop())])
    crashed = wave.submission("8-11")
    issue(stores, crashed.code_digest, b"\x01" * 256)
    wave.answer("11-18", 2)
    law.assert_law(stores)
    wave.close()
    law.assert_law(stores)


def test_a_ballot_that_no_code_stands_behind_is_told_with_its_band_and_nothing_more(stores, wave):
    cast(stores, wave.submission("8-11"))
    _smuggle(stores, "8-11")
    with pytest.raises(LawBroken) as told:
        law.assert_law(stores)
    assert told.value.places == (f"{WAVE}, 8-11",)
    assert not any(character in str(told.value).replace(WAVE, "").replace("8-11", "") for character in "0123456789")


def test_a_ballot_of_a_band_that_nobody_belongs_to_is_told(stores, wave):
    _smuggle(stores, "nobody")
    with pytest.raises(LawBroken, match="nobody"):
        law.assert_law(stores)


def test_more_codes_used_than_issued_is_told(stores, wave):
    wave.answer("11-18", 2)
    with stores.write("fieldwork") as registry:
        registry.execute(text("UPDATE stratum SET issued = 1 WHERE band = '11-18'"))
    with pytest.raises(LawBroken, match="11-18"):
        law.assert_law(stores)


def test_the_nightly_work_tells_and_goes_on(stores, settings, wave):
    _smuggle(stores, "8-11")
    told = CliRunner().invoke(main, ["--instance", str(settings.instance), "nightly"])
    assert told.exit_code == 1
    assert f"law of the box: More ballots than codes used, or more codes used than issued: {WAVE}, 8-11." in told.output
    assert "wash" not in told.output, "the other steps went well"


def test_after_destruction_the_law_still_holds(stores, settings, wave):
    from surveyapp.box import waiting

    wave.answer("8-11", 2)
    with stores.write("box") as box:
        waiting.destroy_others(box, WAVE, ())
    with stores.write("fieldwork") as registry:
        waves.start_closing(registry, WAVE)
    law.assert_law(stores)
