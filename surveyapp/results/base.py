"""What all tables of the results store are part of."""

from __future__ import annotations

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """The results store."""

    metadata = MetaData(naming_convention=CONVENTION)
