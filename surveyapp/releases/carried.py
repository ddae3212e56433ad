"""A release as one signed file: the published document, its fingerprint, and why there are revisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.releases import read
from surveyapp.releases.document import DocumentUnknown, decode, fingerprint
from surveyapp.releases.model import Release
from surveyapp.releases.models import Frozen
from surveyapp.releases.read import ReleaseChanged
from surveyapp.signing import files
from surveyapp.signing.files import FileAltered, FileUnknown, Signed
from surveyapp.signing.keys import SigningKeys

KIND = "surveyapp release"


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of a wave's change log; ``published_on`` is an ISO date, ``reason`` "" for the first."""

    revision: int
    reason: str
    published_on: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a release file holds: the release, its place among its wave's revisions, and the key that signed it."""

    release: Release
    changes: tuple[Revision, ...]
    signed: Signed

    @property
    def revision(self) -> Revision:
        """The revision that the file is."""
        return self.changes[-1]


def export(session: Session, keys: SigningKeys, authority: str, wave: str) -> bytes:
    """The latest revision of a wave's release as a file. Raises NoRelease, ReleaseChanged, NoSigningKey, KeyUnfit.

    Only what was published is in it: the stored document is read whole, and nothing else but the change log is added.
    """
    published = read.latest(session, authority, wave)
    document = _stored(session, published.fingerprint, authority)
    content = {
        "authority": authority,
        "wave": wave,
        "fingerprint": published.fingerprint,
        "changes": [asdict(one) for one in log(session, authority, wave)],
        "release": json.loads(document),
    }
    return files.write(content, kind=KIND, keys=keys, holder=authority)


def log(session: Session, authority: str, wave: str) -> tuple[Revision, ...]:
    """Every revision of a wave's release, the first first."""
    columns = (Frozen.revision, Frozen.reason, Frozen.published_on, Frozen.fingerprint)
    mine = select(*columns).where(Frozen.authority == authority, Frozen.wave == wave).order_by(Frozen.revision)
    return tuple(
        Revision(revision, reason, day.isoformat(), print_) for revision, reason, day, print_ in session.execute(mine)
    )


def load(raw: bytes) -> Carried:
    """The release of a file that is whole, as it was signed, and what it says it is.

    Raises FileCut, FileUnknown, FileAltered.
    """
    signed = files.read(raw, kind=KIND)
    try:
        return _carried(signed.content, signed)
    except DocumentUnknown as error:
        raise FileUnknown from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise FileAltered from error


def _carried(content: Mapping[str, Any], signed: Signed) -> Carried:
    document = files.canonical(content["release"]).decode()
    release = decode(document)
    changes = tuple(Revision(**one) for one in content["changes"])
    told = (release.authority, release.wave.id, fingerprint(document))
    counted = [one.revision for one in changes] == list(range(1, len(changes) + 1))
    if told != (content["authority"], content["wave"], changes[-1].fingerprint) or not counted:
        raise FileAltered
    if content["fingerprint"] != told[2]:
        raise FileAltered
    return Carried(release, changes, signed)


def _stored(session: Session, wanted: str, authority: str) -> str:
    """The document as it was published. Raises ReleaseChanged."""
    mine = select(Frozen.document).where(Frozen.fingerprint == wanted, Frozen.authority == authority)
    document = session.scalars(mine.limit(1)).one()
    if fingerprint(document) != wanted:
        raise ReleaseChanged(wanted)
    return document
