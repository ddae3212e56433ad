"""Response rates, stepped progress, cohorts, outcomes and the nightly run."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from builders import fieldwork as build

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import codes, cohorts, counts, nightly, outcomes, waves
from surveyapp.fieldwork.counts import Rate
from surveyapp.fieldwork.errors import BandUnknown, TooManyOutcomes, WaveUnknown, WrongState
from surveyapp.fieldwork.models import Outcome

WAVE = "northvale-2026"
TWO = {"8-11": 20, "11-18": 30}


def answer(stores: Stores, n: int, *, band: str = "8-11") -> None:
    """Let ``n`` children of the band spend fresh codes."""
    with stores.write("fieldwork") as session:
        [stratum] = [one.id for one in cohorts.strata(session, WAVE) if one.band == band]
        made = codes.issue(session, pepper=build.PEPPER, stratum=stratum, instrument=build.INSTRUMENTS[band], count=n)
        for code in made:
            codes.spend(session, codes.digest(build.PEPPER, codes.normalise(code)), blinded=code.encode())


def close(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        waves.start_closing(session, WAVE)
        waves.close_wave(session, WAVE, day=date(2026, 4, 20))


@pytest.fixture
def registry(stores: Stores) -> Stores:
    with stores.write("fieldwork") as session:
        build.opened(session, eligible=TWO)
    return stores


def test_the_response_rate_is_completed_out_of_eligible(registry: Stores) -> None:
    answer(registry, 5)
    answer(registry, 10, band="11-18")
    close(registry)
    with registry.read("fieldwork") as session:
        rates = counts.response_rates(session, WAVE)
    assert rates == (Rate("11-18", 10, 30), Rate("8-11", 5, 20))
    assert [rate.below_floor for rate in rates] == [False, True]
    assert counts.whole(rates) == Rate("all", 15, 50)


def test_exact_rates_are_not_told_while_the_wave_is_open(registry: Stores) -> None:
    with registry.read("fieldwork") as session, pytest.raises(WrongState):
        counts.response_rates(session, WAVE)


def test_nobody_eligible_is_a_rate_of_nothing_and_three_in_ten_is_enough() -> None:
    assert Rate("8-11", 0, 0).share == 0.0
    assert not Rate("8-11", 3, 10).below_floor
    assert Rate("8-11", 29, 100).below_floor


@pytest.mark.parametrize(("n", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (20, 20)])
def test_progress_is_told_in_steps_of_five(registry: Stores, n: int, shown: int) -> None:
    answer(registry, n)
    with registry.write("fieldwork") as session:
        counts.refresh(session)
        [one] = [one for one in counts.progress(session, WAVE) if one.band == "8-11"]
    assert (one.at_least, one.fewer_than_five) == (shown, shown == 0)
    assert (one.team, one.eligible, one.issued) == ("North", 20, n)


def test_progress_stands_still_between_two_nights(registry: Stores) -> None:
    answer(registry, 6)
    with registry.write("fieldwork") as session:
        counts.refresh(session)
    answer(registry, 6)
    with registry.read("fieldwork") as session:
        assert max(one.at_least for one in counts.progress(session, WAVE)) == 5


def test_a_breakdown_that_does_not_add_up_is_pointed_out(registry: Stores) -> None:
    with registry.write("fieldwork") as session:
        cohorts.set_breakdown(session, WAVE, band="8-11", breakdown="placement", counts={"foster": 12, "family": 5})
        cohorts.set_breakdown(session, WAVE, band="11-18", breakdown="placement", counts={"foster": 30})
        assert cohorts.mismatches(session, WAVE) == (cohorts.Mismatch("8-11", "placement", 17, 20),)
        cohorts.set_breakdown(session, WAVE, band="8-11", breakdown="placement", counts={"foster": 20})
        assert cohorts.mismatches(session, WAVE) == ()
        assert [(row.band, row.value, row.n) for row in cohorts.by_breakdown(session, WAVE)] == [
            ("11-18", "foster", 30),
            ("8-11", "foster", 20),
        ]


def test_eligible_are_told_for_bands_without_a_team_too(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session, eligible={"4-7": 0})
        assert cohorts.eligible(session, WAVE) == {"4-7": 0}


def test_cohorts_stay_as_they_are_after_the_close(registry: Stores) -> None:
    close(registry)
    with registry.write("fieldwork") as session, pytest.raises(WrongState):
        cohorts.set_eligible(session, WAVE, band="8-11", team="North", eligible=50)
    with registry.write("fieldwork") as session, pytest.raises(WaveUnknown):
        cohorts.set_eligible(session, "nowhere", band="8-11", team="North", eligible=50)


def test_an_unknown_band_is_named(registry: Stores) -> None:
    with registry.write("fieldwork") as session:
        with pytest.raises(BandUnknown, match="4-7"):
            cohorts.set_eligible(session, WAVE, band="4-7", team="North", eligible=50)
        with pytest.raises(BandUnknown, match="4-7"):
            outcomes.record(session, WAVE, band="4-7", given={})


def test_outcomes_of_an_open_wave_do_not_tell_how_many_have_answered(registry: Stores) -> None:
    answer(registry, 12)
    with registry.write("fieldwork") as session:
        outcomes.record(session, WAVE, band="8-11", given={Outcome.NOT_REACHED: 20})
        counts.refresh(session)
        with pytest.raises(TooManyOutcomes):
            outcomes.record(session, WAVE, band="8-11", given={Outcome.NOT_REACHED: 11})
        outcomes.record(session, WAVE, band="8-11", given={Outcome.NOT_REACHED: 10})


def test_outcomes_and_completed_never_exceed_the_eligible(registry: Stores) -> None:
    answer(registry, 12)
    close(registry)
    with registry.write("fieldwork") as session:
        with pytest.raises(TooManyOutcomes):
            outcomes.record(session, WAVE, band="8-11", given={Outcome.REFUSED: 5, Outcome.NOT_REACHED: 4})
        outcomes.record(session, WAVE, band="8-11", given={Outcome.REFUSED: 3, Outcome.NOT_REACHED: 5})
        outcomes.record(session, WAVE, band="8-11", given={Outcome.REFUSED: 4, Outcome.NOT_REACHED: 4})
        older, younger = outcomes.of(session, WAVE)
    assert (younger.completed, younger.refused, younger.unable, younger.not_reached) == (12, 4, None, 4)
    assert (older.completed, older.refused) == (0, None)


def test_outcomes_wait_for_fieldwork(stores: Stores) -> None:
    with stores.write("fieldwork") as session:
        build.draft(session)
        with pytest.raises(WrongState):
            outcomes.record(session, WAVE, band="8-11", given={Outcome.REFUSED: 1})


def test_nightly_is_overdue_until_it_went_well_once(stores: Stores) -> None:
    noon = datetime(2026, 3, 5, 12)
    with stores.write("fieldwork") as session:
        assert nightly.overdue(session, noon)
        nightly.record(session, date(2026, 3, 5), problem="The disk is full. " * 100)
        assert nightly.overdue(session, noon)
        assert nightly.last_problem(session).startswith("The disk is full.")
        nightly.record(session, date(2026, 3, 5))
        assert not nightly.overdue(session, noon)
        assert nightly.last_problem(session) == ""
        assert nightly.last_good(session) == date(2026, 3, 5)


@pytest.mark.parametrize(("now", "late"), [(datetime(2026, 3, 7, 2, 0), False), (datetime(2026, 3, 7, 2, 1), True)])
def test_nightly_is_overdue_26_hours_after_the_end_of_its_day(stores: Stores, now: datetime, late: bool) -> None:
    with stores.write("fieldwork") as session:
        nightly.record(session, date(2026, 3, 5))
        nightly.record(session, date(2026, 3, 6), problem="no")
        assert nightly.overdue(session, now) is late
