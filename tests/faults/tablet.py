"""The child's half of the sealed path: what a tablet keeps, blinds, seals and sends, however often it is cut off."""

from __future__ import annotations

import json
import random
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from senders import JSON, Sender
from server import PATIENCE, GaveUp

from surveyapp.box import sealing, tokens
from surveyapp.definition.answers import ballot_size, encode_ballot
from surveyapp.definition.catalogue import Catalogue

RESTARTS = 0.1
"""The share of tablets that are switched off once between two requests and go on from what they kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What rests on the tablet before the first request that changes anything: after a restart it goes on from here."""

    code: str
    seed: bytes
    wave: str
    band: str
    modulus: int
    sealed: bytes


@dataclass
class Tablet(Sender):
    """One child's tablet. ``surveys`` are the instruments that its page brought along."""

    surveys: Catalogue | None = None
    kept: Kept | None = None
    refused: str = ""

    def begin(self) -> bool:
        """Check the code, seal the answers, and keep all that a restart must not lose."""
        if self.kept is None:
            checked = self._told("/s/check", {"code": self.code})
            self.refused = "" if checked["says"] == "valid" else str(checked["says"])
            self.kept = None if self.refused else self._finished(checked)
        return self.kept is not None

    def finish(self) -> bool:
        """From what is kept to the receipt: have the token signed, then put the ballot in the box."""
        signed = self.spend()
        if signed["says"] != "signed":
            self.refused = str(signed["says"])
            return False
        kept = self.kept
        assert kept is not None
        if random.random() < RESTARTS:
            self.seen["restarts"] += 1
            return self.finish()
        token = tokens.signed(kept.seed, kept.modulus, _bytes(signed["signature"]))
        stored = self._told("/s/deposit", deposit(kept, token, kept.sealed))
        self.acknowledged = stored["says"] in ("stored", "already")
        return self.acknowledged

    def spend(self) -> dict[str, Any]:
        """The first half: the code is used up and the token signed, or it is said why not."""
        kept = self.kept
        assert kept is not None
        blinded = _text(tokens.blinded(kept.seed, kept.modulus))
        return self._told("/s/issue", {"code": kept.code, "blinded": blinded})

    def _finished(self, checked: dict[str, Any]) -> Kept:
        """The answers sealed, with the seed from which all else comes."""
        assert self.surveys is not None
        wave, band = checked["wave"], checked["band"]
        manifest = json.loads(self._asked("GET", f"/s/manifest/{wave}", b""))
        instrument = self.surveys.find(checked["instrument"])
        answers = {"feels_safe_home": self.feels, "comments": self.words}
        plaintext = encode_ballot(instrument, answers, ballot_size([instrument]))
        seed, public = tokens.new_seed(), _bytes(manifest["public"])
        proof = tokens.token(seed).proof
        sealed = sealing.seal_ballot(public, wave=wave, band=band, proof=proof, plaintext=plaintext)
        modulus = int.from_bytes(_bytes(manifest["bands"][band]["issuer"]["n"]), "big")
        return Kept(self.code, seed, wave, band, modulus, sealed)

    def _told(self, path: str, message: dict[str, str]) -> dict[str, Any]:
        """The server's own answer: a page of somebody between, or a receipt that is not ours, is asked past."""
        body = json.dumps(message).encode()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, answer = self.ask(path, body, JSON)
            told = _read(answer)
            if told.get("says") == "wait":
                time.sleep(float(told["seconds"]))
            elif told and self._is_ours(path, status, told):
                return told
            else:
                self.seen["not ours"] += 1
                time.sleep(0.05)
        raise GaveUp(path)

    def _is_ours(self, path: str, status: int, told: dict[str, Any]) -> bool:
        if path != "/s/deposit" or status != 200:
            return "says" in told
        assert self.kept is not None
        return bool(told.get("tag") == tokens.token(self.kept.seed).tag.hex())

    def _asked(self, method: str, path: str, body: bytes) -> bytes:
        while True:
            status, answer = self.ask(path, body, "", method=method)
            if status == 200 and _read(answer):
                return answer


def deposit(kept: Kept, token: bytes, sealed: bytes) -> dict[str, str]:
    """What a deposit says."""
    message = tokens.token(kept.seed).message
    return {
        "wave": kept.wave,
        "band": kept.band,
        "message": _text(message),
        "token": _text(token),
        "sealed": _text(sealed),
    }


def _read(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
