"""Who may write into box and fieldwork, without the settings, puts keys of their own into both: they read nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from builders.audited import BAND, failing_of
from builders.wave import CHEAP, NAMES, TODAY, WAVE, Running, began_before, open_box, running
from sqlalchemy import text

from surveyapp.audit.agreeing import KEYS
from surveyapp.box import issuers, keys, manifests, sealing
from surveyapp.box.custody import KeysExchanged, NotVouchedFor
from surveyapp.box.issuers import publics
from surveyapp.casting import BoxNotReady, Deposited, cast, custody, fitting, issue
from surveyapp.casting.manifest import manifest
from surveyapp.cli.nightly import night
from surveyapp.cli.opened import Installation
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.db.errors import IssuersExchanged
from surveyapp.fieldwork import vouching, waves

KEPT = text("SELECT public, fingerprint FROM wave_manifest")
SEALED = text("SELECT seal FROM manifest_seal")


@dataclass
class Attacker:
    """Somebody who writes into two databases; all that is worked out here takes nothing but what lies in them."""

    stores: Stores

    def __post_init__(self) -> None:
        self.private = sealing.new_private_key()
        self.mine = sealing.public_bytes(self.private)
        with self.stores.read("box") as box, self.stores.read("fieldwork") as registry:
            self.honest = keys.public_key(box, WAVE)
            self.told = manifests.made(
                WAVE, self.mine, vouching.instruments(registry, WAVE), publics(box, WAVE)
            ).fingerprint
            self.kept = tuple(registry.execute(KEPT).one())
            self.seal = bytes(registry.scalar(SEALED))

    def exchange(self, *, fingerprint: str | None = "theirs") -> None:
        """Their own public key, its digest and the fingerprint of all keys with it."""
        self._put(self.mine, manifests.digest(self.mine), self.told if fingerprint else None)

    def put_back(self) -> None:
        """As if nothing had been."""
        for table in ("manifest_seal", "wave_manifest"):
            self.writes(f"DELETE FROM {table}")
        public, fingerprint = self.kept
        row = {"wave": WAVE, "one": public, "two": fingerprint}
        self.writes("INSERT INTO wave_manifest (wave, public, fingerprint) VALUES (:wave, :one, :two)", **row)
        self.writes("INSERT INTO manifest_seal (wave, seal) VALUES (:wave, :seal)", wave=WAVE, seal=self.seal)
        self._put(self.honest, public, fingerprint)

    def writes(self, sql: str, **values: object) -> None:
        """Any statement, in fieldwork."""
        with self.stores.write("fieldwork") as registry:
            registry.execute(text(sql), values)

    def read(self) -> int:
        """How many ballots in the box open with their key."""
        with self.stores.read("box") as box:
            found = [bytes(sealed) for (sealed,) in box.execute(text("SELECT sealed FROM ballot"))]
        return sum(self._opens(sealed) for sealed in found)

    def _opens(self, sealed: bytes) -> bool:
        try:
            sealing.unseal_ballot(self.private, wave=WAVE, band=BAND, sealed=sealed)
        except sealing.BallotUnreadable:
            return False
        return True

    def _put(self, public: bytes, digest: str, fingerprint: str | None) -> None:
        with self.stores.write("box") as box:
            box.execute(text("UPDATE wave_key SET public = :public"), {"public": public})
        self.writes("UPDATE wave_manifest SET public = :one, fingerprint = :two", one=digest, two=fingerprint)


def _draft_seal(one: Attacker) -> bytes:
    """What lay in the database before fieldwork began, which the attacker has kept a copy of."""
    return vouching._seal(one.stores.key(vouching.PURPOSE), vouching.DRAFT, WAVE, one.kept[0], None)


WAYS: dict[str, Callable[[Attacker], None]] = {
    "key, digest and fingerprint": Attacker.exchange,
    "the seal taken away as well": lambda one: (one.exchange(), one.writes("DELETE FROM manifest_seal")),
    "no fingerprint, as if it had begun before": lambda one: one.exchange(fingerprint=None),
    "nothing kept at all": lambda one: (one.exchange(), one.writes("DELETE FROM wave_manifest")),
    "the seal of the draft": lambda one: (
        one.exchange(fingerprint=None),
        one.writes("UPDATE manifest_seal SET seal = :seal", seal=_draft_seal(one)),
    ),
}


@pytest.fixture
def wave(stores: Stores, settings: Settings) -> Running:
    """Ten of sixteen have answered."""
    made = running(stores, settings, {BAND: 16})
    made.answer(BAND, 10)
    return made


def _spent(stores: Stores) -> int:
    with stores.read("fieldwork") as registry:
        return int(registry.scalar(text("SELECT count(*) FROM access_code WHERE state = 'spent'")) or 0)


def test_in_a_running_wave_no_child_seals_for_them_and_everything_tells(
    stores: Stores, settings: Settings, wave: Running
) -> None:
    attacker, place = Attacker(stores), Installation(settings, stores, wave.catalogue)
    for what, exchange in WAYS.items():
        exchange(attacker)
        child = wave.submission(BAND)
        with pytest.raises(BoxNotReady):
            cast(stores, child)
        with pytest.raises(KeysExchanged):
            issue(stores, child.code_digest, b"\x01" * 256)
        with pytest.raises(KeysExchanged):
            manifest(stores, WAVE)
        with pytest.raises(KeysExchanged):
            custody.prove(stores, WAVE, wave.phrases)
        assert (attacker.read(), _spent(stores)) == (0, 10), what
        assert any(WAVE in problem and "keys of the boxes" in problem for problem in night(place, TODAY)), what
        assert WAVE in failing_of(settings)[KEYS], what
        attacker.put_back()
    assert KEYS not in failing_of(settings)
    assert night(place, TODAY) == []
    assert cast(stores, wave.submission(BAND)) is Deposited.STORED
    wave.close()
    assert open_box(wave).n_ok == 11


def test_a_closed_box_is_not_opened_while_its_keys_are_exchanged(stores: Stores, wave: Running) -> None:
    wave.close()
    attacker = Attacker(stores)
    for exchange in WAYS.values():
        exchange(attacker)
        with pytest.raises(KeysExchanged):
            open_box(wave)
        attacker.put_back()
    assert open_box(wave).n_ok == 10


def test_a_planned_wave_does_not_begin_with_their_key(stores: Stores, settings: Settings) -> None:
    running(stores, settings, {BAND: 12})
    attacker = Attacker(stores)
    attacker.writes("UPDATE wave SET state = 'draft'")
    attacker.writes("UPDATE wave_manifest SET fingerprint = NULL")
    phrases = custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    drafted = Attacker(stores)
    drafted.exchange(fingerprint=None)
    with pytest.raises(KeysExchanged):
        custody.prove(stores, WAVE, phrases)
    drafted.writes("UPDATE custodian SET proved = 'start'")
    with pytest.raises(NotVouchedFor):
        custody.start(stores, settings.instance, WAVE, day=TODAY)
    with stores.read("fieldwork") as registry:
        assert waves.find(registry, WAVE).state is waves.State.DRAFT


def test_what_stood_there_at_the_upgrade_is_believed_and_nothing_that_is_changed_later(
    stores: Stores, wave: Running
) -> None:
    began_before(stores)
    wave.answer(BAND, 1)
    wave.close()
    with stores.write("fieldwork") as registry:
        registry.execute(text("DELETE FROM manifest_seal"))
    with pytest.raises(NotVouchedFor, match="was not sealed with these settings"):
        open_box(wave)
    with stores.write("fieldwork") as registry:
        assert vouching.trust_found(registry, key=stores.key(vouching.PURPOSE)) == ()


def test_the_control_without_the_seal_they_read_whoever_sends(
    stores: Stores, wave: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same writes against a program that believes what it finds: so it was before, and so it is with the pepper."""
    attacker = Attacker(stores)
    monkeypatch.setattr(vouching, "_seal", lambda *_: attacker.seal)
    attacker.exchange()
    wave.answer(BAND, 4)
    assert attacker.read() == 4


def test_issuer_keys_that_were_exchanged_are_not_taken_for_another_pepper(wave: Running) -> None:
    """What fieldwork keeps is sealed under this pepper, so the settings are right and the box is not."""
    fitting.assert_fits(wave.stores)
    foreign = {BAND: issuers.generate()}
    with wave.stores.write("box") as box:
        box.execute(text("DELETE FROM issuer_key WHERE band = :band"), {"band": BAND})
        issuers.add(box, WAVE, foreign, key=b"somebody else's key of 32 bytes!")
    with pytest.raises(IssuersExchanged, match=f"{WAVE}.*The settings are right"):
        fitting.assert_fits(wave.stores)
