"""What a page carries so that the server need not remember it: a place among those who wait, and leave to send."""

from __future__ import annotations

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from surveyapp.web.stores import stores

LIFETIME_SECONDS = 10
"""A waiting page is given a new ticket every two seconds; an older one in a browser's history opens nothing."""

_WAITING, _FOUND = "surveyapp waiting", "surveyapp found"
_NONCE_SIZE, _TIME_SIZE = 12, 8


class TicketUnfit(Exception):
    """The ticket was not made here, was changed, or is too old."""


class Won:
    """The codes let in by a ticket while tickets from before are still good; keyed digests, in this process's memory.

    The page that a ticket opened stands in the browser's history, which the next child on the tablet can go back in.
    """

    def __init__(self) -> None:
        self._until: dict[bytes, float] = {}
        self._lock = Lock()

    def refuse(self, digest: bytes, *, now: float | None = None) -> None:
        """Raise TicketUnfit where a ticket has let this code in a moment ago; such a page is not to wait once more."""
        with self._lock:
            self._assert_new(digest, time.time() if now is None else now)

    def add(self, digest: bytes, *, now: float | None = None) -> None:
        """A ticket lets this code in. Raises TicketUnfit where one has done so a moment ago."""
        at = time.time() if now is None else now
        with self._lock:
            self._assert_new(digest, at)
            self._until[digest] = at + LIFETIME_SECONDS

    def _assert_new(self, digest: bytes, at: float) -> None:
        self._until = {code: until for code, until in self._until.items() if until > at}
        if digest in self._until:
            raise TicketUnfit


def waiting(digest: bytes, *, now: float | None = None) -> str:
    """The code's digest for an address, encrypted: whoever reads the address learns no code and no digest."""
    until = int((time.time() if now is None else now) + LIFETIME_SECONDS)
    nonce = secrets.token_bytes(_NONCE_SIZE)
    sealed = AESGCM(stores().key(_WAITING)).encrypt(nonce, until.to_bytes(_TIME_SIZE, "big") + digest, None)
    return _text(nonce + sealed)


def waited(ticket: str, *, now: float | None = None) -> bytes:
    """The digest that ``waiting`` was given. Raises TicketUnfit."""
    try:
        raw = _raw(ticket)
        plain = AESGCM(stores().key(_WAITING)).decrypt(raw[:_NONCE_SIZE], raw[_NONCE_SIZE:], None)
    except (InvalidTag, ValueError) as error:
        raise TicketUnfit from error
    if int.from_bytes(plain[:_TIME_SIZE], "big") <= (time.time() if now is None else now):
        raise TicketUnfit
    return plain[_TIME_SIZE:]


def found(digest: bytes) -> str:
    """Says to every process, now and after a restart, that this code was looked up and found: it is no guess."""
    return _text(hmac.digest(stores().key(_FOUND), digest, "sha256"))


def was_found(digest: bytes, ticket: str) -> bool:
    """Whether ``found`` gave this ticket for this code."""
    return hmac.compare_digest(found(digest).encode(), ticket.encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
