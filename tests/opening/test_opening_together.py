"""Bands that stay too small wait, and are opened together with others as a wave of their own."""

from builders.pooling import NORTH, open_own, together, year_of

from surveyapp.fieldwork import pools, waves
from surveyapp.opening import waiting_pools


def test_two_years(stores, settings):
    first = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 4}, pool=NORTH)
    report = open_own(first)
    assert (dict(report.bands), report.waiting, report.n_ok) == ({"8-11": 12}, ("leavers",), 12)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 14})
    report = open_own(second)
    assert (dict(report.bands), report.waiting) == ({"8-11": 12}, ("leavers",))
    (pool,) = waiting_pools(stores, first.catalogue)
    assert pool.ready == ("leavers",)
    made = together(first, second)
    print(made)
    assert dict(made.bands) == {"leavers": 18}
    with stores.read("fieldwork") as registry:
        assert waves.find(registry, made.wave).title
        assert pools.is_pooled(registry, made.wave)
    assert not waiting_pools(stores, first.catalogue)
