"""What all tables of the fieldwork store stand on."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """The fieldwork store."""

    metadata = MetaData(naming_convention=CONVENTION)
