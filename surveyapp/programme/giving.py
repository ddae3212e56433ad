"""A round for one authority as a signed file; who is behind a figure is told by signs that only repeat for itself."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.history.comparators import KIND, SIGN, Comparators, Elsewhere, encode
from surveyapp.programme.gathering import BETWEEN
from surveyapp.programme.models import Gathered, Given
from surveyapp.signing import files
from surveyapp.signing.keys import PROGRAMME, SigningKeys


class NoRound(LookupError):
    """No round of this number was gathered yet."""


def receivers(session: Session, number: int) -> tuple[str, ...]:
    """The authorities that a round has something for. Raises NoRound."""
    if session.get(Gathered, number) is None:
        raise NoRound(str(number))
    return tuple(
        session.scalars(select(Given.authority).where(Given.round == number).distinct().order_by(Given.authority))
    )


def file_for(session: Session, keys: SigningKeys, number: int, authority: str, *, made_up: bool = False) -> bytes:
    """The signed file of a round for one authority. Raises NoRound, NoSigningKey, KeyUnfit."""
    made = session.get(Gathered, number)
    if made is None:
        raise NoRound(str(number))
    secret = keys.secret(PROGRAMME, f"signs|{authority}")
    mine = select(Given).where(Given.round == number, Given.authority == authority)
    rows = session.scalars(mine.order_by(Given.indicator, Given.bands, Given.wording)).all()
    behind = {sign.split("|")[0] for row in rows for sign in row.behind.split(BETWEEN)}
    content = Comparators(
        programme=made.title,
        authority=authority,
        number=number,
        made_on=made.made_on.isoformat(),
        first_year=made.first_year,
        last_year=made.last_year,
        authorities=len(behind),
        made_up=made_up,
        figures=tuple(_elsewhere(row, secret) for row in rows),
    )
    return files.write(encode(content), kind=KIND, keys=keys, holder=PROGRAMME)


def _elsewhere(row: Given, secret: bytes) -> Elsewhere:
    """One comparator as the authority is told it."""
    return Elsewhere(
        indicator=row.indicator,
        bands=tuple(row.bands.split()),
        wording=row.wording,
        low=row.low,
        high=row.high,
        base=row.base,
        usual=row.usual,
        outer=row.outer,
        behind=tuple(sorted(_signs(row, secret))),
    )


def _signs(row: Given, secret: bytes) -> Iterator[str]:
    """A sign for each authority's figures: the same while they are, in this indicator and for this reader alone."""
    for one in row.behind.split(BETWEEN):
        yield hmac.new(secret, f"{row.indicator}|{one}".encode(), sha256).hexdigest()[:SIGN]
