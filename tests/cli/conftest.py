"""What tests of the command line begin with."""

from __future__ import annotations

import pytest
from builders.terminal import Terminal

from surveyapp.config import Settings


@pytest.fixture
def here(settings: Settings) -> Terminal:
    """The server's terminal."""
    return Terminal(settings.instance)
