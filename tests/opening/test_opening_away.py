"""A box opened on a machine without network gives exactly what it gives on the server, and comes home once."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import pytest
from builders import opening as council
from builders.wave import NAMES, WAVE, running
from sqlalchemy import text

from surveyapp.box import keys, sealing
from surveyapp.box.custody import NotEnoughCustodians, PhraseMistypedBy, PhraseMixedUp, PhraseWrong
from surveyapp.box.deposit import deposit
from surveyapp.box.phrases import make_phrase
from surveyapp.config import HOME
from surveyapp.db.engines import Stores
from surveyapp.definition import catalogue
from surveyapp.definition.answers import encode_ballot
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.fieldwork import cohorts, waves
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.fieldwork.models import State
from surveyapp.opening import AlreadyOpened, NotClosed, TooFewToOpen, open_wave, written
from surveyapp.opening.away import OtherWave, carried_box, open_away
from surveyapp.opening.contents import sort_out
from surveyapp.opening.export import export
from surveyapp.opening.findings import Findings
from surveyapp.opening.homecoming import BallotsGone, LateBallots, NotOurs, bring_home
from surveyapp.opening.parcels import NoParcel, OtherParcel, ParcelChanged, ParcelTooNew
from surveyapp.results.handed import Raked

TODAY = date(2026, 4, 20)
DEFINITIONS = (HOME / "surveys" / "definitions",)
HAPPY = [("8-11", "so_so"), ("11-18", 7)]
TABLES = ("opening", "opened_band", "response", "comment", "tally", "joint_count", "raked_sum", "score_mean")
DRAWN = {"id"}


@cache
def known():
    return catalogue.load(DEFINITIONS)


@pytest.fixture
def wave(stores, settings):
    """Three bands, one small, with answers, comments and groups whose sizes were given."""
    made = running(stores, settings, {"4-7": 14, "8-11": 24, "11-18": 44}, surveys=known())
    with stores.write("fieldwork") as registry:
        counts = {"girl_or_woman": 24, "boy_or_man": 20}
        cohorts.set_breakdown(registry, WAVE, band="11-18", breakdown="sex", counts=counts)
    _put_in(made, "4-7", 4)
    _put_in(made, "8-11", 12, feels_safe_home="mostly", best_thing="a comment of the younger")
    for sex, placement in product(("girl_or_woman", "boy_or_man"), ("foster", "parents")):
        safe = "mostly" if sex == "boy_or_man" else "rarely"
        _put_in(made, "11-18", 10, sex=sex, placement=placement, feels_safe_home=safe)
    return made


def _put_in(wave, band, count, **answers):
    """Ballots as they lie in the box; how they came there is tested elsewhere."""
    plaintext = encode_ballot(known().version(band, "2024"), {"assent": "yes", **answers}, 4096)
    with wave.stores.write("box") as box:
        public = keys.public_key(box, WAVE)
        for _ in range(count):
            sealed = sealing.seal(public, wave=WAVE, band=band, plaintext=plaintext)
            deposit(box, tag=secrets.token_bytes(32), wave=WAVE, band=band, sealed=sealed)


@pytest.fixture
def closed(wave):
    wave.close()
    return wave


def _export(wave, path, **changes):
    return export(changes.get("stores", wave.stores), wave.catalogue, DEFINITIONS, WAVE, path)


def _home(wave, path, **choices):
    return bring_home(wave.stores, wave.catalogue, path, state_keys=wave.state_keys, today=TODAY, **choices)


@pytest.fixture
def carried(closed, tmp_path):
    """The file on its way to the other machine."""
    _export(closed, tmp_path / "box")
    return tmp_path / "box"


@pytest.fixture
def back(closed, carried, tmp_path):
    """The file on its way home."""
    open_away(carried_box(carried), closed.quorum(), tmp_path / "opened")
    return tmp_path / "opened"


def _stored(stores, *, of=TABLES):
    """Everything in the results but ids drawn at random, as sets."""
    with stores.read("results") as results:
        rows = {table: results.execute(text(f"SELECT * FROM {table}")).mappings().all() for table in of}
    return {
        table: sorted(repr({name: it for name, it in row.items() if name not in DRAWN}) for row in found)
        for table, found in rows.items()
    }


def _everything(stores):
    tables = {"fieldwork": ("wave", "access_code"), "box": ("wave_key", "wrapped_key", "ballot"), "results": TABLES}
    found = {}
    for store, names in tables.items():
        with stores.read(store) as session:
            for name in names:
                found[name] = sorted(map(repr, session.execute(text(f"SELECT * FROM {name}")).all()))
    return found


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
    report = _home(closed, back)
    away = _stored(closed.stores)
    assert (_state(closed), closed.state_keys.exists(WAVE)) == (State.OPENED, False)
    assert all(away[table] for table in ("comment", "tally", "opened_band"))
    _sealed_again(closed)
    here = open_wave(closed.stores, closed.catalogue, WAVE, closed.quorum(), state_keys=closed.state_keys, today=TODAY)
    assert _stored(closed.stores) == away
    assert report == here
    assert here.merged == ("4-7+8-11",)


def test_nothing_is_changed_by_the_export(closed, tmp_path):
    before = _everything(closed.stores)
    made = _export(closed, tmp_path / "box")
    assert _everything(closed.stores) == before
    assert made.ballots == 56
    assert (tmp_path / "box").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        _export(closed, tmp_path / "box")


def test_the_file_holds_no_code_tag_or_answer(closed, carried):
    content = carried.read_bytes()
    with closed.stores.read("box") as box:
        tags = [row.tag for row in box.execute(text("SELECT tag FROM ballot"))]
    with closed.stores.read("fieldwork") as registry:
        tags += [row.digest for row in registry.execute(text("SELECT digest FROM access_code"))]
    assert not [tag for tag in tags if tag in content or tag.hex().encode() in content]
    assert b"a comment" not in content
    listed = json.loads(content.partition(b"\n")[2])
    assert set(listed) == {"wave", "keys", "ballots", "home", "bands", "cards", "eligible", "surveys"}


def test_the_file_that_comes_home_is_read_by_its_server_alone(closed, back):
    assert b"a comment" not in back.read_bytes()
    assert back.stat().st_mode & 0o777 == 0o600
    elsewhere = Stores({name: closed.stores.engine(name) for name in ("fieldwork", "box", "results")}, pepper=bytes(32))
    before = _everything(closed.stores)
    with pytest.raises(NotOurs, match="pepper"):
        _home(replace(closed, stores=elsewhere), back)
    assert _everything(closed.stores) == before


def test_results_that_nobody_with_the_keys_has_made_are_refused(closed, carried, tmp_path):
    """Whoever has the sealed box alone knows the public key and the server's, and that is not enough."""
    box = carried_box(carried)
    stranger = sealing.new_private_key()
    forged = tmp_path / "forged"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("surveyapp.opening.away.keys.unwrap", lambda *_: stranger)
        open_away(box, {}, forged)
    with pytest.raises(NotOurs):
        _home(closed, forged)


