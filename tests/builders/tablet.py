"""A child's browser on the sealed path: one seed, one code, and what it would send to each address."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builders.child import Fieldwork
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from surveyapp.box import sealing, tokens
from surveyapp.definition.ballots import ballot_size, encode_ballot

BAND = "8-11"


def base64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def unbase64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Tablet:
    """A child's browser: one seed, one code, and what it would send."""

    client: FlaskClient
    made: Fieldwork
    code: str
    band: str = BAND
    seed: bytes = field(default_factory=tokens.new_seed)

    def post(self, name: str, body: Mapping[str, object]) -> TestResponse:
        return self.client.post(f"/s/{name}", json=body)

    def manifest(self) -> Mapping[str, Any]:
        return json.loads(self.client.get(f"/s/manifest/{self.made.wave}").data)

    @property
    def n(self) -> int:
        return int.from_bytes(unbase64(self.manifest()["bands"][self.band]["issuer"]["n"]), "big")

    def issue(self) -> Mapping[str, str]:
        return {"code": self.code, "blinded": base64(tokens.blinded(self.seed, self.n))}

    def sealed(self) -> bytes:
        instrument = self.made.app.extensions["catalogue"].version(self.band, "2024")
        plaintext = encode_ballot(instrument, {}, ballot_size([instrument]))
        public = unbase64(self.manifest()["public"])
        where = {"wave": self.made.wave, "band": self.band}
        return sealing.seal_ballot(public, **where, proof=tokens.token(self.seed).proof, plaintext=plaintext)

    def deposit(self, signature: str) -> Mapping[str, str]:
        token = tokens.signed(self.seed, self.n, unbase64(signature))
        message = tokens.token(self.seed).message
        names = {"wave": self.made.wave, "band": self.band, "message": base64(message)}
        return names | {"token": base64(token), "sealed": base64(self.sealed())}

    def signed(self) -> str:
        answer = self.post("issue", self.issue())
        assert answer.status_code == 200, answer.text
        assert answer.json["says"] == "signed"
        return str(answer.json["signature"])

    @property
    def tag(self) -> str:
        return tokens.token(self.seed).tag.hex()
