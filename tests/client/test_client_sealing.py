"""A child's browser makes RFC 9474's own tokens and RFC 9180's own seals, as the server does, in four kilobytes."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from surveyapp.box import sealing, tokens
from surveyapp.box.blindsignatures import Signer, blind_sign
from surveyapp.box.issuers import generate
from surveyapp.web.static import FOLDER

HERE = Path(__file__).parent
SCRIPTS = FOLDER / "child"
LARGEST = 4096
"""Bytes, compressed, that the cryptography may cost a child's first page."""
VECTORS = json.loads((HERE.parent / "reference" / "rfc9474_vectors.json").read_text())
WAVE, BAND = "council-2026", "8-11"
IMPORT = re.compile(r'^import .* from "\./([a-z]+\.js)";$', re.MULTILINE)

Asked = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def asked(node: str, tmp_path_factory: pytest.TempPathFactory):
    """Calls one function of the modules in Node.js; one process serves the module's tests."""
    folder = tmp_path_factory.mktemp("scripts")
    shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    replay = [node, str(HERE / "sealing_replay.mjs"), str(folder)]
    with subprocess.Popen(replay, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(what: str, **given: object) -> dict[str, Any]:
            process.stdin.write(json.dumps({"ask": what, **given}) + "\n")
            process.stdin.flush()
            told: dict[str, Any] = json.loads(process.stdout.readline())
            return told

        yield ask


@cache
def signer() -> Signer:
    return generate()


def base64url(number: int) -> str:
    content = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def issuer(n: int) -> dict[str, str]:
    return {"n": base64url(n), "e": "AQAB"}


def seeded(number: int) -> bytes:
    return sha256(b"seed %d" % number).digest()


def beginning_with_zero(made: Callable[[bytes], bytes]) -> bytes:
    """A seed for which this begins with a zero byte, which a number forgets."""
    return next(seed for i in count() if made(seed := seeded(i))[0] == 0)


def plain(vector: dict[str, str], name: str) -> str:
    return vector[name].removeprefix("0x")


@pytest.mark.parametrize("vector", [one for one in VECTORS if one["sLen"] == "0x30"], ids=lambda one: one["name"])
def test_the_published_vectors_of_blind_signatures_come_out_bit_for_bit(asked: Asked, vector):
    n, unblind = int(vector["n"], 16), int(vector["inv"], 16)
    given = {"issuer": issuer(n), "message": plain(vector, "input_msg")}
    made = asked("blindWith", salt=plain(vector, "salt"), r=f"{pow(unblind, -1, n):x}", **given)
    assert made == {"blinded": plain(vector, "blinded_msg"), "unblind": f"{unblind:x}"}
    ended = asked("finishWith", unblind=f"{unblind:x}", signature=plain(vector, "blind_sig"), **given)
    assert ended == {"token": plain(vector, "sig")}


def test_one_seed_is_the_same_submission_in_the_browser_and_on_the_server(asked: Asked):
    n = signer().n
    seeds = [seeded(number) for number in range(8)] + [beginning_with_zero(lambda seed: tokens.blinded(seed, n))]
    for seed in seeds:
        signature = blind_sign(signer(), tokens.blinded(seed, n))
        browser = asked("blind", issuer=issuer(n), seed=seed.hex())
        ended = asked("finish", issuer=issuer(n), seed=seed.hex(), signature=signature.hex())
        server = tokens.token(seed)
        assert browser["blinded"] == tokens.blinded(seed, n).hex()
        assert (browser["message"], browser["tag"]) == (server.message.hex(), server.tag.hex())
        assert ended == {"message": server.message.hex(), "token": tokens.signed(seed, n, signature).hex()}


def test_numbers_that_cannot_blind_are_passed_over_as_on_the_server(asked: Asked):
    """Beside a modulus of 2^2047 + 1 (a multiple of three), every other number is too large or shares a factor."""
    n = 2**2047 + 1
    for number in range(6):
        assert asked("blind", issuer=issuer(n), seed=seeded(number).hex())["blinded"] == (
            tokens.blinded(seeded(number), n).hex()
        )


def test_a_signature_that_is_not_the_issuers_is_used_for_nothing(asked: Asked):
    seed, n = seeded(1), signer().n
    right = blind_sign(signer(), tokens.blinded(seed, n))
    wrong = {
        "one bit": bytes([*right[:-1], right[-1] ^ 1]),
        "none": bytes(256),
        "another child's": blind_sign(signer(), tokens.blinded(seeded(2), n)),
        "another key's": blind_sign(other := generate(), tokens.blinded(seed, other.n)),
        "too long": right + b"\0",
        "empty": b"",
    }
    for what, signature in wrong.items():
        told = asked("finish", issuer=issuer(n), seed=seed.hex(), signature=signature.hex())
        assert "token" not in told, what


def test_a_submission_sealed_by_an_earlier_version_keeps_the_token_it_had(asked: Asked):
    """Its code may be used up for it already, and it must arrive all the same."""
    seed, n = seeded(1), signer().n
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"surveyapp message").derive(seed)
    told = asked("blind", issuer=issuer(n), seed=seed.hex(), unproved=True)
    assert told["message"] == derived.hex()
    signature = blind_sign(signer(), bytes.fromhex(told["blinded"])).hex()
    assert asked("finish", issuer=issuer(n), seed=seed.hex(), signature=signature, unproved=True)["message"] == (
        derived.hex()
    )


