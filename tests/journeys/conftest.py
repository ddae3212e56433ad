"""A real server and an open wave for children in a real browser."""

from __future__ import annotations

import pytest
from builders import child
from builders.child import Fieldwork
from flask import Flask


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """A council with an open wave and cards for every band."""
    return child.fieldwork(app)
