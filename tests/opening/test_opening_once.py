"""The box is opened once, after the close, by a quorum, all or nothing."""

from dataclasses import replace
from itertools import product

import pytest
from builders.opening import CONTACT, HAPPY, SAFE
from builders.wave import NAMES, OPENED_ON, WAVE, counted, open_box, running
from sqlalchemy import text

from surveyapp.box import sealing, tokens
from surveyapp.box.custody import NotEnoughCustodians, PhraseWrong
from surveyapp.box.deposit import deposit
from surveyapp.box.phrases import make_phrase
from surveyapp.casting import cast
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.fieldwork import cohorts, waves
from surveyapp.fieldwork.errors import WaveClosed
from surveyapp.fieldwork.models import State
from surveyapp.opening import (
    AlreadyOpened,
    NotClosed,
    TooFewToOpen,
)
from surveyapp.results import sums


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {"8-11": 30, "11-18": 14})


def _state(wave):
    with wave.stores.read("fieldwork") as registry:
        return waves.find(registry, wave.wave).state


def _everything(stores):
    """Each table's rows, to see that nothing changed."""
    found = {}
    tables = {
        "fieldwork": ("wave", "access_code", "stratum"),
        "box": ("wave_key", "custodian", "wrapped_key", "ballot"),
        "results": ("opening", "opened_band", "response", "comment", "tally", "joint_count", "raked_sum", "score_mean"),
    }
    for store, names in tables.items():
        with stores.read(store) as session:
            for name in names:
                found[store, name] = sorted(map(repr, session.execute(text(f"SELECT * FROM {name}")).all()))
    return found


def test_after_the_opening_every_answer_iscounted(wave):
    wave.answer("8-11", 12, **{SAFE: "always", CONTACT: "too_little", "sex": "girl"})
    wave.answer("8-11", 8, **{SAFE: "never", CONTACT: "just_right", "sex": "boy"})
    wave.answer("11-18", 11, **{SAFE: "mostly", HAPPY: 7})
    wave.close()
    report = open_box(wave)
    assert (report.n_ok, report.n_bad, dict(report.bands)) == (31, 0, {"8-11": 20, "11-18": 11})
    assert counted(wave, bands=("8-11",), breakdown="all", item=SAFE) == {"always": 12, "never": 8}
    assert counted(wave, bands=("8-11",), breakdown="all", item=CONTACT) == {"too_little": 12, "just_right": 8}
    assert counted(wave, bands=("11-18",), breakdown="all", item=HAPPY) == {"7": 11}
    assert _state(wave) is State.OPENED
    assert not wave.state_keys.exists(WAVE)


def test_a_box_is_opened_once(wave):
    wave.answer("8-11", 10)
    wave.close()
    open_box(wave)
    with pytest.raises(AlreadyOpened):
        open_box(wave)


def test_a_wave_that_still_takes_answers_stays_sealed(wave):
    wave.answer("8-11", 10)
    before = _everything(wave.stores)
    with pytest.raises(NotClosed):
        open_box(wave)
    with wave.stores.write("fieldwork") as registry:
        waves.start_closing(registry, WAVE)
    with pytest.raises(NotClosed):
        open_box(wave)
    assert {**_everything(wave.stores), ("fieldwork", "wave"): 0} == {**before, ("fieldwork", "wave"): 0}


@pytest.mark.parametrize(
    ("phrases", "problem"),
    [
        (lambda wave: wave.quorum("Ada"), NotEnoughCustodians),
        (lambda wave: {**wave.quorum(), "Ben": make_phrase()}, PhraseWrong),
    ],
)
def test_a_wrong_or_missing_phrase_changes_nothing(wave, phrases, problem):
    wave.answer("8-11", 10)
    wave.close()
    before = _everything(wave.stores)
    with pytest.raises(problem):
        open_box(wave, phrases(wave))
    assert _everything(wave.stores) == before
    assert wave.state_keys.exists(WAVE)


def test_any_two_custodians_open_it(wave):
    wave.answer("8-11", 10)
    wave.close()
    assert open_box(wave, wave.quorum(*NAMES[1:])).n_ok == 10


def test_too_few_to_open_changes_nothing_and_can_be_mended_by_waiting(stores, settings):
    wave = running(stores, settings, {"8-11": 30, "leavers": 12}, neighbours={})
    wave.answer("8-11", 10)
    wave.answer("leavers", 9)
    wave.close()
    before = _everything(stores)
    with pytest.raises(TooFewToOpen) as caught:
        open_box(wave)
    assert caught.value.bands == ("leavers",)
    assert _everything(stores) == before
    assert wave.state_keys.exists(WAVE)
    assert _state(wave) is State.CLOSED
    with stores.write("fieldwork") as registry:
        waves.extend(registry, WAVE, ends_on=OPENED_ON)
    wave.answer("leavers")
    wave.close()
    assert dict(open_box(wave).bands) == {"8-11": 10, "leavers": 10}


