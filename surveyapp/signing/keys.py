"""Keys that sign files: the private half stays in the installation, the public one is known by what is read aloud."""

from __future__ import annotations

import os
import re
import stat
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from surveyapp.db import durable

FOLDER = "signing-keys"
PROGRAMME = "@programme"
"""Whose key signs comparators; no authority's id has this sign."""

_SIZE = 32
_HOLDER = re.compile(r"@?[A-Za-z0-9_-]{1,60}")
_GROUPS, _LETTERS = 6, 4
_DOMAIN = b"surveyapp signed file|"


class NoSigningKey(LookupError):
    """There is no signing key here for this authority or programme."""


class SigningKeyThere(Exception):
    """There is a signing key already; a new one would make files that others cannot tell from a stranger's."""


class KeyUnfit(Exception):
    """The key file was cut short, or others on this machine can read it."""


class HolderUnfit(ValueError):
    """An authority's id must be 1 to 60 letters, digits, - or _ to name its key file."""


class Misheard(ValueError):
    """A key's fingerprint is six groups of four, of the letters A to Z and the digits 2 to 7."""


class NotSigned(Exception):
    """The key has not signed this."""


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """The key files of one installation, ``instance/signing-keys/<holder>.key``, readable by their owner alone."""

    folder: Path

    @classmethod
    def of(cls, instance: Path) -> SigningKeys:
        """The key files of an instance folder."""
        return cls(instance / FOLDER)

    def create(self, holder: str) -> str:
        """Make the holder's key; its public half. Raises SigningKeyThere."""
        path = self._path(holder)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            durable.write(path, Ed25519PrivateKey.generate().private_bytes_raw())
        except FileExistsError as error:
            raise SigningKeyThere(holder) from error
        return self.public(holder)

    def exists(self, holder: str) -> bool:
        """Whether the holder has a key here."""
        return self._path(holder).is_file()

    def public(self, holder: str) -> str:
        """The public half, in hex. Raises NoSigningKey, KeyUnfit."""
        return self._private(holder).public_key().public_bytes_raw().hex()

    def sign(self, holder: str, content: bytes) -> str:
        """The holder's signature, in hex. Raises NoSigningKey, KeyUnfit."""
        return self._private(holder).sign(_DOMAIN + content).hex()

    def secret(self, holder: str, purpose: str) -> bytes:
        """32 bytes for another purpose that nobody without the key can work out. Raises NoSigningKey, KeyUnfit."""
        private = self._private(holder).private_bytes_raw()
        return sha256(b"surveyapp " + purpose.encode() + b"|" + private).digest()

    def _private(self, holder: str) -> Ed25519PrivateKey:
        path = self._path(holder)
        try:
            key = path.read_bytes()
        except FileNotFoundError as error:
            raise NoSigningKey(holder) from error
        if len(key) != _SIZE or (os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)):
            raise KeyUnfit(
                f"{path} is no key of {_SIZE} bytes that its owner alone can read. Put it back from the safe."
            )
        return Ed25519PrivateKey.from_private_bytes(key)

    def _path(self, holder: str) -> Path:
        if not _HOLDER.fullmatch(holder):
            raise HolderUnfit(holder)
        return self.folder / f"{holder}.key"


def assert_signed(public: str, content: bytes, signature: str) -> None:
    """Raise NotSigned unless the holder of the private half signed this content."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), _DOMAIN + content)
    except (InvalidSignature, ValueError) as error:
        raise NotSigned from error


def aloud(public: str) -> str:
    """A public key's fingerprint, to be compared by voice: six groups of four letters and digits (120 bits)."""
    letters = b32encode(sha256(bytes.fromhex(public)).digest()).decode()
    return " ".join(letters[at * _LETTERS : (at + 1) * _LETTERS] for at in range(_GROUPS))


def tidy(told: str) -> str:
    """A fingerprint as it is kept, however it was typed. Raises Misheard."""
    letters = "".join(told.split()).replace("-", "").upper()
    if not re.fullmatch(rf"[A-Z2-7]{{{_GROUPS * _LETTERS}}}", letters):
        raise Misheard
    return " ".join(letters[at * _LETTERS : (at + 1) * _LETTERS] for at in range(_GROUPS))


def same_aloud(public: str, told: str) -> bool:
    """Whether somebody who read this aloud meant this key. Raises Misheard."""
    return tidy(told) == aloud(public)
