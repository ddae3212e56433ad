"""What tests of keys and ballots begin with."""

import pytest
from builders.fieldwork import draft
from builders.wave import CHEAP, NAMES, WAVE

from surveyapp.casting import custody


@pytest.fixture
def phrases(stores):
    """A draft whose keys are made, and who has which phrase."""
    with stores.write("fieldwork") as registry:
        draft(registry, WAVE)
    return custody.keep(stores, WAVE, NAMES, cost=CHEAP)
