"""A council, and a browser of somebody who may do everything at its desk."""

import pytest
from flask import Flask
from pages import Pages

from surveyapp.fieldwork import waves
from surveyapp.web.audience import Role


@pytest.fixture
def authority(app: Flask) -> str:
    """A council."""
    with app.extensions["stores"].write("fieldwork") as session:
        return waves.add_authority(session, "council", "Northshire Council").id


@pytest.fixture
def desk(pages: Pages, authority: str) -> Pages:
    """A browser of somebody who may do everything at the desk."""
    return pages.signed_in(Role.WORKER, Role.CUSTODIAN, Role.ANALYST, Role.ADMIN, authority=authority)
