"""Whatever councils declare, open together or give up over the years: no sum or difference of what is kept is a few."""

from contextlib import suppress
from datetime import date

import pytest
from builders.opening import SAFE
from builders.pooled_years import BANDS, KNOWN, emptied, year_of
from hypothesis import HealthCheck, given
from hypothesis import settings as dose_of
from hypothesis import strategies as st
from sqlalchemy import text

from surveyapp.box.statekeys import StateKeys
from surveyapp.fieldwork import waves
from surveyapp.opening import NothingWaits, TooFewToOpen, give_up, open_together, open_wave, waiting_pools
from surveyapp.results.queries import counts

TODAY = date(2031, 5, 3)
PARTNERS = "vales"
ONE_BAND = st.sampled_from([0, 1, 2, 3, 4, 6, 9, 10, 11])
YEARS = st.lists(
    st.tuples(
        st.sampled_from(["northvale", "southvale"]),
        st.fixed_dictionaries(dict.fromkeys(BANDS, ONE_BAND)),
        st.sampled_from([None, "own", "own", PARTNERS, PARTNERS]),
        st.sampled_from(["wait", "wait", "wait", "together", "together", "give up"]),
    ),
    min_size=2,
    max_size=4,
)


def _history(stores, settings, years):
    """Waves planned, closed and opened one after another; what is ready is opened together, or something given up."""
    with stores.write("fieldwork") as registry:
        waves.add_partnership(registry, PARTNERS, "The Vales")
    made = []
    for number, (authority, answers, pool, then) in enumerate(years):
        chosen = authority if pool == "own" else pool
        year = year_of(stores, settings, 2026 + number, answers, authority=authority, pool=chosen)
        made.append(year)
        _open(stores, settings, year)
        if then == "together":
            _open_what_is_ready(stores, made)
        elif then == "give up":
            _give_up(stores, made[0].wave)
    _open_what_is_ready(stores, made)
    return made


def _open(stores, settings, year):
    given = {"state_keys": StateKeys.of(settings.instance), "today": TODAY}
    try:
        open_wave(stores, KNOWN, year.wave, year.quorum(), **given)
    except TooFewToOpen as few:
        open_wave(stores, KNOWN, year.wave, year.quorum(), comments_only=frozenset(few.bands), **given)


def _open_what_is_ready(stores, made):
    phrases = {year.wave: year.quorum() for year in made}
    for pool in waiting_pools(stores, KNOWN):
        if pool.ready:
            open_together(stores, KNOWN, pool.authority, phrases, today=TODAY)


def _give_up(stores, wave):
    with suppress(NothingWaits):
        give_up(stores, wave, by="Ada", today=TODAY)


def _sets(results):
    """Of each total that is kept: the waves and bands whose children are counted in it, and how many they are."""
    members = {}
    for wave, member, band in results.execute(text("SELECT wave, member, band FROM opened_member")):
        members.setdefault(wave, set()).add((member, band))
    for wave, label, n in results.execute(text("SELECT wave, bands, n FROM opened_band")):
        bands = label.split("+")
        own = {(wave, band) for band in bands}
        yield wave, label, {it for it in members[wave] if it[1] in bands} if wave in members else own, n


def _law(stores, made):
    """Every total is of ten or more, no child is in two of them, and each counts exactly the children it says."""
    sizes = {(year.wave, band): n for year in made for band, n in year.answers.items()}
    seen = set()
    with stores.read("results") as results:
        for wave, label, children, n in list(_sets(results)):
            assert n >= 10
            assert n == sum(sizes[one] for one in children)
            assert not children & seen
            seen |= children
            found = [it for it in counts(results, wave, KNOWN) if (it.breakdown, it.item) == ("all", SAFE)]
            told = {it.answer: it.n for it in found if "+".join(it.bands) == label}
            assert told in ({"always": n}, {})
        waiting = set(results.execute(text("SELECT wave, band FROM waiting_band")).all())
        opened = set(results.execute(text("SELECT member, band FROM opened_member")).all())
    assert opened <= waiting
    assert not {it for it in seen if tuple(it) in waiting} - {tuple(it) for it in opened}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("dose", [5, pytest.param(150, marks=pytest.mark.slow)])
def test_no_total_that_is_ever_kept_is_of_few_or_shares_a_child_with_another(stores, settings, dose):
    @dose_of(max_examples=dose, suppress_health_check=list(HealthCheck))
    @given(YEARS)
    def law(years):
        emptied(stores)
        _law(stores, _history(stores, settings, years))

    law()
