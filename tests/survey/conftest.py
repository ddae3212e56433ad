"""One open wave for the tests of the children's pages; they run on SQLite, the stores' own laws on both databases."""

from __future__ import annotations

import pytest
from builders import child, talk
from builders.child import Fieldwork
from builders.tablet import BAND, Tablet
from flask import Flask


@pytest.fixture
def database() -> str:
    """These tests are about pages."""
    return "sqlite"


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A council with an open wave and cards for every band."""
    return child.fieldwork(app)


@pytest.fixture
def tablet(app: Flask, made: Fieldwork) -> Tablet:
    """A child's browser with the first card of its band."""
    return Tablet(app.test_client(), made, made.cards[BAND][0])


@pytest.fixture
def clock(app: Flask, made: Fieldwork) -> talk.Clock:
    """A council that tells people, on a Tuesday morning."""
    return talk.ready(app)
