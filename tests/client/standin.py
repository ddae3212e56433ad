"""A stand-in for the issuer and the box behind /s/issue and /s/deposit: tells what came, and can fail at any point."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import BrowserContext, Route
from workbench import unwrapped, wrapped

from surveyapp.box import sealing, tokens
from surveyapp.box.blindsignatures import NotSigned, Signer, blind_sign, verify
from surveyapp.box.issuers import generate

WAVE, BAND, CODE = "council-2026", "8-11", "BCD-FGH-JKM"
Answer = tuple[int, Mapping[str, object]]
Failure = Callable[[Route], None]


@cache
def signer() -> Signer:
    """One issuer key for all tests of a run."""
    return generate()


@cache
def custodians_key() -> ec.EllipticCurvePrivateKey:
    """One key for all boxes of a run."""
    return sealing.new_private_key()


@dataclass
class Server:
    """The registry's memory and the box's; ``fail`` says what happens instead of the next answers, by path."""

    blinded: dict[str, bytes] = field(default_factory=dict)
    box: dict[str, bytes] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    fail: dict[str, list[Failure]] = field(default_factory=dict)
    after: dict[str, list[Failure]] = field(default_factory=dict)
    """The same, but the server has done its work by then: only its answer is lost or changed."""
    closed: bool = False

    def serve(self, context: BrowserContext) -> Server:
        """Answer for the server in this browser."""
        context.route("**/s/issue", lambda route: self._answer(route, "/s/issue", self.issue))
        context.route("**/s/deposit", lambda route: self._answer(route, "/s/deposit", self.deposit))
        return self

    def issue(self, asked: Mapping[str, str]) -> Answer:
        """As the contract of the sealed path has it."""
        blinded = unwrapped(asked["blinded"])
        if asked["code"] == "wrong":
            return 404, {"says": "wrong"}
        if self.closed:
            return 410, {"says": "closed"}
        if self.blinded.setdefault(asked["code"], blinded) != blinded:
            return 409, {"says": "used"}
        return 200, {"says": "signed", "signature": wrapped(blind_sign(signer(), blinded))}

    def deposit(self, asked: Mapping[str, str]) -> Answer:
        """Likewise."""
        message = unwrapped(asked["message"])
        try:
            verify(signer().n, message, unwrapped(asked["token"]))
        except NotSigned:
            return 403, {"says": "not_signed"}
        tag = tokens.tag(message).hex()
        says = "already" if tag in self.box else "stored"
        self.box.setdefault(tag, unwrapped(asked["sealed"]))
        return 200, {"says": says, "tag": tag}

    def opened(self) -> list[bytes]:
        """The plaintexts in the box."""
        where = {"wave": WAVE, "band": BAND}
        opened = [sealing.unseal_ballot(custodians_key(), **where, sealed=one) for one in self.box.values()]
        tags = [tokens.tag(tokens.message_of(proof)).hex() for proof, _ in opened]
        assert tags == list(self.box), "each ballot holds the proof of its own token"
        return [plaintext for _, plaintext in opened]

    def _answer(self, route: Route, path: str, work: Callable[[Mapping[str, str]], Answer]) -> None:
        self.requests.append(path)
        if instead := self.fail.get(path):
            return instead.pop(0)(route)
        assert "cookie" not in route.request.headers
        status, told = work(json.loads(route.request.post_data or ""))
        if instead := self.after.get(path):
            return instead.pop(0)(route)
        return route.fulfill(status=status, json=dict(told))


def issuer_of(key: Signer) -> dict[str, str]:
    """The public half, as a manifest has it."""
    return {"n": wrapped(key.n.to_bytes(256, "big")), "e": "AQAB"}


def manifest() -> dict[str, Any]:
    """The wave's manifest, as GET /s/manifest/<wave> gives it."""
    return {
        "wave": WAVE,
        "public": wrapped(sealing.public_bytes(custodians_key())),
        "padded": sealing.PADDED_SIZE,
        "bands": {BAND: {"instruments": ["f" * 64], "issuer": issuer_of(signer())}},
        "fingerprint": "",
    }


def sitting(number: int = 1, *, code: str = CODE) -> dict[str, Any]:
    """What a child begins with."""
    seed = sha256(b"child %d" % number).digest()
    return {"code": code, "seed": seed, "wave": WAVE, "band": BAND, "instrument": "f" * 64, "language": "en"}
