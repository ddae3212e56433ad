"""An open wave with ballots, as a backup meets it."""

from __future__ import annotations

import pytest
from builders.backup import arrive
from builders.wave import running

from surveyapp.config import HOME
from surveyapp.definition import catalogue


@pytest.fixture
def wave(stores, settings):
    """An open wave of a real survey, with some ballots."""
    made = running(stores, settings, {"8-11": 60}, surveys=catalogue.load((HOME / "surveys" / "definitions",)))
    arrive(made, 12)
    return made
