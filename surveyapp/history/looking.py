"""Looking at a file before it is brought in: read, checked, and held against what is here already."""

from __future__ import annotations

from sqlalchemy.orm import Session

from surveyapp.history import read, reading
from surveyapp.history.known import Known
from surveyapp.history.preview import Preview, preview


def look(session: Session, content: bytes, known: Known, *, instead_of: str = "") -> Preview:
    """What would become of the file's lines, if its text or the import ``instead_of`` were not here."""
    sheet = reading.read(content)
    besides = frozenset({sheet.digest, instead_of})
    return preview(sheet, known, read.standing(session, known.authority, besides=besides))