def test_it_comes_home_once(closed, back):
    _home(closed, back)
    whole = _everything(closed.stores)
    with pytest.raises(AlreadyOpened):
        _home(closed, back)
    assert _everything(closed.stores) == whole


def test_a_wave_opened_here_in_the_meantime_is_left_alone(closed, back):
    open_wave(closed.stores, closed.catalogue, WAVE, closed.quorum(), state_keys=closed.state_keys, today=TODAY)
    with pytest.raises(AlreadyOpened):
        _home(closed, back)


def test_a_homecoming_that_fails_leaves_nothing_and_one_cut_off_is_finished(closed, back, monkeypatch):
    before = _everything(closed.stores)
    monkeypatch.setattr("surveyapp.results.store.Tally", None)
    with pytest.raises(Exception, match="None"):
        _home(closed, back)
    monkeypatch.undo()
    assert _everything(closed.stores) == before
    monkeypatch.setattr("surveyapp.opening.once.ballots.mark_opened", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _home(closed, back)
    monkeypatch.undo()
    assert _state(closed) is State.CLOSED
    assert _home(closed, back).n_ok == 56
    assert _state(closed) is State.OPENED


def test_ballots_that_came_after_the_export_stay_sealed_and_are_told_of(closed, back):
    with closed.stores.write("box") as box:
        box.execute(text("INSERT INTO ballot SELECT :tag, wave, band, sealed FROM ballot LIMIT 1"), {"tag": bytes(32)})
    before = _everything(closed.stores)
    with pytest.raises(LateBallots, match="1 came into the box after"):
        _home(closed, back)
    assert _everything(closed.stores) == before
    report = _home(closed, back, leave_late=True)
    assert (report.n_ok, report.late) == (56, 1)
    with closed.stores.read("results") as results:
        assert results.scalar(text("SELECT late FROM opened_away")) == 1


def test_a_server_restored_from_an_older_copy_is_noticed(closed, back):
    with closed.stores.write("box") as box:
        box.execute(text("DELETE FROM ballot WHERE tag IN (SELECT tag FROM ballot LIMIT 2)"))
    with pytest.raises(BallotsGone, match="2 of the ballots"):
        _home(closed, back)


def test_a_wave_that_still_takes_answers_is_not_exported(wave, tmp_path):
    with pytest.raises(NotClosed):
        _export(wave, tmp_path / "box")
    assert not (tmp_path / "box").exists()


def test_an_opened_wave_is_not_exported(closed, back, tmp_path):
    _home(closed, back)
    with pytest.raises(AlreadyOpened):
        _export(closed, tmp_path / "again")


def test_what_is_written_down_is_read_again_to_the_last_digit():
    plan = council.plan("8-11", "11-18")
    ballots = [council.child(plan, band, "a “comment”\n", happy_yesterday=answer) for band, answer in HAPPY * 12]
    found = Findings(WAVE, 24, 1, bytes(range(32)), ("4-7",), sort_out(plan, ballots))
    again = json.loads(json.dumps(written.findings(found)))
    assert written.read_findings(again) == found
    raked = replace(found.parts, raked=(Raked("8-11", "x", "sex", 24, 0.1 + 0.2, 1e-17, 1 / 3),))
    assert written.read_findings(json.loads(json.dumps(written.findings(replace(found, parts=raked))))).parts == raked


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_a_changed_or_cut_file_is_refused(self, closed, carried, back):
        for path, read in ((carried, carried_box), (back, lambda it: _home(closed, it))):
            whole = path.read_bytes()
            for changed in (whole[:-1], whole.replace(b'"wave":"n', b'"wave":"m'), whole[:5000] + b"x" + whole[5001:]):
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
                _home(closed, other)
        with pytest.raises(OtherParcel, match="results of an opening"):
            carried_box(back)
        with pytest.raises(OtherParcel, match="holds a sealed box"):
            _home(closed, carried)
        carried.write_bytes(carried.read_bytes().replace(b"surveyapp box 1 ", b"surveyapp box 2 "))
        with pytest.raises(ParcelTooNew):
            carried_box(carried)

    def test_another_waves_file_is_refused(self, closed, carried, back):
        with pytest.raises(OtherWave, match="box of northvale-2026, not of northvale-2025"):
            carried_box(carried, wave="northvale-2025")
        with closed.stores.write("fieldwork") as registry:
            for table in ("eligible", "access_code", "stratum", "custodian", "wave_band", "wave"):
                registry.execute(text(f"DELETE FROM {table}"))
        with pytest.raises(WaveUnknown):
            _home(closed, back)

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
        _put_in(wave, "8-11", 4, best_thing="a comment")
        wave.close()
        _export(wave, tmp_path / "box")
        box = carried_box(tmp_path / "box")
        with pytest.raises(TooFewToOpen):
            open_away(box, wave.quorum(), tmp_path / "opened")
        assert not (tmp_path / "opened").exists()
        open_away(box, wave.quorum(), tmp_path / "opened", comments_only=frozenset({"8-11"}))
        assert _home(wave, tmp_path / "opened").comments_only == ("8-11",)
        assert len(_stored(stores)["comment"]) == 4
        assert not _stored(stores)["response"]

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
