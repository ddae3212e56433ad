"""A box opened on a machine without network gives exactly what it gives on the server, and comes home once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from builders.carried import TABLES, TODAY, come_home, everything, export_box, known, put_in, stored
from builders.wave import NAMES, WAVE, running
from sqlalchemy import text

from surveyapp.box import sealing
from surveyapp.box.custody import NotEnoughCustodians, PhraseMistypedBy, PhraseMixedUp, PhraseWrong
from surveyapp.box.phrases import make_phrase
from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.fieldwork.models import State
from surveyapp.opening import AlreadyOpened, TooFewToOpen, open_wave
from surveyapp.opening.away import OtherWave, carried_box, open_away
from surveyapp.opening.export import export
from surveyapp.opening.homecoming import BallotsGone, LateBallots, NotOurs
from surveyapp.opening.parcels import NoParcel, OtherParcel, ParcelChanged, ParcelTooNew


def _state(wave):
    with wave.stores.read("fieldwork") as registry:
        return waves.find(registry, WAVE).state


def _sealed_again(wave):
    """As if nothing had been opened yet."""
    with wave.stores.write("results") as results:
        for table in ("opened_away", *reversed(TABLES)):
            results.execute(text(f"DELETE FROM {table}"))
    with wave.stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET opened = false"))
    with wave.stores.write("fieldwork") as registry:
        registry.execute(text("UPDATE wave SET state = 'closed'"))
    wave.state_keys.create(WAVE)


def test_a_box_opened_away_gives_what_it_gives_here(closed, back):
    report = come_home(closed, back)
    away = stored(closed.stores)
    assert (_state(closed), closed.state_keys.exists(WAVE)) == (State.OPENED, False)
    assert all(away[table] for table in ("comment", "tally", "opened_band"))
    _sealed_again(closed)
    here = open_wave(closed.stores, closed.catalogue, WAVE, closed.quorum(), state_keys=closed.state_keys, today=TODAY)
    assert stored(closed.stores) == away
    assert report == here
    assert here.merged == ("4-7+8-11",)


def test_the_file_that_comes_home_is_read_by_its_server_alone(closed, back):
    assert b"a comment" not in back.read_bytes()
    assert back.stat().st_mode & 0o777 == 0o600
    elsewhere = Stores({name: closed.stores.engine(name) for name in ("fieldwork", "box", "results")}, pepper=bytes(32))
    before = everything(closed.stores)
    with pytest.raises(NotOurs, match="pepper"):
        come_home(replace(closed, stores=elsewhere), back)
    assert everything(closed.stores) == before


def test_results_that_nobody_with_the_keys_has_made_are_refused(closed, carried, tmp_path):
    """Whoever has the sealed box alone knows the public key and the server's, and that is not enough."""
    box = carried_box(carried)
    stranger = sealing.new_private_key()
    forged = tmp_path / "forged"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("surveyapp.opening.away.keys.unwrap", lambda *_: stranger)
        open_away(box, {}, forged)
    with pytest.raises(NotOurs):
        come_home(closed, forged)


def test_it_comes_home_once(closed, back):
    come_home(closed, back)
    whole = everything(closed.stores)
    with pytest.raises(AlreadyOpened):
        come_home(closed, back)
    assert everything(closed.stores) == whole


def test_a_wave_opened_here_in_the_meantime_is_left_alone(closed, back):
    open_wave(closed.stores, closed.catalogue, WAVE, closed.quorum(), state_keys=closed.state_keys, today=TODAY)
    with pytest.raises(AlreadyOpened):
        come_home(closed, back)


