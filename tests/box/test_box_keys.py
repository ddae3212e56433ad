"""A wave's private key takes a quorum of custodians, and a wrong phrase is named."""

from itertools import combinations
from threading import Thread

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import text

from surveyapp.box import custody, keys, sealing, wrapping
from surveyapp.box.phrases import make_phrase
from surveyapp.box.wrapping import Cost

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
NAMES = ("Ada", "Bo", "Cem")


@pytest.fixture
def box(stores):
    with stores.write("box") as session:
        yield session


@pytest.fixture
def phrases(box):
    return keys.prepare(box, "w1", NAMES, cost=CHEAP)


def test_any_two_of_three_open_together(box, phrases):
    sealed = sealing.seal(keys.public_key(box, "w1"), wave="w1", band="8-11", plaintext=b"answers")
    for pair in combinations(NAMES, 2):
        private = keys.unwrap(box, "w1", {name: phrases[name] for name in pair})
        assert sealing.unseal(private, wave="w1", band="8-11", sealed=sealed) == b"answers"
    assert keys.unwrap(box, "w1", dict(phrases)) is not None


def test_one_custodian_alone_is_not_enough(box, phrases):
    with pytest.raises(custody.NotEnoughCustodians) as caught:
        keys.unwrap(box, "w1", {"Ada": phrases["Ada"]})
    assert (caught.value.needed, caught.value.came) == (2, 1)


def test_one_custodians_key_opens_no_layer_but_the_own(box, phrases):
    """Behind the outer layer of Ada and Bo lies Bo's layer, not the key."""
    from surveyapp.box import wrapping
    from surveyapp.box.models import Custodian, WrappedKey

    seat = box.get(Custodian, ("w1", "Ada"))
    key = wrapping.stretch(phrases["Ada"], salt=seat.salt, cost=CHEAP)
    for row in box.query(WrappedKey).all():
        quorum = row.quorum.split("\x1f")
        with pytest.raises(wrapping.WrongKey):
            wrapping.unwrap(row.wrapped, quorum, dict.fromkeys(quorum, key), purpose="surveyapp wave key|w1")


def test_any_one_of_two_is_possible_when_it_is_stated(box):
    phrases = keys.prepare(box, "w1", ("Ada", "Bo"), needed=1, cost=CHEAP)
    assert keys.needed(box, "w1") == 1
    for name, phrase in phrases.items():
        assert keys.open_canary(box, "w1", {name: phrase}) == (name,)


def test_two_are_needed_by_default(box, phrases):
    assert keys.needed(box, "w1") == 2
    assert keys.custodians(box, "w1") == NAMES


@pytest.mark.parametrize(
    ("names", "needed"),
    [(("Ada",), 1), (("Ada", "Bo"), 2), (("Ada", "Ada ", "Bo"), 2), (("Ada", "", "Bo"), 2), (NAMES, 0), (NAMES, 3),
     (("Ada", "B\x1fo", "Cem"), 2), (("A", "B", "C", "D", "E", "F"), 2)],
)  # fmt: skip
def test_custodians_who_could_not_hold_a_wave_are_refused(box, names, needed):
    with pytest.raises(custody.CustodiansUnfit, match=f"Name {needed + 1} to 5 different people"):
        keys.prepare(box, "w1", names, needed=needed, cost=CHEAP)


def test_a_wave_never_gets_a_second_pair_of_keys(box, phrases):
    with pytest.raises(custody.KeysAlreadyThere):
        keys.prepare(box, "w1", NAMES, cost=CHEAP)


def test_phrases_are_taken_as_people_type_them(box, phrases):
    typed = {"Ada": phrases["Ada"].lower().replace("-", " "), "Bo": f" {phrases['Bo']} "}
    assert keys.open_canary(box, "w1", typed) == ("Ada", "Bo")


def test_each_custodian_who_opens_the_canary_is_named(box, phrases):
    assert keys.open_canary(box, "w1", dict(phrases)) == NAMES
    assert keys.open_canary(box, "w1", {name: phrases[name] for name in ("Bo", "Cem")}) == ("Bo", "Cem")


def test_a_wrong_phrase_is_named(box, phrases):
    with pytest.raises(custody.PhraseWrong) as caught:
        keys.unwrap(box, "w1", {"Ada": phrases["Ada"], "Cem": make_phrase()})
    assert caught.value.name == "Cem"


