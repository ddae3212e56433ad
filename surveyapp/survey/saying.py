"""What scripts and server say to each other: small JSON requests, strictly read, and one word as the answer."""

from __future__ import annotations

import json
import re
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from surveyapp.casting import BallotUnfit, BlindedUnfit, BoxNotReady, NotSigned
from surveyapp.casting.problems import WaveWithoutKeys
from surveyapp.db.errors import StoreBusy
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.fieldwork.errors import (
    CodeSpent,
    CodeUnknown,
    CodeVoid,
    ManyTries,
    MistypedCode,
    WaveClosed,
    WaveNotOpen,
    WaveUnknown,
)
from surveyapp.fieldwork.lots import TURN_SECONDS
from surveyapp.web import errors

JSON = "application/json"
WAIT: Mapping[str, object] = {"says": "wait", "seconds": ceil(TURN_SECONDS)}
"""Checks are slow just now: a script asks again after so many seconds, in the next draw."""
LONGEST_TEXT = 200
"""Characters; a longer code is none."""

_NAME = re.compile(r"[!-~]{1,64}")
_BUSY = ("busy", 503)
_REFUSALS: Mapping[type[Exception], tuple[str, int]] = {
    BallotUnfit: ("malformed", 400),
    BlindedUnfit: ("malformed", 400),
    NotSigned: ("not_signed", 403),
    CodeUnknown: ("wrong", 404),
    CodeVoid: ("wrong", 404),
    MistypedCode: ("wrong", 404),
    WaveUnknown: ("wrong", 404),
    CodeSpent: ("used", 409),
    WaveClosed: ("closed", 410),
    WaveNotOpen: ("not_open", 503),
    BoxNotReady: _BUSY,
    WaveWithoutKeys: _BUSY,
    UnknownInstrument: _BUSY,
    StoreBusy: _BUSY,
    OperationalError: _BUSY,
    TimeoutError: _BUSY,
}
"""The word and the status of each refusal; after "busy" and "not_open" a script asks again by itself."""


class Malformed(Exception):
    """The request is not one that our own script makes."""


@dataclass(frozen=True, slots=True)
class Told:
    """A request's named texts."""

    texts: Mapping[str, object] = field(repr=False)

    def text(self, name: str) -> str:
        """A text as somebody typed it."""
        found = self.texts.get(name)
        if not isinstance(found, str) or len(found) > LONGEST_TEXT:
            raise Malformed
        return found

    def text_if_any(self, name: str) -> str:
        """The same where it may be left out; empty then."""
        return self.text(name) if name in self.texts else ""

    def name(self, name: str) -> str:
        """The name of a wave or band: printable ASCII without spaces."""
        found = self.text(name)
        if not _NAME.fullmatch(found):
            raise Malformed
        return found

    def binary(self, name: str, size: int) -> bytes:
        """Exactly so many bytes, as base64url without padding."""
        found = self.texts.get(name)
        if not isinstance(found, str) or len(found) != -(-size * 4 // 3):
            raise Malformed
        try:
            return b64decode(found + "=" * (-len(found) % 4), altchars=b"-_", validate=True)
        except ValueError as error:
            raise Malformed from error


def told(*, most: int) -> Told:
    """The request's JSON object, of at most so many bytes."""
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge
    if request.mimetype != JSON:
        raise Malformed
    try:
        texts = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(texts, dict):
        raise Malformed
    return Told(texts)


def said(answer: Mapping[str, object], status: int = 200) -> ResponseReturnValue:
    """The answer as JSON."""
    return Response(json.dumps(answer, separators=(",", ":")), status, mimetype=JSON)


def refused(error: Exception) -> ResponseReturnValue:
    """The word for what went wrong; what has none is a page like any other."""
    if isinstance(error, ManyTries):
        return said(WAIT, 503)
    if isinstance(error, Malformed):
        return said({"says": "malformed"}, 400)
    if isinstance(error, HTTPException):
        return said({"says": "malformed"}, error.code or 400)
    found = next((_REFUSALS[named] for named in type(error).__mro__ if named in _REFUSALS), None)
    return said({"says": found[0]}, found[1]) if found else errors.page(error)


def base64(content: bytes) -> str:
    """Bytes as base64url without padding."""
    return urlsafe_b64encode(content).decode("ascii").rstrip("=")