def test_a_homecoming_that_fails_leaves_nothing_and_one_cut_off_is_finished(closed, back, monkeypatch):
    before = everything(closed.stores)
    monkeypatch.setattr("surveyapp.results.store.Tally", None)
    with pytest.raises(Exception, match="None"):
        come_home(closed, back)
    monkeypatch.undo()
    assert everything(closed.stores) == before
    monkeypatch.setattr("surveyapp.opening.once.ballots.mark_opened", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        come_home(closed, back)
    monkeypatch.undo()
    assert _state(closed) is State.CLOSED
    assert come_home(closed, back).n_ok == 56
    assert _state(closed) is State.OPENED


def test_ballots_that_came_after_the_export_stay_sealed_and_are_told_of(closed, back):
    with closed.stores.write("box") as box:
        box.execute(text("INSERT INTO ballot SELECT :tag, wave, band, sealed FROM ballot LIMIT 1"), {"tag": bytes(32)})
    before = everything(closed.stores)
    with pytest.raises(LateBallots, match="1 came into the box after"):
        come_home(closed, back)
    assert everything(closed.stores) == before
    report = come_home(closed, back, leave_late=True)
    assert (report.n_ok, report.late) == (56, 1)
    with closed.stores.read("results") as results:
        assert results.scalar(text("SELECT late FROM opened_away")) == 1


def test_a_server_restored_from_an_older_copy_is_noticed(closed, back):
    with closed.stores.write("box") as box:
        box.execute(text("DELETE FROM ballot WHERE tag IN (SELECT tag FROM ballot LIMIT 2)"))
    with pytest.raises(BallotsGone, match="2 of the ballots"):
        come_home(closed, back)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_a_changed_or_cut_file_is_refused(self, closed, carried, back):
        for path, read in ((carried, carried_box), (back, lambda it: come_home(closed, it))):
            whole = path.read_bytes()
            turned = whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]
            for changed in (whole[:-1], whole.replace(b'"wave":"n', b'"wave":"m'), turned):
                assert changed != whole
                path.write_bytes(changed)
                with pytest.raises(ParcelChanged, match="cut short or changed"):
                    read(path)

    def test_a_file_of_something_else_is_refused(self, closed, carried, back, tmp_path):
        other = tmp_path / "other"
        for content in (b"", b"hello", b"surveyapp", bytes(100_000), b"surveyapp box 1 2 3 4\n"):
            other.write_bytes(content)
            with pytest.raises(NoParcel, match="box export"):
                carried_box(other)
            with pytest.raises(NoParcel, match="open --box"):
                come_home(closed, other)
        with pytest.raises(OtherParcel, match="results of an opening"):
            carried_box(back)
        with pytest.raises(OtherParcel, match="holds a sealed box"):
            come_home(closed, carried)
        carried.write_bytes(carried.read_bytes().replace(b"surveyapp box 3 ", b"surveyapp box 4 "))
        with pytest.raises(ParcelTooNew):
            carried_box(carried)

    def test_another_waves_file_is_refused(self, closed, carried, back):
        with pytest.raises(OtherWave, match="box of northvale-2026, not of northvale-2025"):
            carried_box(carried, wave="northvale-2025")
        with closed.stores.write("fieldwork") as registry:
            kept = ("manifest_seal", "wave_manifest")
            for table in ("eligible", "access_code", "stratum", "custodian", "wave_band", *kept, "wave"):
                registry.execute(text(f"DELETE FROM {table}"))
        with pytest.raises(WaveUnknown):
            come_home(closed, back)

    @pytest.mark.parametrize(
        ("phrases", "problem"),
        [
            (lambda wave: wave.quorum("Ada"), NotEnoughCustodians),
            (lambda wave: {**wave.quorum(), "Ben": make_phrase()}, PhraseWrong),
            (lambda wave: {"Ada": wave.phrases["Ben"], "Ben": wave.phrases["Ada"]}, PhraseMixedUp),
            (lambda wave: {**wave.quorum(), "Ben": wave.phrases["Ben"][:-1] + "B8"[wave.phrases["Ben"][-1] == "B"]},
             PhraseMistypedBy),
        ],
    )  # fmt: skip
    def test_wrong_phrases_tell_the_same_story_and_write_no_file(self, closed, carried, tmp_path, phrases, problem):
        with pytest.raises(problem):
            open_away(carried_box(carried), phrases(closed), tmp_path / "opened")
        assert sorted(it.name for it in tmp_path.iterdir()) == ["box", "instance"]

    def test_too_few_answers_write_no_file_until_somebody_decides(self, stores, settings, tmp_path):
        wave = running(stores, settings, {"8-11": 14}, surveys=known())
        put_in(wave, "8-11", 4, best_thing="a comment")
        wave.close()
        export_box(wave, tmp_path / "box")
        box = carried_box(tmp_path / "box")
        with pytest.raises(TooFewToOpen):
            open_away(box, wave.quorum(), tmp_path / "opened")
        assert not (tmp_path / "opened").exists()
        open_away(box, wave.quorum(), tmp_path / "opened", comments_only=frozenset({"8-11"}))
        assert come_home(wave, tmp_path / "opened").comments_only == ("8-11",)
        assert len(stored(stores)["comment"]) == 4
        assert not stored(stores)["response"]

    def test_an_opening_away_writes_nothing_that_can_be_read_and_uses_no_database_file(
        self, closed, carried, tmp_path, monkeypatch
    ):
        used = []
        connect = sqlite3.connect
        monkeypatch.setattr(
            sqlite3.dbapi2, "connect", lambda *args, **more: used.append(args[0]) or connect(*args, **more)
        )
        open_away(carried_box(carried), closed.quorum(*NAMES[1:]), tmp_path / "opened")
        assert set(used) <= {":memory:"}

    def test_a_survey_whose_file_is_gone_stops_the_export(self, closed, tmp_path):
        with pytest.raises(UnknownInstrument, match="put them back"):
            export(closed.stores, closed.catalogue, (tmp_path,), WAVE, tmp_path / "box")
