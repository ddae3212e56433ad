"""A wave as it is opened away: still open, closed, on its way, and back."""

from __future__ import annotations

from itertools import product

import pytest
from builders.carried import export_box, known, put_in
from builders.wave import WAVE, running

from surveyapp.fieldwork import cohorts
from surveyapp.opening.away import carried_box, open_away

SHOWN = {"breakdowns": ("sex",)}
"""Where a box is opened, nothing is counted by what its wave did not declare."""


@pytest.fixture
def wave(stores, settings):
    """Three bands, one small, with answers, comments and groups whose sizes were given."""
    eligible = {"4-7": 14, "8-11": 24, "11-18": 44}
    made = running(stores, settings, eligible, surveys=known(), planned=SHOWN)
    with stores.write("fieldwork") as registry:
        counts = {"girl_or_woman": 24, "boy_or_man": 20}
        cohorts.set_breakdown(registry, WAVE, band="11-18", breakdown="sex", counts=counts)
    put_in(made, "4-7", 4)
    put_in(made, "8-11", 12, feels_safe_home="mostly", best_thing="a comment of the younger")
    for sex, placement in product(("girl_or_woman", "boy_or_man"), ("foster", "parents")):
        safe = "mostly" if sex == "boy_or_man" else "rarely"
        put_in(made, "11-18", 10, sex=sex, placement=placement, feels_safe_home=safe)
    return made


@pytest.fixture
def closed(wave):
    wave.close()
    return wave


@pytest.fixture
def carried(closed, tmp_path):
    """The file on its way to the other machine."""
    export_box(closed, tmp_path / "box")
    return tmp_path / "box"


@pytest.fixture
def back(closed, carried, tmp_path):
    """The file on its way home."""
    open_away(carried_box(carried), closed.quorum(), tmp_path / "opened")
    return tmp_path / "opened"
