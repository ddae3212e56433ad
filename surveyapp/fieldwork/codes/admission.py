"""Letting a child in with a code, which changes nothing, and using the code up, which happens once."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import bindparam, select, text

from surveyapp.db.engines import Asked
from surveyapp.fieldwork.errors import CodeSpent, CodeUnknown, CodeVoid, WaveClosed, WaveNotOpen
from surveyapp.fieldwork.models import AccessCode, CodeState, State, Stratum, Wave

ACCEPTING = (State.OPEN, State.CLOSING)
NEVER = (State.OPENED, State.RELEASED)


_SPEND = text(
    """
    UPDATE access_code SET state = :spent, blinded = :kept
    WHERE digest = :of AND state = :fresh
      AND stratum IN (SELECT s.id FROM stratum s JOIN wave w ON w.id = s.wave WHERE w.state IN (:open, :closing))
    RETURNING stratum, instrument,
      (SELECT s.wave FROM stratum s WHERE s.id = access_code.stratum) AS wave,
      (SELECT s.band FROM stratum s WHERE s.id = access_code.stratum) AS band,
      (SELECT w.trial FROM stratum s JOIN wave w ON w.id = s.wave WHERE s.id = access_code.stratum) AS trial
    """
).bindparams(
    spent=CodeState.SPENT.value, fresh=CodeState.FRESH.value, open=State.OPEN.value, closing=State.CLOSING.value
)
_OF_CODE = (
    select(
        AccessCode.state, AccessCode.blinded, AccessCode.stratum, AccessCode.instrument, Stratum.band,
        Wave.id.label("wave"), Wave.state.label("wave_state"), Wave.trial,
    )
    .join(Stratum, Stratum.id == AccessCode.stratum)
    .join(Wave, Wave.id == Stratum.wave)
    .where(AccessCode.digest == bindparam("of"))
)  # fmt: skip
"""Built once, because building takes longer than running them: every tablet of a room sends within minutes."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What a code opens: the wave, band and instrument, and the stratum it counts for.

    ``taking``: whether the wave takes answers now, which it may do no more when one answer is sent again.
    """

    wave: str
    band: str
    stratum: int
    instrument: str
    trial: bool
    taking: bool


@dataclass(frozen=True, slots=True)
class _Found:
    admission: Admission
    code: CodeState
    wave: State
    blinded: bytes


def admit(session: Asked, digest: bytes) -> Admission:
    """Let a child start, changing nothing; raises the CodeRejected that says why not."""
    found = _look_up(session, digest)
    if found.code is CodeState.VOID:
        raise CodeVoid
    if found.code is CodeState.SPENT:
        raise CodeSpent
    if found.wave is State.DRAFT:
        raise WaveNotOpen
    if found.wave is not State.OPEN:
        raise WaveClosed
    return found.admission


def spend(session: Asked, digest: bytes, *, blinded: bytes) -> Admission:
    """Use the code up for this blinded token. The same token again is the same submission; another one is refused.

    Of two tablets that send at once, one is refused. While the wave closes, what was begun is still accepted.
    """
    kept = sha256(blinded).digest()
    spent = session.execute(_SPEND, {"of": digest, "kept": kept}).first()
    if spent is None:
        return _of_this_submission(_look_up(session, digest), kept)
    return Admission(spent.wave, spent.band, spent.stratum, spent.instrument, trial=bool(spent.trial), taking=True)


def _of_this_submission(found: _Found, kept: bytes) -> Admission:
    if found.code is CodeState.VOID:
        raise CodeVoid
    if found.code is CodeState.FRESH and found.wave is State.DRAFT:
        raise WaveNotOpen
    if found.code is CodeState.FRESH or found.wave in NEVER:
        raise WaveClosed
    if not hmac.compare_digest(found.blinded, kept):
        raise CodeSpent
    return found.admission


def _look_up(session: Asked, digest: bytes) -> _Found:
    row = session.execute(_OF_CODE, {"of": digest}).first()
    if row is None:
        raise CodeUnknown
    admission = Admission(
        wave=row.wave,
        band=row.band,
        stratum=row.stratum,
        instrument=row.instrument,
        trial=bool(row.trial),
        taking=row.wave_state in ACCEPTING,
    )
    return _Found(admission, CodeState(row.state), State(row.wave_state), bytes(row.blinded))
