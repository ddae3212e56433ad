"""A signed file: one JSON text in one way of writing it, with the key that signed it; any change of it is seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from surveyapp.signing.keys import NotSigned, SigningKeys, aloud, assert_signed, same_aloud

FORMAT = 1
LARGEST = 64 * 1024 * 1024
"""Bytes; a longer file was not made here and is not even read."""
FIELDS = {"content", "format", "key", "kind", "signature"}


class FileCut(Exception):
    """The file is cut short: its end is missing. Ask for it again."""


class FileUnknown(Exception):
    """This is no such file of this program, or of a version that this one does not read."""


class FileAltered(Exception):
    """The file is not as it was signed: somebody or something changed it on its way. Do not use it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a file holds, the public key that signed it, and the SHA-256 (hex) of the whole."""

    content: Mapping[str, Any]
    key: str
    digest: str

    @property
    def aloud(self) -> str:
        """The key's fingerprint, to be compared by voice."""
        return aloud(self.key)

    def is_by(self, told: str) -> bool:
        """Whether the key is the one that was read aloud. Raises Misheard."""
        return same_aloud(self.key, told)


def write(content: Mapping[str, Any], *, kind: str, keys: SigningKeys, holder: str) -> bytes:
    """The file, signed with the holder's key. Raises NoSigningKey, KeyUnfit."""
    body = {"content": content, "format": FORMAT, "key": keys.public(holder), "kind": kind}
    return canonical({**body, "signature": keys.sign(holder, canonical(body))}) + b"\n"


def read(raw: bytes, *, kind: str) -> Signed:
    """What a file of this kind holds, if it is whole and as it was signed. Raises FileCut, FileUnknown, FileAltered."""
    found = _parsed(raw)
    if found["kind"] != kind or found["format"] != FORMAT:
        raise FileUnknown(f"This file is “{found['kind']}”, format {found['format']}; “{kind}” is wanted here.")
    signature = str(found.pop("signature"))
    try:
        assert_signed(str(found["key"]), canonical(found), signature)
    except NotSigned as error:
        raise FileAltered from error
    return Signed(found["content"], str(found["key"]), sha256(raw.strip()).hexdigest())


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces: equal values are equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _parsed(raw: bytes) -> dict[str, Any]:
    """The file as a dictionary with the fields that every file has, written in the one way."""
    text = raw.strip()
    if not text.startswith(b'{"content":') or len(text) > LARGEST:
        raise FileUnknown
    if not text.endswith(b'"}'):
        raise FileCut
    try:
        found = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise FileAltered from error
    if set(found) != FIELDS or canonical(found) != text:
        raise FileAltered
    return dict(found)
