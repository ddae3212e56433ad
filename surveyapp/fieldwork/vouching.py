"""What a wave's cards vouch for, kept where nobody who may write into the box alone can change it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import WaveManifest


def keep_public(session: Session, wave: str, public: str) -> None:
    """Keep the SHA-256 (hex) of a draft's public key as it is made, in place of an earlier one's."""
    session.merge(WaveManifest(wave=wave, public=public))
    session.flush()


def keep(session: Session, wave: str, *, public: str, fingerprint: str) -> None:
    """Keep the fingerprint of the wave's keys as its fieldwork begins; never changed afterwards."""
    session.merge(WaveManifest(wave=wave, public=public, fingerprint=fingerprint))
    session.flush()


def public(session: Session, wave: str) -> str | None:
    """SHA-256 (hex) of the public key that was made; None for keys made before this was kept."""
    return session.scalar(select(WaveManifest.public).where(WaveManifest.wave == wave))


def kept(session: Session, wave: str) -> str | None:
    """The fingerprint; None before fieldwork, and of a wave that began before fingerprints were kept."""
    return session.scalar(select(WaveManifest.fingerprint).where(WaveManifest.wave == wave))


def instruments(session: Session, wave: str) -> Mapping[str, str]:
    """Each band's instrument, which the fingerprint covers as well."""
    return {band.band: band.instrument for band in waves.bands(session, wave)}
