"""What waits stays when its wave is destroyed, and goes when it was opened together or is given up."""

from datetime import date

import pytest
from builders.pooling import NORTH, open_own, together, year_of
from sqlalchemy import text

from surveyapp.box import keys
from surveyapp.box.custody import WaveWithoutKeys
from surveyapp.fieldwork.counts import completed
from surveyapp.opening import (
    NothingReady,
    NothingWaits,
    TooFewToOpen,
    certificate,
    destroy,
    give_up,
    give_up_overdue,
    given_up,
    waiting_pools,
)
from surveyapp.opening.export import WaitsForOthers, export

LATER = date(2027, 6, 1)


@pytest.fixture
def years(stores, settings):
    """Two opened years whose care leavers wait; one ballot of the first year could not be read."""
    first = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 4}, pool=NORTH)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 6})
    open_own(first)
    open_own(second)
    return first, second


def _destroy(wave, name=""):
    given = {"state_keys": wave.state_keys, "today": LATER, "by": "Ada", "restored_elsewhere": "in the town hall"}
    return destroy(wave.stores, name or wave.wave, **given)


def _in_box(stores, table, wave):
    with stores.read("box") as box:
        return box.scalar(text(f"SELECT count(*) FROM {table} WHERE wave = :wave"), {"wave": wave.wave})


def test_waiting_ballots_and_wrapped_keys_stay_and_the_certificate_says_so(years, stores):
    first, _ = years
    gone = _destroy(first)
    assert (gone.ballots, gone.n_ok, gone.wrapped_keys, gone.waits) == (12, 12, 0, True)
    assert [_in_box(stores, table, first) for table in ("ballot", "waiting_ballot", "wrapped_key")] == [4, 4, 3]
    said = gone.text()
    assert "the wrapped keys stay until then" in said
    assert "not yet: every custodian's recovery sheet" in said
    assert "Sealed ballots destroyed: 12 (12 had been opened and counted, 0 could not" in said


def test_once_they_were_opened_together_the_certificate_says_with_which_wave_they_go(years):
    first, second = years
    assert "only once a new `surveyapp backup` was made" in _destroy(first).text()
    pooled = together(first, second).wave
    for year in years:
        said = _destroy(year).text()
        assert f"see certificate {pooled}" in said
        assert "Wrapped keys destroyed: none here, they go with those ballots" in said
        assert f"with the certificate of {pooled}, and not before: every custodian's recovery sheet" in said
        assert "needed once more" not in said
        assert "new `surveyapp backup`" not in said


def test_destroyed_after_what_it_waited_for_a_certificate_says_where_its_ballots_and_keys_went(stores, settings):
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 6})
    open_own(first)
    open_own(second)
    pooled = together(first, second).wave
    _destroy(first, pooled)
    said = _destroy(first).text()
    assert "Sealed ballots destroyed: 0 (" in said
    assert "Not among these: the sealed ballots that waited (4 used codes)" in said
    assert f"opened together with {second.wave}, see certificate {pooled}" in said
    assert "Wrapped keys destroyed: none here" in said
    assert "not before" not in said
    assert "Wrapped keys destroyed: 3, with the salts" in _destroy(second).text()


def test_after_the_destruction_they_are_still_opened_together_and_then_all_is_gone(years, stores):
    first, second = years
    _destroy(first)
    made = together(first, second)
    assert dict(made.bands) == {"leavers": 10}
    with stores.read("fieldwork") as registry:
        assert completed(registry, made.wave) == {"leavers": 10}
    gone = _destroy(first, made.wave)
    assert (gone.ballots, gone.n_ok, gone.wrapped_keys, gone.members) == (10, 10, 3, (first.wave, second.wave))
    assert [_in_box(stores, table, first) for table in ("ballot", "wrapped_key")] == [0, 0]
    assert [_in_box(stores, table, second) for table in ("ballot", "wrapped_key")] == [12, 3]
    assert not _destroy(second).waits
    assert [_in_box(stores, table, second) for table in ("ballot", "wrapped_key")] == [0, 0]
    with stores.read("box") as box, pytest.raises(WaveWithoutKeys):
        keys.unwrap(box, first.wave, first.phrases)
    assert certificate(stores, made.wave) == gone
    assert first.wave in gone.text()


def test_what_is_given_up_is_destroyed_unread(years, stores):
    first, second = years
    gone = give_up(stores, first.wave, by="Ada", today=LATER)
    assert (gone.bands, gone.at_least, gone.wrapped_keys) == (("leavers",), 0, 0)
    assert "fewer than 5, of leavers" in gone.text()
    assert given_up(stores, first.wave) == give_up(stores, first.wave, by="Ben", today=LATER) == gone
    assert [_in_box(stores, table, first) for table in ("ballot", "waiting_ballot", "wrapped_key")] == [12, 0, 3]
    with pytest.raises(NothingReady):
        together(first, second)
    (pool,) = waiting_pools(stores, first.catalogue)
    assert [part.wave for part in pool.parts] == [second.wave]
    assert _destroy(first).wrapped_keys == 3


def test_a_band_that_waited_for_what_was_given_up_is_opened_by_itself(stores, settings):
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH)
    second = year_of(stores, settings, 2027, {"leavers": 12})
    open_own(first)
    open_own(second)
    assert give_up(stores, first.wave, by="Ada", today=LATER).wrapped_keys == 3
    assert dict(together(second).bands) == {"leavers": 12}


def test_after_it_was_opened_or_where_nothing_waits_nothing_is_given_up(years, stores, settings):
    together(*years)
    for wave in (years[0].wave, "nobody"):
        with pytest.raises(NothingWaits):
            give_up(stores, wave, by="Ada", today=LATER)


def test_what_waited_until_its_answers_were_to_go_goes(years, stores):
    with stores.read("results") as results:
        until = dict(results.execute(text("SELECT wave, keep_until FROM opening")).all())[years[0].wave]
    until = until if isinstance(until, date) else date.fromisoformat(until)
    assert give_up_overdue(stores, by="night", today=date(until.year, until.month - 1 or 1, 1)) == ()
    assert [gone.wave for gone in give_up_overdue(stores, by="night", today=until)] == [it.wave for it in years]
    assert not waiting_pools(stores, years[0].catalogue)


def test_giving_up_that_was_cut_off_is_taken_up_again(years, stores, monkeypatch):
    first, _ = years
    for cut in ("waiting.destroy", "wash", "givings.finish"):
        with monkeypatch.context() as patch:
            patch.setattr(f"surveyapp.opening.giving.{cut}", lambda *_args: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                give_up(stores, first.wave, by="Ada", today=LATER)
        assert given_up(stores, first.wave) is None
    (gone,) = give_up_overdue(stores, by="night", today=LATER)
    assert (gone.wave, gone.by) == (first.wave, "Ada")


def test_a_box_of_which_something_may_wait_is_not_carried_away(stores, settings, tmp_path):
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH)
    second = year_of(stores, settings, 2027, {"leavers": 12})
    with pytest.raises(WaitsForOthers, match="Nothing was written"):
        export(stores, first.catalogue, settings.definitions, first.wave, tmp_path / "box")
    open_own(first)
    with pytest.raises(WaitsForOthers):
        export(stores, second.catalogue, settings.definitions, second.wave, tmp_path / "box")
    assert not (tmp_path / "box").exists()


def test_a_band_that_waits_for_nobody_is_refused_as_before(stores, settings):
    wave = year_of(stores, settings, 2026, {"leavers": 4})
    with pytest.raises(TooFewToOpen):
        open_own(wave)
