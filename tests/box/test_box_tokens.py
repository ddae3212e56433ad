"""One seed, one token; its parts share nothing, and what the registry saw fits every token there is."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import pytest

from surveyapp.box import issuers, tokens
from surveyapp.box.blindsignatures import EXPONENT, NotSigned, blind_sign

SEED = bytes(range(32))


@pytest.fixture(scope="module")
def signer():
    return issuers.generate()


def _hkdf(seed, info, size):
    """RFC 5869 by hand: empty salt."""
    key, made, block = hmac.digest(bytes(32), seed, "sha256"), b"", b""
    while len(made) < size:
        block = hmac.digest(key, block + info + bytes([len(made) // 32 + 1]), "sha256")
        made += block
    return made[:size]


def test_the_same_seed_is_always_the_same_submission(signer):
    seed = tokens.new_seed()
    assert tokens.token(seed) == tokens.token(seed)
    assert tokens.blinded(seed, signer.n) == tokens.blinded(seed, signer.n)
    assert [len(part) for part in (tokens.token(seed).message, tokens.token(seed).tag)] == [32, 32]
    assert len(tokens.blinded(seed, signer.n)) == 256


def test_the_token_of_a_seed_is_what_its_issuer_signed(signer):
    seed = tokens.new_seed()
    signature = blind_sign(signer, tokens.blinded(seed, signer.n))
    token = int.from_bytes(tokens.signed(seed, signer.n, signature), "big")
    assert pow(token, EXPONENT, signer.n) != int.from_bytes(tokens.blinded(seed, signer.n), "big")
    with pytest.raises(NotSigned):
        tokens.signed(tokens.new_seed(), signer.n, signature)


def test_browser_and_server_derive_alike(signer):
    """Written once more from the contract, so that a change here cannot go unseen by the browser's half."""
    proof = _hkdf(SEED, b"surveyapp proof", 32)
    message = hashlib.sha256(b"message" + proof).digest()
    assert (tokens.token(SEED).proof, tokens.token(SEED).message) == (proof, message)
    assert tokens.token(SEED).tag == hashlib.sha256(b"tag" + message).digest()
    drawn = (int.from_bytes(_hkdf(SEED, b"surveyapp blinding|%d" % place, 256), "big") for place in range(99))
    r = next(number for number in drawn if 1 < number < signer.n)
    encoded = int.from_bytes(tokens.blinded(SEED, signer.n), "big") * pow(r, -EXPONENT, signer.n) % signer.n
    assert encoded.to_bytes(256, "big")[-1] == 0xBC, "what is left without the blinding is an encoded message"


def test_two_seeds_share_no_part(signer):
    seeds = [tokens.new_seed() for _ in range(2)]
    parts = [{tokens.token(it).message, tokens.token(it).tag, tokens.blinded(it, signer.n)} for it in seeds]
    assert not parts[0] & parts[1]


@pytest.mark.parametrize("seed", [b"", b"short", bytes(33)])
def test_a_seed_of_another_length_is_refused(seed, signer):
    with pytest.raises(tokens.SeedWrong):
        tokens.token(seed)
    with pytest.raises(tokens.SeedWrong):
        tokens.blinded(seed, signer.n)


@pytest.mark.parametrize("children", [5, pytest.param(97, marks=pytest.mark.slow)])
def test_every_blinded_value_fits_every_token(signer, children):
    """Perfect blindness: with the private key in hand, a blinding exists for each pair, so none is likelier."""
    pairs = []
    for _ in range(children):
        seed = secrets.token_bytes(32)
        blinded = tokens.blinded(seed, signer.n)
        pairs.append((blinded, tokens.signed(seed, signer.n, blind_sign(signer, blinded))))
    encoded = [pow(int.from_bytes(token, "big"), EXPONENT, signer.n) for _blinded, token in pairs]
    for blinded, _token in pairs:
        for one in encoded:
            quotient = int.from_bytes(blinded, "big") * pow(one, -1, signer.n) % signer.n
            r = int.from_bytes(blind_sign(signer, quotient.to_bytes(256, "big")), "big")
            assert pow(r, EXPONENT, signer.n) * one % signer.n == int.from_bytes(blinded, "big")
