"""What a wave's cards vouch for, kept where nobody who may write into the box alone can change it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import WaveManifest


def keep(session: Session, wave: str, fingerprint: str) -> None:
    """Keep the fingerprint of the wave's keys as its fieldwork begins; never changed afterwards."""
    session.add(WaveManifest(wave=wave, fingerprint=fingerprint))
    session.flush()


def kept(session: Session, wave: str) -> str | None:
    """The fingerprint; None before fieldwork, and of a wave that began before fingerprints were kept."""
    return session.scalar(select(WaveManifest.fingerprint).where(WaveManifest.wave == wave))


def instruments(session: Session, wave: str) -> Mapping[str, str]:
    """Each band's instrument, which the fingerprint covers as well."""
    return {band.band: band.instrument for band in waves.bands(session, wave)}
