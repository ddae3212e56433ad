"""Withdrawing codes whose card was lost or never came out of the printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from surveyapp.fieldwork.codes.alphabet import digest, normalise
from surveyapp.fieldwork.codes.issue import AT_ONCE, Lot, issue
from surveyapp.fieldwork.models import AccessCode, CodeState, Stratum


def void(session: Session, digests: Iterable[bytes]) -> int:
    """Withdraw those of the codes that nobody has used, and say how many they were."""
    return _void(session, digests).total()


def withdraw(session: Session, stratum: int) -> int:
    """Withdraw every unused code of a stratum, when a sheet is lost; says how many they were."""
    return _voided(session, AccessCode.stratum == stratum).total()


def reprint(session: Session, *, pepper: bytes, jammed: Iterable[str]) -> list[str]:
    """Withdraw the codes of a sheet that jammed and issue as many new ones; used ones get no second card."""
    return [
        code
        for (stratum, instrument), count in taken_back(session, pepper, jammed).items()
        for code in issue(session, pepper=pepper, stratum=stratum, instrument=instrument, count=count)
    ]


def taken_back(session: Session, pepper: bytes, jammed: Iterable[str]) -> Counter[Lot]:
    """Withdraw those of a sheet's codes that nobody has used, and say how many of which kind they were."""
    return _void(session, [digest(pepper, normalise(code)) for code in jammed])


def _void(session: Session, digests: Iterable[bytes]) -> Counter[Lot]:
    keys = sorted(set(digests))
    lots: Counter[Lot] = Counter()
    for start in range(0, len(keys), AT_ONCE):
        lots += _voided(session, AccessCode.digest.in_(keys[start : start + AT_ONCE]))
    return lots


def _voided(session: Session, which: ColumnElement[bool]) -> Counter[Lot]:
    fresh = update(AccessCode).where(which, AccessCode.state == CodeState.FRESH).values(state=CodeState.VOID)
    rows = session.execute(fresh.returning(AccessCode.stratum, AccessCode.instrument)).all()
    lots: Counter[Lot] = Counter((row.stratum, row.instrument) for row in rows)
    for (stratum, _instrument), count in lots.items():
        taken = update(Stratum).where(Stratum.id == stratum)
        session.execute(taken.values(issued=Stratum.issued - count))
    return lots