def test_a_small_band_may_be_opened_for_its_comments_alone(stores, settings):
    wave = running(stores, settings, {"8-11": 30, "leavers": 12}, neighbours={})
    wave.answer("8-11", 10, comments="of many")
    wave.answer("leavers", 3, comments="of few", **{SAFE: "never"})
    wave.close()
    report = open_box(wave, comments_only=frozenset({"leavers"}))
    assert (report.n_ok, dict(report.bands), report.comments_only) == (13, {"8-11": 10}, ("leavers",))
    with stores.read("results") as results:
        kept = results.execute(text("SELECT band, review, count(*) FROM comment GROUP BY band, review")).all()
    assert sorted(map(tuple, kept)) == [("8-11", "unread", 10), ("leavers", "safeguarding", 3)]
    assert counted(wave, answer="never") == {}


def test_bad_ballots_are_counted_and_never_stored(wave):
    wave.answer("8-11", 10)
    for plaintext in (b"", b"CANARY no ballot at all", bytes([1]) + bytes(40)):
        cast(wave.stores, replace(wave.submission("8-11"), plaintext=plaintext))
    with wave.stores.write("box") as box:
        noise = {"wave": WAVE, "band": "8-11", "sealed": bytes(sealing.SEALED_SIZE)}
        deposit(box, tag=tokens.token(tokens.new_seed()).tag, **noise)
    wave.close()
    report = open_box(wave)
    assert (report.n_ok, report.n_bad, report.n_unpermitted) == (10, 3, 1)
    with wave.stores.read("results") as results:
        assert results.scalar(text("SELECT count(*) FROM response")) == 10


def test_a_missing_definition_stops_the_opening_before_anything_happens(wave):
    wave.answer("8-11", 10)
    wave.close()
    before = _everything(wave.stores)
    with pytest.raises(UnknownInstrument):
        open_box(replace(wave, catalogue=replace(wave.catalogue, instruments=())))
    assert _everything(wave.stores) == before


def test_an_opening_that_was_cut_off_after_its_results_is_finished_by_the_next(wave, monkeypatch):
    wave.answer("8-11", 10)
    wave.close()
    monkeypatch.setattr("surveyapp.opening.once.ballots.mark_opened", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_box(wave)
    monkeypatch.undo()
    assert (_state(wave), wave.state_keys.exists(WAVE)) == (State.CLOSED, True)
    assert open_box(wave).n_ok == 10
    assert (_state(wave), wave.state_keys.exists(WAVE)) == (State.OPENED, False)
    with wave.stores.read("results") as results:
        assert results.scalar(text("SELECT count(*) FROM response")) == 10


def test_an_opening_that_fails_while_storing_leaves_nothing(wave, monkeypatch):
    wave.answer("8-11", 10)
    wave.close()
    before = _everything(wave.stores)
    monkeypatch.setattr("surveyapp.results.store.Tally", None)
    with pytest.raises(Exception, match="None"):
        open_box(wave)
    monkeypatch.undo()
    assert _everything(wave.stores) == before
    assert open_box(wave).n_ok == 10


def test_what_needs_answers_and_breakdowns_together_is_kept_with_everything_else(stores, settings):
    wave = running(stores, settings, {"8-11": 60})
    with stores.write("fieldwork") as registry:
        cohorts.set_breakdown(registry, WAVE, band="8-11", breakdown="sex", counts={"girl": 40, "boy": 20})
    for sex, placement in product(("girl", "boy"), ("foster", "kinship")):
        often, seldom = ("always", "never") if sex == "girl" else ("never", "always")
        wave.answer("8-11", 7, sex=sex, placement=placement, **{SAFE: often})
        wave.answer("8-11", 3, sex=sex, placement=placement, **{SAFE: seldom})
    wave.close()
    open_box(wave)
    with stores.read("results") as results:
        joint = sums.joint_counts(results, WAVE)
        (raked,) = sums.raked_sums(results, WAVE)
    assert {(it.groups, it.beside_groups, n) for it, n in joint.items()} == {
        (placement, sex, 10) for placement in ("foster", "kinship") for sex in ("girl", "boy")
    }
    assert (raked.item, raked.margins, raked.n) == (SAFE, "sex", 40)
    assert raked.positive / raked.weights == pytest.approx(2 / 3 * 0.7 + 1 / 3 * 0.3)


def test_a_child_who_sends_after_the_opening_is_told(wave):
    wave.answer("8-11", 10)
    late = wave.submission("8-11")
    wave.close()
    open_box(wave)
    with pytest.raises(WaveClosed):
        cast(wave.stores, late)


def test_no_id_of_the_results_is_known_to_the_box(wave):
    wave.answer("8-11", 12, comments="hello")
    wave.close()
    with wave.stores.read("box") as box:
        sealed = b"".join(b"".join(row) for row in box.execute(text("SELECT tag, sealed FROM ballot")))
    open_box(wave)
    with wave.stores.read("results") as results:
        ids = [row.id for table in ("response", "comment") for row in results.execute(text(f"SELECT id FROM {table}"))]
    assert len(set(ids)) == 24
    assert not [it for it in ids if it in sealed]
