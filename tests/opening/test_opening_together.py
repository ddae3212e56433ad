"""Bands that stay too small wait, and are opened together with others as a wave of their own."""

from dataclasses import replace

import pytest
from builders import opening as council
from builders.opening import SAFE
from builders.pooling import BOTH, NORTH, SOUTH, open_own, partnership, together, year_of
from sqlalchemy import text

from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.fingerprint import with_fingerprint
from surveyapp.fieldwork import cohorts, outcomes, pools, waves
from surveyapp.fieldwork.counts import completed, response_rates
from surveyapp.fieldwork.errors import WaveIsPooled, WrongState
from surveyapp.fieldwork.models import Outcome, State
from surveyapp.opening import NothingReady, TooFewToOpen, pool_of, waiting_pools
from surveyapp.results.queries import counts
from surveyapp.results.store import waiting_of


def _counted(wave, catalogue, stores, item=SAFE):
    with stores.read("results") as results:
        return {it.answer: it.n for it in counts(results, wave, catalogue) if (it.breakdown, it.item) == ("all", item)}


@pytest.fixture
def years(stores, settings):
    """Two years of one council; of the care leavers four answered in the first and seven in the second."""
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH, said={SAFE: "never"})
    open_own(first)
    second = year_of(stores, settings, 2027, {"leavers": 7}, said={SAFE: "always"})
    return first, second


def test_a_small_band_waits_and_tells_nothing(stores, settings):
    wave = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 4}, pool=NORTH, said={SAFE: "never"})
    report = open_own(wave)
    assert (dict(report.bands), report.waiting, report.n_ok, report.comments_only) == (
        {"8-11": 12},
        ("leavers",),
        12,
        (),
    )
    with stores.read("results") as results:
        assert waiting_of(results, wave.wave) == {"leavers": NORTH}
        comments = results.execute(text("SELECT band, review, count(*) FROM comment GROUP BY 1, 2")).all()
        assert sorted(map(tuple, comments)) == [("8-11", "unread", 12), ("leavers", "safeguarding", 4)]
        for table, column in (("tally", "bands"), ("response", "band"), ("opened_band", "bands")):
            assert not results.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} LIKE '%leavers%'"))
    with pytest.raises(NothingReady):
        together(wave)


def test_without_a_declaration_it_is_as_before(stores, settings):
    wave = year_of(stores, settings, 2026, {"leavers": 4})
    with pytest.raises(TooFewToOpen):
        open_own(wave)
    assert open_own(wave, comments_only=frozenset({"leavers"})).comments_only == ("leavers",)


def test_the_next_wave_waits_too_whatever_its_number(stores, settings, years):
    first, second = years
    assert open_own(second).waiting == ("leavers",)
    made = together(first, second)
    assert (dict(made.bands), made.members) == ({"leavers": 11}, (first.wave, second.wave))
    assert made.title == "leavers: 2026 and 2027 together"
    assert _counted(made.wave, first.catalogue, stores) == {"never": 4, "always": 7}
    assert not waiting_pools(stores, first.catalogue)
    with pytest.raises(NothingReady):
        together(first, second)


def test_nothing_but_counts_is_kept_and_no_comment_a_second_time(stores, settings, years):
    open_own(years[1])
    made = together(*years)
    with stores.read("results") as results:
        for table in ("response", "comment"):
            assert results.scalar(text(f"SELECT count(*) FROM {table} WHERE wave = :wave"), {"wave": made.wave}) == 0
        assert results.scalar(text("SELECT count(*) FROM comment WHERE band = 'leavers'")) == 11
        kept = dict(results.execute(text("SELECT wave, keep_until FROM opening")).all())
    assert kept[made.wave] == min(kept.values())


def test_the_result_is_a_wave_of_its_own_with_sums_over_its_members(stores, settings, years):
    first, second = years
    open_own(second)
    with stores.write("fieldwork") as registry:
        for wave, n in ((first.wave, 2), (second.wave, 5)):
            outcomes.record(registry, wave, band="leavers", given={Outcome.REFUSED: n})
    made = together(first, second, title="Care leavers of two years")
    with stores.write("fieldwork") as registry:
        wave = waves.find(registry, made.wave)
        assert (wave.title, wave.state, wave.year, wave.authority) == (made.title, State.OPENED, 2027, NORTH)
        assert [(one.wave, one.band, one.year) for one in pools.members(registry, made.wave)] == [
            (first.wave, "leavers", 2026),
            (second.wave, "leavers", 2027),
        ]
        assert pools.pooled_from(registry, first.wave) == (made.wave,)
        assert cohorts.eligible(registry, made.wave) == {"leavers": 40}
        assert completed(registry, made.wave) == {"leavers": 11}
        assert [(rate.completed, rate.eligible) for rate in response_rates(registry, made.wave)] == [(11, 40)]
        assert [(one.refused, one.unable) for one in outcomes.of(registry, made.wave)] == [(7, None)]
        with pytest.raises(WaveIsPooled):
            outcomes.record(registry, made.wave, band="leavers", given={})
        with pytest.raises(WrongState):
            waves.extend(registry, made.wave, ends_on=wave.ends_on)


