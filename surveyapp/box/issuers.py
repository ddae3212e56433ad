"""Issuer keys, one for each wave and band: who holds a code gets one token signed, unseen, and a ballot needs one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import Connection, delete, inspect, select, text, update
from sqlalchemy.orm import Session

from surveyapp.box import wrapping
from surveyapp.box.blindsignatures import EXPONENT, Signer
from surveyapp.box.gate import pass_to_deposit
from surveyapp.box.models import DESTROYED, IssuerKey

PURPOSE = "surveyapp issuer key"
"""What the wrapping key is derived for, from the installation's pepper."""

BITS = 2048
_HALF = BITS // 16
_OF_BAND = text("SELECT public, wrapped FROM issuer_key WHERE wave = :wave AND band = :band")
_HELD = text("SELECT wave, band, public, wrapped FROM issuer_key WHERE length(wrapped) > 0")
_INSERT = text(
    "INSERT INTO issuer_key (wave, band, public, wrapped) VALUES (:wave, :band, :public, :wrapped) "
    "ON CONFLICT (wave, band) DO NOTHING"
)


class IssuerMissing(Exception):
    """There is no issuer key for this wave and band, or it was destroyed."""


def generate() -> Signer:
    """A fresh key, in memory only: a twentieth of a second to half a second."""
    made = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
    return Signer.of(made.p, made.q)


def add(session: Session, wave: str, signers: Mapping[str, Signer], *, key: bytes) -> None:
    """Keep these bands' keys, wrapped under ``key``; a band that has one keeps it. Raises BoxNotReady and BoxOpened."""
    pass_to_deposit(session, wave)
    for band, signer in sorted(signers.items()):
        public = signer.n.to_bytes(2 * _HALF, "big")
        secret = signer.p.to_bytes(_HALF, "big") + signer.q.to_bytes(_HALF, "big")
        wrapped = wrapping.close(key, secret, purpose=_purpose(wave, band, public))
        session.execute(_INSERT, {"wave": wave, "band": band, "public": public, "wrapped": wrapped})


def missing(session: Session, wave: str, bands: Iterable[str]) -> tuple[str, ...]:
    """Those of the bands that have no key yet."""
    return tuple(sorted(set(bands) - set(publics(session, wave))))


def publics(session: Session, wave: str) -> Mapping[str, int]:
    """Each band's modulus; it stays when the private half is destroyed."""
    found = session.execute(select(IssuerKey.band, IssuerKey.public).where(IssuerKey.wave == wave))
    return {band: int.from_bytes(public, "big") for band, public in found}


def public(session: Session, wave: str, band: str) -> int:
    """The modulus of one band's key, or IssuerMissing."""
    return int.from_bytes(_of_band(session, wave, band)[0], "big")


def signer(session: Session, wave: str, band: str, *, key: bytes) -> Signer:
    """One band's key, unwrapped. Raises IssuerMissing; WrongKey under another pepper than it was wrapped with."""
    modulus, wrapped = _of_band(session, wave, band)
    if wrapped == DESTROYED:
        raise IssuerMissing
    secret = wrapping.open_layer(key, wrapped, purpose=_purpose(wave, band, modulus))
    return Signer.of(int.from_bytes(secret[:_HALF], "big"), int.from_bytes(secret[_HALF:], "big"))


def unfit(connection: Connection, *, key: bytes) -> tuple[str, ...]:
    """The waves with a private half that this key does not open: it was wrapped under another pepper.

    The tables may be of any earlier version.
    """
    if not inspect(connection).has_table(IssuerKey.__tablename__):
        return ()
    return tuple(sorted({wave for wave, *closed in connection.execute(_HELD) if not _opens(key, wave, *closed)}))


def destroy(session: Session, wave: str) -> int:
    """Forget the private halves; how many there were. The public ones stay."""
    held = update(IssuerKey).where(IssuerKey.wave == wave, IssuerKey.wrapped != DESTROYED)
    return len(session.scalars(held.values(wrapped=DESTROYED).returning(IssuerKey.band)).all())


def discard(session: Session, wave: str) -> None:
    """Take back a draft's keys, which go with the keys of its box."""
    session.execute(delete(IssuerKey).where(IssuerKey.wave == wave))


def _opens(key: bytes, wave: str, band: str, public: bytes, wrapped: bytes) -> bool:
    try:
        wrapping.open_layer(key, wrapped, purpose=_purpose(wave, band, public))
    except wrapping.WrongKey:
        return False
    return True


def _of_band(session: Session, wave: str, band: str) -> tuple[bytes, bytes]:
    """The modulus and the wrapped primes."""
    found = session.connection().execute(_OF_BAND, {"wave": wave, "band": band}).one_or_none()
    if found is None:
        raise IssuerMissing
    return found.public, found.wrapped


def _purpose(wave: str, band: str, public: bytes) -> str:
    return f"{PURPOSE}|{wave}|{band}|{sha256(public).hexdigest()}"