@pytest.mark.parametrize("plaintext", [b"", b"\x01answers", bytes(range(256)) * 64], ids=["empty", "short", "longest"])
def test_the_custodians_key_opens_what_the_browser_sealed(asked: Asked, plaintext):
    private = sealing.new_private_key()
    sent = {"publicKey": sealing.public_bytes(private).hex(), "info": f"surveyapp ballot|{WAVE}|{BAND}".encode().hex()}
    told = asked("seal", plaintext=plaintext.hex(), size=sealing.PADDED_SIZE, **sent)
    sealed = bytes.fromhex(told["sealed"])
    assert bytes.fromhex(told["padded"]) == sealing.pad(plaintext)
    assert len(sealed) == sealing.SEALED_SIZE
    assert sealing.unseal(private, wave=WAVE, band=BAND, sealed=sealed) == plaintext
    for wave, band in (("other", BAND), (WAVE, "4-7")):
        with pytest.raises(sealing.BallotUnreadable):
            sealing.unseal(private, wave=wave, band=band, sealed=sealed)


def test_two_seals_of_one_ballot_never_look_alike(asked: Asked):
    sent = {"publicKey": sealing.public_bytes(sealing.new_private_key()).hex(), "info": "", "plaintext": "", "size": 64}
    assert asked("seal", **sent)["sealed"] != asked("seal", **sent)["sealed"]


def test_a_ballot_that_is_too_long_or_a_key_that_is_no_point_seals_nothing(asked: Asked):
    public = sealing.public_bytes(sealing.new_private_key()).hex()
    assert "refused" in asked("seal", publicKey=public, info="", plaintext="00" * 61, size=64)
    assert "refused" in asked("seal", publicKey="04" + "11" * 64, info="", plaintext="", size=64)


def test_a_browser_fits_only_if_it_can_do_every_step(asked: Asked):
    assert asked("fits", without="nothing") == {"fits": True}
    for ability in (
        "subtle",
        "generateKey",
        "exportKey",
        "importKey",
        "deriveBits",
        "digest",
        "sign",
        "encrypt",
        "verify",
    ):
        assert asked("fits", without=ability) == {"fits": False}, ability


def test_another_implementation_signs_and_verifies_our_tokens(asked: Asked):
    """Development only: the npm package @cloudflare/blindrsa-ts; nothing of it is served."""
    if not (HERE / "node_modules").is_dir():
        pytest.skip("npm ci in tests/client brings the other implementation; ./run-tests does it")
    key = signer()
    names = {"n": key.n, "e": 65537, "p": key.p, "q": key.q, "dp": key.dp, "dq": key.dq, "qi": key.q_inverse}
    names["d"] = pow(65537, -1, (key.p - 1) * (key.q - 1))
    jwk = {"kty": "RSA", **{name: base64url(number) for name, number in names.items()}}
    assert asked("signedElsewhere", jwk=jwk, seed=seeded(3).hex()) == {"verified": True}


def test_the_cryptography_is_small_and_uses_no_library():
    files = reached("sealing.js")
    assert files == {"sealing.js", "bytes.js"}
    assert sum(len(gzip.compress((SCRIPTS / name).read_bytes(), 9, mtime=0)) for name in files) <= LARGEST


def reached(name: str) -> set[str]:
    """The script and all that it imports."""
    imported = IMPORT.findall((SCRIPTS / name).read_text())
    return {name}.union(*(reached(one) for one in imported))
