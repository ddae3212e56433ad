"""Blind signatures are RFC 9474's own, bit for bit, and a machine that errs gives no signature away."""

from __future__ import annotations

import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from surveyapp.box import issuers
from surveyapp.box.blindsignatures import (
    BlindedUnfit,
    FaultySignature,
    NotSigned,
    Signer,
    blind,
    blind_sign,
    finalize,
    may_blind,
    verify,
)
from surveyapp.box.openssl import OpenSSLFailed, load

VECTORS = json.loads((Path(__file__).parents[1] / "reference" / "rfc9474_vectors.json").read_text())
SALTED = [vector for vector in VECTORS if vector["sLen"] == "0x30"]
"""The two variants with a salt; the messages of the randomised one are prefixed before they come here."""


def _number(vector, name):
    return int(vector[name], 16)


def _bytes(vector, name):
    return bytes.fromhex(vector[name].removeprefix("0x"))


@pytest.fixture(scope="module")
def signer():
    return issuers.generate()


@pytest.fixture(params=["openssl", "python"])
def how(request):
    """Who does the private operation: OpenSSL, or Python's own numbers where it cannot be reached."""
    return (lambda signer: signer) if request.param == "openssl" else (lambda signer: replace(signer, raw=None))


@pytest.mark.parametrize("vector", SALTED, ids=lambda vector: vector["name"])
def test_every_step_gives_what_the_rfc_gives(vector, how):
    signer = how(Signer.of(_number(vector, "p"), _number(vector, "q")))
    r = pow(_number(vector, "inv"), -1, signer.n)
    message = _bytes(vector, "input_msg")
    blinded = blind(signer.n, message, salt=_bytes(vector, "salt"), r=r)
    signature = blind_sign(signer, blinded)
    token = finalize(signer.n, message, signature=signature, r=r)
    assert blinded == _bytes(vector, "blinded_msg")
    assert signature == _bytes(vector, "blind_sig")
    assert token == _bytes(vector, "sig")


def test_the_vectors_hold_the_variant_used_here():
    assert "RSABSSA-SHA384-PSS-Deterministic" in {vector["name"] for vector in SALTED}


@pytest.mark.parametrize("part", ["p", "q", "dp", "dq", "q_inverse"])
def test_a_fault_in_any_part_of_the_key_gives_no_signature(signer, part):
    broken = replace(signer, raw=None, **{part: getattr(signer, part) ^ (1 << 7)})
    with pytest.raises(FaultySignature):
        blind_sign(broken, bytes(255) + b"\x02")


def test_a_fault_in_openssl_gives_no_signature(signer):
    class Faulty:
        def power(self, number):
            *right, last = signer.raw.power(number)
            return bytes([*right, last ^ 1])

        def undone(self, number: bytes) -> bytes:
            return signer.raw.undone(number)

    with pytest.raises(FaultySignature):
        blind_sign(replace(signer, raw=Faulty()), bytes(255) + b"\x03")


def test_openssl_is_reached_here_and_refuses_what_it_cannot_do(signer):
    assert signer.raw is not None
    with pytest.raises(OpenSSLFailed):
        signer.raw.power(b"\xff" * 256)
    with pytest.raises(OpenSSLFailed):
        load(b"no key")


def test_several_threads_sign_at_once_with_one_key(signer):
    numbers = [secrets.token_bytes(255).rjust(256, b"\0") for _ in range(32)]
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda number: blind_sign(signer, number), numbers))
    alone = replace(signer, raw=None)
    assert made[:3] == [blind_sign(alone, number) for number in numbers[:3]]


@pytest.mark.parametrize(
    "blinded", [b"", bytes(256), b"\x01", bytes(255) + b"\x01\x00", b"\xff" * 256], ids=lambda value: str(len(value))
)
def test_what_is_no_number_below_the_modulus_is_not_signed(signer, blinded):
    with pytest.raises(BlindedUnfit):
        blind_sign(signer, blinded)


def test_a_token_is_for_its_message_and_key_alone(signer):
    salt, r = bytes(48), 12345
    signature = blind_sign(signer, blind(signer.n, b"message", salt=salt, r=r))
    token = finalize(signer.n, b"message", signature=signature, r=r)
    verify(signer.n, b"message", token)
    other = issuers.generate()
    for n, message, given in (
        (signer.n, b"another", token),
        (other.n, b"message", token),
        (signer.n, b"message", token[:-1]),
        (signer.n, b"message", b"\0" + token),
        (signer.n, b"message", bytes(256)),
        (signer.n, b"message", b""),
        (signer.n, b"message", b"\xff" * 256),
    ):
        with pytest.raises(NotSigned):
            verify(n, message, given)
    with pytest.raises(NotSigned):
        finalize(signer.n, b"message", signature=signature, r=r + 1)


def test_only_a_number_with_an_inverse_can_blind(signer):
    assert may_blind(signer.n, 2)
    for r in (-1, 0, 1, signer.p, signer.q, signer.n, signer.n + 2):
        assert not may_blind(signer.n, r)


def test_no_part_of_a_key_shows_in_its_repr(signer):
    assert repr(signer) == f"Signer(n={signer.n})"
