"""However often a ballot is sent it is in the box once, and the database itself keeps its shape."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from surveyapp.box import ballots, keys, sealing, tokens
from surveyapp.box.deposit import Deposited, deposit
from surveyapp.box.gate import BoxNotReady, BoxOpened
from surveyapp.box.wrapping import Cost

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def public(stores):
    with stores.write("box") as box:
        keys.prepare(box, "w1", ("Ada", "Bo", "Cem"), cost=CHEAP)
        return keys.public_key(box, "w1")


def _put(stores, tag, sealed, band="8-11", wave="w1"):
    with stores.write("box") as box:
        return deposit(box, tag=tag, wave=wave, band=band, sealed=sealed)


def _sealed(public, plaintext=b"answers"):
    return sealing.seal(public, wave="w1", band="8-11", plaintext=plaintext)


def test_a_ballot_sent_twice_is_in_the_box_once_even_if_sealed_again(stores, public):
    tag = tokens.token(tokens.new_seed()).tag
    first = _sealed(public)
    assert _put(stores, tag, first) is Deposited.STORED
    assert _put(stores, tag, _sealed(public, b"other answers")) is Deposited.ALREADY
    with stores.write("box") as box:
        assert [ballot.sealed for ballot in ballots.take(box, "w1")] == [first]


def test_eight_at_once_with_one_tag_leave_one_ballot(stores, public):
    tag = tokens.token(tokens.new_seed()).tag
    outcomes = []
    threads = [threading.Thread(target=lambda: outcomes.append(_put(stores, tag, _sealed(public)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Deposited.ALREADY] * 7 + [Deposited.STORED]


def test_ballots_are_counted_by_band_and_wave(stores, public):
    for _ in range(3):
        _put(stores, tokens.token(tokens.new_seed()).tag, _sealed(public))
    _put(stores, tokens.token(tokens.new_seed()).tag, _sealed(public), band="4-7")
    with stores.read("box") as box:
        assert ballots.count(box, "w1") == {"8-11": 3, "4-7": 1}
        assert ballots.count(box, "w2") == {}


@pytest.mark.parametrize("change", [lambda tag, sealed: (tag[:-1], sealed), lambda tag, sealed: (tag, sealed + b"x")])
def test_the_database_refuses_another_length(stores, public, change):
    tag, sealed = change(tokens.token(tokens.new_seed()).tag, _sealed(public))
    with pytest.raises(IntegrityError):
        _put(stores, tag, sealed)


def test_a_wave_without_keys_takes_no_ballot(stores, public):
    with pytest.raises(BoxNotReady):
        _put(stores, bytes(32), _sealed(public), wave="w2")


def test_after_the_opening_nothing_goes_in(stores, public):
    with stores.write("box") as box:
        ballots.mark_opened(box, "w1")
    with pytest.raises(BoxOpened):
        _put(stores, bytes(32), _sealed(public))


def test_the_digest_of_a_box_does_not_depend_on_order(stores, public):
    for _ in range(5):
        _put(stores, tokens.token(tokens.new_seed()).tag, _sealed(public))
    with stores.write("box") as box:
        taken = list(ballots.take(box, "w1"))
    assert ballots.digest(taken) == ballots.digest(taken[::-1])
    assert ballots.digest(taken) != ballots.digest(taken[1:])


def test_while_the_box_is_being_opened_a_deposit_waits(stores, public):
    done = threading.Event()

    def late():
        _put(stores, tokens.token(tokens.new_seed()).tag, _sealed(public))
        done.set()

    with stores.write("box") as box:
        ballots.take(box, "w1")
        thread = threading.Thread(target=late)
        thread.start()
        assert not done.wait(0.3)
    thread.join(timeout=15)
    assert done.is_set()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_table_of_the_box_has_a_rowid(stores):
    with stores.read("box") as box:
        tables = dict(box.execute(text("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")).all())
    tables.pop("alembic_version")
    assert set(tables) == {
        "wave_key",
        "custodian",
        "wrapped_key",
        "issuer_key",
        "ballot",
        "permit",
        "waiting_ballot",
        "carried_away",
    }
    assert all(sql.rstrip().endswith("WITHOUT ROWID") for sql in tables.values())
