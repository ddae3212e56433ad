"""Who approves a text: digests that tell two people apart and say nothing else, other ones for each comment."""

from __future__ import annotations

import hmac
import re

from surveyapp.disclosure.masking.texts import fold
from surveyapp.results.preparing import Person
from surveyapp.staff import accounts
from surveyapp.web import audience
from surveyapp.web.stores import settings, stores

PURPOSE = b"who approves a text"
_SPACES = re.compile(r"[\W_]+")
_TAG = re.compile(r"\+[^@]*(?=@)")


def visitor(comment: bytes) -> Person:
    """The signed-in person, for this comment."""
    known = audience.current()
    with stores().read("staff") as session:
        email = accounts.address_of(session, known.account)
    return person(settings().pepper, comment, account=known.account, name=known.name, email=email)


def person(secret: bytes, comment: bytes, *, account: str, name: str, email: str) -> Person:
    """One person for one comment: names and addresses as people vary them are the same."""
    parts = {"account": account, "name": same_name(name), "address": same_address(email)}
    return Person(**{part: _digest(secret, comment, part, text) for part, text in parts.items()})


def same_name(name: str) -> str:
    """A name without case, accents, signs and the order of its parts: "Ana Díaz" is "DIAZ, ANA"."""
    return " ".join(sorted(fold(part) for part in _SPACES.split(name) if part))


def same_address(email: str) -> str:
    """An address without case and without what stands after a plus: "ana+two@council.example" is Ana's too."""
    return _TAG.sub("", email.strip().casefold())


def _digest(secret: bytes, comment: bytes, part: str, text: str) -> bytes:
    return hmac.digest(secret, b"\0".join((PURPOSE, comment, part.encode(), text.encode())), "sha256")
