"""Who may write into the box takes out nine ballots and lays nine of their own beside the tenth: it stays sealed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from builders.opening import SAFE
from builders.permits import permit, signer_of
from builders.wave import WAVE, Running, began_before, counted, open_box, running
from sqlalchemy import text

from surveyapp.box import issuers, keys, sealing, tokens
from surveyapp.box.custody import KeysExchanged
from surveyapp.box.deposit import deposit
from surveyapp.box.permits import Permit
from surveyapp.casting import BoxNotReady, cast
from surveyapp.casting.manifest import manifest
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import encode_ballot
from surveyapp.opening import TooFewToOpen

BAND, OTHER = "8-11", "11-18"
Bought = Callable[[bytes], Permit | None]
"""A permit for a message; None: the ballot is laid in without one."""


@dataclass
class Box:
    """A closed wave in which ten of a band answered; the attacker knows which ballot is the tenth child's."""

    wave: Running
    tag: bytes
    permits: list[Permit]

    def surround(self, bought: Bought) -> None:
        """Nine made-up ballots, of which all is known, beside one child's, and no other."""
        stores, survey = self.wave.stores, self.wave.catalogue.version(BAND, "2024")
        plain = encode_ballot(survey, {SAFE: "always"}, 4096)
        with stores.write("box") as box:
            box.execute(text("DELETE FROM ballot WHERE band = :band AND tag <> :tag"), {"band": BAND, "tag": self.tag})
            public = keys.public_key(box, WAVE)
            for _ in range(9):
                one = tokens.token(tokens.new_seed())
                sealed = sealing.seal_ballot(public, wave=WAVE, band=BAND, proof=one.proof, plaintext=plain)
                where = {"tag": secrets.token_bytes(32), "wave": WAVE, "band": BAND}
                deposit(box, **where, sealed=sealed, permit=bought(one.message))

    def opened(self) -> Mapping[str, int]:
        """What the opening tells of the band."""
        open_box(self.wave, comments_only=frozenset({OTHER}))
        return counted(self.wave, item=SAFE, breakdown="all")


@pytest.fixture
def begun(stores: Stores, settings: Settings) -> Running:
    """An open wave."""
    return running(stores, settings, {BAND: 10, OTHER: 2}, neighbours={})


def answered(wave: Running) -> Box:
    """Nine children who always feel safe and one who never does; then the wave closes."""
    wave.answer(BAND, 9, **{SAFE: "always"})
    alone = wave.submission(BAND, **{SAFE: "never"})
    cast(wave.stores, alone)
    wave.close()
    with wave.stores.read("box") as box:
        found = box.execute(text("SELECT message, token FROM permit WHERE tag <> :tag"), {"tag": _tag(alone.seed)})
        honest = [Permit(bytes(message), bytes(token)) for message, token in found]
    return Box(wave, _tag(alone.seed), honest)


def _tag(seed: bytes) -> bytes:
    return tokens.token(seed).tag


def test_ballots_that_no_code_let_in_surround_nobody(stores: Stores, begun: Running) -> None:
    box = answered(begun)
    own, beside = issuers.generate(), signer_of(stores, WAVE, OTHER)
    others = iter(box.permits)
    attempts: dict[str, Bought] = {
        "without a permit": lambda _: None,
        "signed with a key of their own": lambda message: permit(own, message),
        "signed for a card of another band": lambda message: permit(beside, message),
        "under permits of children whose ballots were taken out": lambda _: next(others),
    }
    for what, bought in attempts.items():
        box.surround(bought)
        with pytest.raises(TooFewToOpen):
            raise AssertionError(f"{what}: {box.opened()}")
    mine = signer_of(stores, WAVE, BAND)
    box.surround(lambda message: permit(mine, message))
    assert box.opened() == {"always": 9, "never": 1}, "nothing but the permit made the difference"


def test_a_key_of_their_own_in_the_place_of_the_issuers_opens_nothing_and_seals_nothing(
    stores: Stores, begun: Running
) -> None:
    wave, own = begun, issuers.generate()
    late = wave.submission(BAND)
    for change in ("UPDATE issuer_key SET public = :n WHERE band = :band", "UPDATE wave_key SET public = :point"):
        with stores.write("box") as box:
            before = box.execute(text("SELECT public FROM wave_key")).scalar()
            values = {"n": own.n.to_bytes(256, "big"), "band": BAND}
            point = sealing.public_bytes(sealing.new_private_key())
            box.execute(text(change), values if ":n" in change else {"point": point})
        with pytest.raises(BoxNotReady):
            manifest(stores, WAVE)
        with pytest.raises(BoxNotReady):
            cast(stores, late)
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET public = :point"), {"point": before})
    box = Box(wave, b"", [])
    wave.close()
    box.surround(lambda message: permit(own, message))
    with pytest.raises(KeysExchanged, match="somebody has changed the box"):
        open_box(wave)


def test_in_a_wave_begun_before_permits_were_kept_they_still_do_and_it_is_said(stores: Stores, begun: Running) -> None:
    """What stays open: such a wave holds children's ballots without permits, which nobody can tell from these."""
    began_before(stores)
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET permits = false"))
    box = answered(begun)
    assert box.permits == [], "later ballots cannot be told from earlier ones"
    box.surround(lambda _: None)
    assert not open_box(begun).permits
    assert counted(begun, item=SAFE, breakdown="all") == {"always": 9, "never": 1}
