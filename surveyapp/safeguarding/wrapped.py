"""Words wrapped before they rest in the store, so that its file alone tells nothing of what a child wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PURPOSE = "surveyapp requests to be contacted"
"""For ``Stores.key``: the key comes from the pepper of the settings, which no backup of a database holds."""

_NONCE_SIZE = 12
_STEP = 512


class RequestUnreadable(Exception):
    """What a child wrote was wrapped with another pepper, or changed in the store."""


def wrap(key: bytes, request: bytes, use: str, words: Mapping[str, str]) -> bytes:
    """The words under the key, bound to their request and use; their length shows in steps of 512 bytes."""
    plain = json.dumps(words, ensure_ascii=False).encode()
    padded = plain.ljust(-(-len(plain) // _STEP) * _STEP)
    nonce = os.urandom(_NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, padded, request + use.encode())


def unwrap(key: bytes, request: bytes, use: str, wrapped: bytes) -> dict[str, str]:
    """The words again; raises RequestUnreadable."""
    try:
        plain = AESGCM(key).decrypt(wrapped[:_NONCE_SIZE], wrapped[_NONCE_SIZE:], request + use.encode())
    except InvalidTag as error:
        raise RequestUnreadable from error
    words: dict[str, str] = json.loads(plain)
    return words
