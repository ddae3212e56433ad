"""The box is opened once, after the close, by a quorum, all or nothing."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from builders.opening import CONTACT, HAPPY, SAFE
from builders.wave import NAMES, WAVE, running
from sqlalchemy import text

from surveyapp.box import keys, sealing, tokens
from surveyapp.box.custody import NotEnoughCustodians, PhraseWrong, WaveWithoutKeys
from surveyapp.box.deposit import deposit
from surveyapp.box.phrases import make_phrase
from surveyapp.casting import cast
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.fieldwork import cohorts, waves
from surveyapp.fieldwork.counts import response_rates
from surveyapp.fieldwork.errors import WaveClosed
from surveyapp.fieldwork.models import State
from surveyapp.opening import (
    AlreadyOpened,
    CountsDisagree,
    NotClosed,
    NotYetToBeDestroyed,
    TooFewToOpen,
    afterwards,
    destroy,
    open_wave,
)
from surveyapp.results import sums
from surveyapp.results.queries import counts

TODAY = date(2026, 4, 20)


@pytest.fixture
def wave(stores, settings):
    return running(stores, settings, {"8-11": 30, "11-18": 14})


def _open(wave, phrases=None, **choices):
    chosen = phrases or wave.quorum()
    given = {"state_keys": wave.state_keys, "today": TODAY, **choices}
    return open_wave(wave.stores, wave.catalogue, wave.wave, chosen, **given)


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


def _digests(registry):
    return {bytes(row.digest) for row in registry.execute(text("SELECT digest FROM access_code"))}


def _counted(wave, **where):
    with wave.stores.read("results") as results:
        found = counts(results, wave.wave, wave.catalogue)
    return {it.answer: it.n for it in found if all(getattr(it, name) == value for name, value in where.items())}


def test_after_the_opening_every_answer_is_counted(wave):
    wave.answer("8-11", 12, **{SAFE: "always", CONTACT: "too_little", "sex": "girl"})
    wave.answer("8-11", 8, **{SAFE: "never", CONTACT: "just_right", "sex": "boy"})
    wave.answer("11-18", 11, **{SAFE: "mostly", HAPPY: 7})
    wave.close()
    report = _open(wave)
    assert (report.n_ok, report.n_bad, dict(report.bands)) == (31, 0, {"8-11": 20, "11-18": 11})
    assert _counted(wave, bands=("8-11",), breakdown="all", item=SAFE) == {"always": 12, "never": 8}
    assert _counted(wave, bands=("8-11",), breakdown="all", item=CONTACT) == {"too_little": 12, "just_right": 8}
    assert _counted(wave, bands=("11-18",), breakdown="all", item=HAPPY) == {"7": 11}
    assert _state(wave) is State.OPENED
    assert not wave.state_keys.exists(WAVE)


def test_a_box_is_opened_once(wave):
    wave.answer("8-11", 10)
    wave.close()
    _open(wave)
    with pytest.raises(AlreadyOpened):
        _open(wave)


def test_a_wave_that_still_takes_answers_stays_sealed(wave):
    wave.answer("8-11", 10)
    before = _everything(wave.stores)
    with pytest.raises(NotClosed):
        _open(wave)
    with wave.stores.write("fieldwork") as registry:
        waves.start_closing(registry, WAVE)
    with pytest.raises(NotClosed):
        _open(wave)
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
        _open(wave, phrases(wave))
    assert _everything(wave.stores) == before
    assert wave.state_keys.exists(WAVE)


def test_any_two_custodians_open_it(wave):
    wave.answer("8-11", 10)
    wave.close()
    assert _open(wave, wave.quorum(*NAMES[1:])).n_ok == 10


def test_too_few_to_open_changes_nothing_and_can_be_mended_by_waiting(stores, settings):
    wave = running(stores, settings, {"8-11": 30, "leavers": 12}, neighbours={})
    wave.answer("8-11", 10)
    wave.answer("leavers", 9)
    wave.close()
    before = _everything(stores)
    with pytest.raises(TooFewToOpen) as caught:
        _open(wave)
    assert caught.value.bands == ("leavers",)
    assert _everything(stores) == before
    assert wave.state_keys.exists(WAVE)
    assert _state(wave) is State.CLOSED
    with stores.write("fieldwork") as registry:
        waves.extend(registry, WAVE, ends_on=TODAY)
    wave.answer("leavers")
    wave.close()
    assert dict(_open(wave).bands) == {"8-11": 10, "leavers": 10}


def test_a_small_band_may_be_opened_for_its_comments_alone(stores, settings):
    wave = running(stores, settings, {"8-11": 30, "leavers": 12}, neighbours={})
    wave.answer("8-11", 10, comments="of many")
    wave.answer("leavers", 3, comments="of few", **{SAFE: "never"})
    wave.close()
    report = _open(wave, comments_only=frozenset({"leavers"}))
    assert (report.n_ok, dict(report.bands), report.comments_only) == (13, {"8-11": 10}, ("leavers",))
    with stores.read("results") as results:
        kept = results.execute(text("SELECT band, review, count(*) FROM comment GROUP BY band, review")).all()
    assert sorted(map(tuple, kept)) == [("8-11", "unread", 10), ("leavers", "safeguarding", 3)]
    assert _counted(wave, answer="never") == {}


def test_bad_ballots_are_counted_and_never_stored(wave):
    wave.answer("8-11", 10)
    for plaintext in (b"", b"CANARY no ballot at all", bytes([1]) + bytes(40)):
        cast(wave.stores, replace(wave.submission("8-11"), plaintext=plaintext))
    with wave.stores.write("box") as box:
        noise = {"wave": WAVE, "band": "8-11", "sealed": bytes(sealing.SEALED_SIZE)}
        deposit(box, tag=tokens.token(tokens.new_seed()).tag, **noise)
    wave.close()
    report = _open(wave)
    assert (report.n_ok, report.n_bad) == (10, 4)
    with wave.stores.read("results") as results:
        assert results.scalar(text("SELECT count(*) FROM response")) == 10


def test_a_missing_definition_stops_the_opening_before_anything_happens(wave):
    wave.answer("8-11", 10)
    wave.close()
    before = _everything(wave.stores)
    with pytest.raises(UnknownInstrument):
        _open(replace(wave, catalogue=replace(wave.catalogue, instruments=())))
    assert _everything(wave.stores) == before


def test_an_opening_that_was_cut_off_after_its_results_is_finished_by_the_next(wave, monkeypatch):
    wave.answer("8-11", 10)
    wave.close()
    monkeypatch.setattr("surveyapp.opening.once.ballots.mark_opened", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _open(wave)
    monkeypatch.undo()
    assert (_state(wave), wave.state_keys.exists(WAVE)) == (State.CLOSED, True)
    assert _open(wave).n_ok == 10
    assert (_state(wave), wave.state_keys.exists(WAVE)) == (State.OPENED, False)
    with wave.stores.read("results") as results:
        assert results.scalar(text("SELECT count(*) FROM response")) == 10


def test_an_opening_that_fails_while_storing_leaves_nothing(wave, monkeypatch):
    wave.answer("8-11", 10)
    wave.close()
    before = _everything(wave.stores)
    monkeypatch.setattr("surveyapp.results.store.Tally", None)
    with pytest.raises(Exception, match="None"):
        _open(wave)
    monkeypatch.undo()
    assert _everything(wave.stores) == before
    assert _open(wave).n_ok == 10


def test_what_needs_answers_and_breakdowns_together_is_kept_with_everything_else(stores, settings):
    wave = running(stores, settings, {"8-11": 60})
    with stores.write("fieldwork") as registry:
        cohorts.set_breakdown(registry, WAVE, band="8-11", breakdown="sex", counts={"girl": 40, "boy": 20})
    for sex, placement in product(("girl", "boy"), ("foster", "kinship")):
        wave.answer("8-11", 10, sex=sex, placement=placement, **{SAFE: "always" if sex == "girl" else "never"})
    wave.close()
    _open(wave)
    with stores.read("results") as results:
        joint = sums.joint_counts(results, WAVE)
        (raked,) = sums.raked_sums(results, WAVE)
    assert {(it.groups, it.beside_groups, n) for it, n in joint.items()} == {
        (placement, sex, 10) for placement in ("foster", "kinship") for sex in ("girl", "boy")
    }
    assert (raked.item, raked.margins, raked.n) == (SAFE, "sex", 40)
    assert raked.positive / raked.weights == pytest.approx(2 / 3)


def test_a_child_who_sends_after_the_opening_is_told(wave):
    wave.answer("8-11", 10)
    late = wave.submission("8-11")
    wave.close()
    _open(wave)
    with pytest.raises(WaveClosed):
        cast(wave.stores, late)


def test_no_id_of_the_results_is_known_to_the_box(wave):
    wave.answer("8-11", 12, comments="hello")
    wave.close()
    with wave.stores.read("box") as box:
        sealed = b"".join(b"".join(row) for row in box.execute(text("SELECT tag, sealed FROM ballot")))
    _open(wave)
    with wave.stores.read("results") as results:
        ids = [row.id for table in ("response", "comment") for row in results.execute(text(f"SELECT id FROM {table}"))]
    assert len(set(ids)) == 24
    assert not [it for it in ids if it in sealed]


class TestDestruction:
    def _destroy(self, wave, **choices):
        given = {"restore_tried": True, "by": "Ada", **choices}
        return destroy(wave.stores, WAVE, state_keys=wave.state_keys, today=TODAY, **given)

    @pytest.fixture
    def opened(self, wave):
        wave.answer("8-11", 10)
        cast(wave.stores, replace(wave.submission("8-11"), plaintext=b"bad"))
        wave.close()
        _open(wave)
        return wave

    def test_keys_and_ballots_go_and_the_certificate_says_so(self, opened):
        certificate = self._destroy(opened)
        assert (certificate.ballots, certificate.wrapped_keys, certificate.n_ok, certificate.n_bad) == (11, 3, 10, 1)
        said = certificate.text()
        assert "Sealed ballots destroyed: 11" in said
        assert "every backup of the box" in said
        assert "Destroyed by: Ada" in said
        for table in ("ballot", "wrapped_key", "custodian"):
            with opened.stores.read("box") as box:
                assert box.scalar(text(f"SELECT count(*) FROM {table}")) == 0

    def test_codes_are_forgotten_and_the_response_rate_stays(self, opened):
        with opened.stores.read("fieldwork") as registry:
            before, digests = response_rates(registry, WAVE), _digests(registry)
        assert self._destroy(opened).codes == 44
        with opened.stores.read("fieldwork") as registry:
            assert response_rates(registry, WAVE) == before
            assert not digests & _digests(registry)
            assert registry.scalar(text("SELECT count(DISTINCT blinded) FROM access_code")) == 1

    def test_a_second_try_gives_the_same_certificate(self, opened):
        first = self._destroy(opened)
        assert self._destroy(opened, by="Ben", restore_tried=False) == first
        assert afterwards(opened.stores, WAVE).certificate == first

    def test_a_destruction_that_was_cut_off_is_taken_up_again(self, opened, monkeypatch):
        for cut in ("ballots.destroy", "state_keys", "wash"):
            with monkeypatch.context() as patch:
                place = "box.statekeys.StateKeys.destroy" if cut == "state_keys" else f"opening.destruction.{cut}"
                patch.setattr(f"surveyapp.{place}", lambda *_args: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    self._destroy(opened)
            assert afterwards(opened.stores, WAVE).certificate is None
        certificate = self._destroy(opened, by="Ben")
        assert (certificate.ballots, certificate.wrapped_keys, certificate.codes, certificate.by) == (11, 3, 44, "Ada")

    def test_ballots_that_came_too_late_are_destroyed_and_told_of(self, opened):
        with opened.stores.write("box") as box:
            box.execute(
                text("INSERT INTO ballot SELECT :tag, wave, band, sealed FROM ballot LIMIT 1"), {"tag": bytes(32)}
            )
        with pytest.raises(CountsDisagree):
            self._destroy(opened)
        with opened.stores.write("results") as results:
            results.execute(text("INSERT INTO opened_away VALUES (:wave, 1)"), {"wave": WAVE})
        certificate = self._destroy(opened)
        assert (certificate.ballots, certificate.late) == (12, 1)
        assert "1 came too late and were never opened" in certificate.text()

    def test_what_was_destroyed_opens_never_again(self, opened):
        self._destroy(opened)
        with opened.stores.read("box") as box, pytest.raises(WaveWithoutKeys):
            keys.unwrap(box, WAVE, opened.phrases)

    def test_results_are_still_there(self, opened):
        self._destroy(opened)
        assert _counted(opened, breakdown="all", item=SAFE) == {"skipped": 10}

    def test_nothing_is_destroyed_before_the_opening(self, wave):
        with pytest.raises(NotYetToBeDestroyed, match="not been opened"):
            self._destroy(wave)

    def test_nothing_is_destroyed_before_a_restore_was_tried(self, opened):
        with pytest.raises(NotYetToBeDestroyed, match="restore"):
            self._destroy(opened, restore_tried=False)

    def test_nothing_is_destroyed_while_counts_disagree(self, opened):
        with opened.stores.write("box") as box:
            box.execute(text("DELETE FROM ballot WHERE tag IN (SELECT tag FROM ballot LIMIT 1)"))
        with pytest.raises(NotYetToBeDestroyed, match="10 ballots"):
            self._destroy(opened)