def test_it_is_compared_with_no_year_and_no_year_with_it(stores, settings, years):
    open_own(years[1])
    made = together(*years)
    third = year_of(stores, settings, 2028, {"8-11": 1})
    with stores.write("fieldwork") as registry:
        waves.mark_released(registry, made.wave)
        assert waves.before(registry, made.wave) is None
        assert waves.before(registry, third.wave) is None
        waves.mark_released(registry, years[0].wave)
        assert waves.before(registry, third.wave).id == years[0].wave
        assert waves.before(registry, made.wave) is None


def test_what_stays_too_few_waits_for_one_more_year(stores, settings):
    first = year_of(stores, settings, 2026, {"leavers": 2}, pool=NORTH)
    second = year_of(stores, settings, 2027, {"leavers": 3})
    third = year_of(stores, settings, 2028, {"leavers": 5})
    fourth = year_of(stores, settings, 2029, {"leavers": 12})
    for wave in (first, second):
        open_own(wave)
        with pytest.raises(NothingReady):
            together(first, second)
    assert open_own(third).waiting == ("leavers",)
    assert dict(open_own(fourth).bands) == {"leavers": 12}
    assert dict(together(first, second, third).bands) == {"leavers": 10}


def test_an_earlier_wave_that_is_opened_later_is_not_the_next(stores, settings):
    late = year_of(stores, settings, 2025, {"leavers": 11})
    open_own(year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH))
    assert open_own(late).waiting == ()


def test_neighbours_are_laid_together_over_the_years(stores, settings):
    beside = {"8-11": "11-18", "11-18": "8-11"}
    first = year_of(stores, settings, 2026, {"8-11": 2, "11-18": 3}, pool=NORTH, neighbours=beside)
    assert open_own(first).waiting == ("8-11", "11-18")
    second = year_of(stores, settings, 2027, {"8-11": 4, "11-18": 3}, neighbours=beside)
    open_own(second)
    assert dict(together(first, second).bands) == {"8-11+11-18": 12}


def test_a_small_neighbour_of_a_band_that_waits_waits_with_it(stores, settings):
    first = year_of(stores, settings, 2026, {"8-11": 3}, pool=NORTH)
    open_own(first)
    beside = {"11-18": "8-11"}
    second = year_of(stores, settings, 2027, {"8-11": 12, "11-18": 2}, neighbours=beside)
    assert open_own(second).waiting == ("8-11", "11-18")
    assert dict(together(first, second).bands) == {"8-11+11-18": 17}


def test_partners_pool_their_small_bands_under_the_partnership(stores, settings):
    partnership(stores)
    north = year_of(stores, settings, 2026, {"leavers": 4}, pool=BOTH)
    south = year_of(stores, settings, 2026, {"leavers": 6}, pool=BOTH, authority=SOUTH)
    stranger = year_of(stores, settings, 2026, {"leavers": 11}, authority="eastvale")
    assert open_own(north).waiting == open_own(south).waiting == ("leavers",)
    assert open_own(stranger).waiting == ()
    assert pool_of(stores, north.catalogue, BOTH).ready == ("leavers",)
    made = together(north, south, authority=BOTH)
    assert (made.title, dict(made.bands)) == ("leavers: Northvale and Southvale together", {"leavers": 10})
    with stores.read("fieldwork") as registry:
        assert waves.find(registry, made.wave).authority == BOTH


def test_trials_wait_for_trials_alone(stores, settings):
    open_own(year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH, trial=True))
    real = year_of(stores, settings, 2027, {"leavers": 12})
    assert open_own(real).waiting == ()
    assert pool_of(stores, real.catalogue, NORTH) is None
    assert pool_of(stores, real.catalogue, NORTH, trial=True).ready == ()


def test_questions_that_were_not_the_same_are_left_out_and_named(stores, settings):
    old = council.survey("leavers")
    items = [page.items[0] for page in old.pages]
    reworded = tuple(replace(one, ask="What else?") if one.id == SAFE else one for one in items)
    sections = tuple(
        replace(
            one, pages=tuple(replace(page, items=(asked,)) for page, asked in zip(one.pages, reworded, strict=True))
        )
        for one in old.sections
    )
    new = with_fingerprint(replace(old, sections=sections, version="2026"))
    known = Catalogue(council.bank(), (old, new))
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH, surveys=known)
    second = year_of(stores, settings, 2027, {"leavers": 7}, surveys=known, version="2026")
    open_own(first)
    open_own(second)
    made = together(first, second)
    assert made.left_out == (SAFE,)
    assert _counted(made.wave, known, stores) == {}
    assert sum(_counted(made.wave, known, stores, "happy_yesterday").values()) == 11
