"""Ballots that waited well and cannot be counted any more, and the title of what was finished by night."""

from __future__ import annotations

import pytest
from builders.pooling import NORTH, open_own, together, year_of
from sqlalchemy import text

from surveyapp.fieldwork import together as pooled
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.errors import WaveIsNotPooled, WrongState
from surveyapp.opening import TooFewValid, pool_of, take_up
from surveyapp.opening import together as opening

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def years(stores, settings):
    """Two years of one council, both opened; ten care leavers wait."""
    made = [year_of(stores, settings, year, {"leavers": n}, pool=NORTH) for year, n in ((2026, 4),)]
    open_own(made[0])
    made.append(year_of(stores, settings, 2027, {"leavers": 6}))
    open_own(made[1])
    return made


def test_too_few_that_can_still_be_read_are_not_opened_and_the_words_fit(stores, years):
    with stores.write("box") as box:
        box.execute(text("UPDATE ballot SET sealed = zeroblob(length(sealed)) WHERE wave = 'northvale-2026'"))
    assert pool_of(stores, years[0].catalogue, NORTH).ready == ("leavers",)
    with pytest.raises(TooFewValid) as refused:
        together(*years)
    assert (refused.value.bad, refused.value.bands) == (4, ("leavers",))
    assert "extend the wave" not in str(refused.value)
    assert pool_of(stores, years[0].catalogue, NORTH).ready == ("leavers",)


def test_what_was_finished_by_night_can_be_given_its_title_until_it_is_released(stores, years, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(opening.together, "record", lambda *_: (_ for _ in ()).throw(OSError("cut")))
        with pytest.raises(OSError, match="cut"):
            together(*years, title="Those who left")
    (made,) = take_up(stores, years[0].catalogue)
    with stores.write("fieldwork") as registry:
        assert waves.find(registry, made).title.endswith("2026 and 2027 together")
        assert pooled.entitle(registry, made, "Those who left").title == "Those who left"
        with pytest.raises(WaveIsNotPooled):
            pooled.entitle(registry, "northvale-2026", "Mine")
        waves.mark_released(registry, made)
        with pytest.raises(WrongState):
            pooled.entitle(registry, made, "Later")
