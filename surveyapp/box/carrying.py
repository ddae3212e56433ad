"""A wave's sealed keys on their way to another machine: rows as they stand, and a box in memory made of them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from surveyapp.box import sealing
from surveyapp.box.models import Base, Custodian, WaveKey, WrappedKey
from surveyapp.box.wrapping import WrongKey, close, open_layer

PURPOSE = "surveyapp way home"
"""What the key of results on their way home is derived for, from the installation's pepper."""

CARRIED: tuple[type[Base], ...] = (WaveKey, Custodian, WrappedKey)
"""What a quorum needs to open the box; all of it is public or wrapped."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""By table, each row by column."""

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256 (FIPS 186-5)."""


class NotFromThisBox(Exception):
    """What came back was not sealed by a quorum of this wave for this installation."""


def rows(session: Session, wave: str) -> Rows:
    """The wave's public key, canary, custodians and wrapped keys."""
    tables = {table.__tablename__: table.__table__ for table in CARRIED}
    return {
        name: [dict(row) for row in session.execute(select(table).where(table.c.wave == wave)).mappings()]
        for name, table in tables.items()
    }


@contextmanager
def in_memory(carried: Rows) -> Iterator[Session]:
    """A box that exists in this process alone, with these rows in it."""
    engine = create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
    try:
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            for table in CARRIED:
                for row in carried[table.__tablename__]:
                    session.execute(insert(table).values(dict(row)))
            yield session
    finally:
        engine.dispose()


def return_key(secret: bytes, wave: str) -> ec.EllipticCurvePrivateKey:
    """The key for which results are sealed on their way home; made of an installation's secret, kept nowhere."""
    drawn = HKDF(algorithm=SHA256(), length=48, salt=None, info=f"surveyapp way home|{wave}".encode()).derive(secret)
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def seal_home(mine: ec.EllipticCurvePrivateKey, theirs: bytes, content: bytes, *, wave: str) -> bytes:
    """The content for the one who holds the other private key: readable by both, and made by one of the two alone."""
    return close(_between(mine, theirs, wave), content, purpose=_purpose(wave))


def open_home(mine: ec.EllipticCurvePrivateKey, theirs: bytes, sealed: bytes, *, wave: str) -> bytes:
    """What ``seal_home`` was given by the holder of the other key, or NotFromThisBox."""
    try:
        return open_layer(_between(mine, theirs, wave), sealed, purpose=_purpose(wave))
    except WrongKey as error:
        raise NotFromThisBox(wave) from error


def _between(mine: ec.EllipticCurvePrivateKey, theirs: bytes, wave: str) -> bytes:
    """A key that both ends can make: HKDF over the shared point and both public halves (NIST SP 800-56A, static)."""
    shared = mine.exchange(ec.ECDH(), sealing.public_point(theirs))
    both = b"".join(sorted([sealing.public_bytes(mine), theirs]))
    info = b"surveyapp between|" + wave.encode() + b"|" + both
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared)


def _purpose(wave: str) -> str:
    return f"surveyapp results|{wave}"