def test_a_wrong_phrase_is_named_even_when_the_others_would_suffice(box, phrases):
    with pytest.raises(custody.PhraseWrong) as caught:
        keys.unwrap(box, "w1", {**phrases, "Bo": make_phrase()})
    assert caught.value.name == "Bo"


def test_mixed_up_phrases_say_whose_they_are(box, phrases):
    with pytest.raises(custody.PhraseMixedUp) as caught:
        keys.unwrap(box, "w1", {"Ada": phrases["Bo"], "Bo": phrases["Ada"]})
    assert (caught.value.name, caught.value.owner) == ("Ada", "Bo")


def test_the_phrase_of_another_wave_is_wrong(box, phrases):
    others = keys.prepare(box, "w2", NAMES, cost=CHEAP)
    with pytest.raises(custody.PhraseWrong):
        keys.unwrap(box, "w1", {"Ada": others["Ada"], "Bo": phrases["Bo"]})


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", custody.PhraseMissing), ("   ", custody.PhraseMissing), ("hello", custody.PhraseMistypedBy)],
)
def test_an_empty_or_garbled_phrase_is_named(box, phrases, typed, problem):
    with pytest.raises(problem) as caught:
        keys.unwrap(box, "w1", {"Ada": typed, "Bo": phrases["Bo"]})
    assert caught.value.name == "Ada"


def test_a_stranger_is_named(box, phrases):
    with pytest.raises(custody.CustodianUnknown) as caught:
        keys.unwrap(box, "w1", {"Ada": phrases["Ada"], "Mallory": phrases["Bo"]})
    assert caught.value.name == "Mallory"


def test_a_wave_without_keys_says_so(box):
    with pytest.raises(custody.WaveWithoutKeys):
        keys.public_key(box, "nowhere")
    with pytest.raises(custody.WaveWithoutKeys):
        keys.unwrap(box, "nowhere", {"Ada": "x", "Bo": "y"})


def test_a_canary_that_was_replaced_is_noticed(box, phrases):
    forged = sealing.seal(keys.public_key(box, "w1"), wave="w1", band="canary", plaintext=b"another")
    box.execute(text("UPDATE wave_key SET canary = :forged"), {"forged": forged})
    box.expire_all()
    with pytest.raises(custody.CanaryDied):
        keys.open_canary(box, "w1", dict(phrases))


def test_destroyed_keys_open_nothing(box, phrases):
    assert keys.destroy(box, "w1") == 3
    box.expire_all()
    with pytest.raises(custody.WaveWithoutKeys):
        keys.unwrap(box, "w1", dict(phrases))
    assert keys.public_key(box, "w1"), "ballots that come later can still be sealed, and stay so"


def test_neither_phrase_nor_private_key_is_in_any_row(box, phrases):
    private = keys.unwrap(box, "w1", dict(phrases)).private_numbers().private_value.to_bytes(32, "big")
    box.flush()
    secrets = [private, *(form.encode() for it in phrases.values() for form in (it, it.replace("-", "")))]
    for table in ("wave_key", "custodian", "wrapped_key"):
        rows = box.execute(text(f"SELECT * FROM {table}")).all()
        held = b"|".join(bytes(cell) if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
        assert rows
        assert not any(secret in held for secret in secrets)


def test_the_default_cost_is_strong():
    cost = Cost()
    assert cost.memory_kib >= 64 * 1024
    assert cost.iterations >= 3


def test_keys_are_made_with_the_strong_cost(box, strong_phrases, monkeypatch) -> None:
    monkeypatch.setattr(keys, "COST", strong_phrases)
    phrases = keys.prepare(box, "w1", NAMES)
    told = box.execute(text("SELECT memory_kib, iterations, lanes FROM custodian")).all()
    assert told == [(cost.memory_kib, cost.iterations, cost.lanes) for cost in [Cost()] * len(phrases)]


def test_phrases_may_be_tried_in_several_threads_at_once() -> None:
    """A library that starts threads of its own for argon2 once hung here for ever."""
    threads = [
        Thread(target=wrapping.stretch, args=("phrase",), kwargs={"salt": bytes(16), "cost": Cost()}, daemon=True)
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)


def test_a_phrase_is_stretched_as_the_reference_implementation_does() -> None:
    """RFC 9106 argon2id, computed a second time by another library."""
    other = Argon2id(salt=b"0" * 16, length=32, iterations=2, lanes=2, memory_cost=256).derive(b"phrase")
    assert wrapping.stretch("phrase", salt=b"0" * 16, cost=Cost(memory_kib=256, iterations=2, lanes=2)) == other
