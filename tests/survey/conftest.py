"""One open wave for the tests of the children's pages; they run on SQLite, the stores' own laws on both databases."""

from __future__ import annotations

import pytest
from builders import child
from builders.child import Fieldwork
from flask import Flask


@pytest.fixture
def database() -> str:
    """These tests are about pages."""
    return "sqlite"


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A council with an open wave and cards for every band."""
    return child.fieldwork(app)
