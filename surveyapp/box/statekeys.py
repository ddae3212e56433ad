"""Answers on their way: carried in the page, sealed under a wave's key that no backup holds and no opening leaves."""

from __future__ import annotations

import os
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FOLDER = "state-keys"
LIFETIME_HOURS = 12
LONGEST = 64 * 1024
"""Characters; a longer field was not made here and is not even looked at."""

_KEY_SIZE = 32
_NONCE_SIZE = 12
_TIME_SIZE = 8
_STEP = 256
_WAVE_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class StateRejected(Exception):
    """The field was changed, cut short, made for another wave, or its wave's key is gone."""


class StateExpired(Exception):
    """The field is genuine but too old: the page lay open for longer than its lifetime."""


class WaveNameUnfit(ValueError):
    """A wave's id must be 1 to 64 letters, digits, - or _ to name its key file."""


@dataclass(frozen=True, slots=True)
class State:
    """What the field held, and the wave it is bound to."""

    wave: str
    carried: bytes


@dataclass(frozen=True, slots=True)
class StateKeys:
    """The key files of one installation, ``instance/state-keys/<wave>.key``, readable by their owner alone."""

    folder: Path

    @classmethod
    def of(cls, instance: Path) -> StateKeys:
        """The key files of an instance folder."""
        return cls(instance / FOLDER)

    def create(self, wave: str) -> None:
        """Make the wave's key unless it has one; durable when this returns."""
        path = self._path(wave)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            return
        new = self.folder / f".{wave}.{secrets.token_hex(8)}"
        _write_durably(new, secrets.token_bytes(_KEY_SIZE))
        try:
            os.link(new, path)  # of two processes the first wins, and nobody ever sees half a key
        except FileExistsError:
            pass
        finally:
            new.unlink()
        _sync_folder(self.folder)

    def exists(self, wave: str) -> bool:
        """Whether the wave has its key."""
        return self._path(wave).is_file()

    def destroy(self, wave: str) -> bool:
        """Overwrite and remove the wave's key; False when it had none. No field made for the wave is read again."""
        path = self._path(wave)
        if not path.is_file():
            return False
        _overwrite(path)
        path.unlink()
        _sync_folder(self.folder)
        return True

    def seal_state(self, carried: bytes, wave: str, *, now: float | None = None) -> str:
        """The field's text: base64 for addresses and forms, bound to the wave, unreadable after LIFETIME_HOURS."""
        until = int((time.time() if now is None else now) + LIFETIME_HOURS * 3600)
        nonce = secrets.token_bytes(_NONCE_SIZE)
        plain = until.to_bytes(_TIME_SIZE, "big") + _filled(carried)
        sealed = nonce + AESGCM(self._key(wave)).encrypt(nonce, plain, _bound_to(wave))
        return f"{wave}.{urlsafe_b64encode(sealed).decode().rstrip('=')}"

    def open_state(self, text: str, *, now: float | None = None) -> State:
        """What ``seal_state`` was given. Raises StateRejected and StateExpired."""
        wave, _, sealed = text.partition(".")
        if len(text) > LONGEST or not _WAVE_NAME.fullmatch(wave):
            raise StateRejected
        raw = _decoded(sealed)
        try:
            plain = AESGCM(self._key(wave)).decrypt(raw[:_NONCE_SIZE], raw[_NONCE_SIZE:], _bound_to(wave))
        except (InvalidTag, ValueError) as error:
            raise StateRejected from error
        if int.from_bytes(plain[:_TIME_SIZE], "big") <= (time.time() if now is None else now):
            raise StateExpired
        return State(wave, _emptied(plain[_TIME_SIZE:]))

    def _key(self, wave: str) -> bytes:
        try:
            key = self._path(wave).read_bytes()
        except FileNotFoundError as error:
            raise StateRejected from error
        if len(key) != _KEY_SIZE:
            raise StateRejected
        return key

    def _path(self, wave: str) -> Path:
        if not _WAVE_NAME.fullmatch(wave):
            raise WaveNameUnfit(wave)
        return self.folder / f"{wave}.key"


def _bound_to(wave: str) -> bytes:
    return f"surveyapp state|{wave}".encode()


def _filled(carried: bytes) -> bytes:
    """Behind its length and filled up to a step, so that the size of a request says little of how much was written."""
    framed = len(carried).to_bytes(4, "big") + carried
    return framed.ljust(-(-len(framed) // _STEP) * _STEP, b"\0")


def _emptied(filled: bytes) -> bytes:
    return filled[4 : 4 + int.from_bytes(filled[:4], "big")]


def _decoded(text: str) -> bytes:
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise StateRejected from error
    if urlsafe_b64encode(raw).decode().rstrip("=") != text:
        raise StateRejected
    return raw


def _write_durably(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(_KEY_SIZE))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
