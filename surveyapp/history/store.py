"""Keeping what was brought in, an import as a whole, and taking it away again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.history.model import Earlier
from surveyapp.history.models import EarlierFigure, EarlierImport
from surveyapp.history.preview import Preview


class NothingToKeep(Exception):
    """No line of the file can be brought in."""


class ImportUnknown(LookupError):
    """The authority has brought in no such file; somebody may have removed it."""


class FigureHereAlready(Exception):
    """One of the figures is here already, from another file."""


@dataclass(frozen=True, slots=True)
class Brings:
    """Who brings a file in, on which day, what it is called, and what is to be remembered about it."""

    name: str
    by: str
    on: date
    note: str = ""


def keep(session: Session, authority: str, preview: Preview, *, brings: Brings, instead_of: str = "") -> None:
    """Keep a file's figures in the place of those it brought before, and of the import ``instead_of``.

    Raises NothingToKeep, ImportUnknown, FigureHereAlready.
    """
    if not preview.figures:
        raise NothingToKeep
    if instead_of and instead_of != preview.digest:
        remove(session, authority, instead_of)
    session.execute(_import(authority, preview.digest))
    try:
        session.add(_facts(authority, preview, brings))
        session.flush()
        session.add_all(_row(authority, preview.digest, line, figure) for line, figure in preview.figures)
        session.flush()
    except IntegrityError as error:
        raise FigureHereAlready from error


def remove(session: Session, authority: str, digest: str) -> None:
    """Take an import away with all its figures. Raises ImportUnknown."""
    if session.scalar(_import(authority, digest).returning(EarlierImport.digest)) is None:
        raise ImportUnknown(digest)


def _import(authority: str, digest: str) -> Any:
    """The statement that takes it away; its figures go with it (ON DELETE CASCADE)."""
    return delete(EarlierImport).where(EarlierImport.authority == authority, EarlierImport.digest == digest)


def _facts(authority: str, preview: Preview, brings: Brings) -> EarlierImport:
    return EarlierImport(
        authority=authority,
        digest=preview.digest,
        name=brings.name[:200],
        note=brings.note[:500],
        brought_by=brings.by[:100],
        brought_on=brings.on,
        left_out=len(preview.refused),
    )


def _row(authority: str, digest: str, line: int, figure: Earlier) -> EarlierFigure:
    said: dict[str, Any] = {name: getattr(figure, name) for name in Earlier.__slots__}
    return EarlierFigure(authority=authority, digest=digest, line=line, **said)
