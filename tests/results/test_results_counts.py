"""Counts come from rows and tallies, quickly, and survive the retention date."""

import os
from dataclasses import replace
from datetime import date

import pytest
from builders.opening import CONTACT, HAPPY, SAFE
from builders.wave import WAVE, catalogue
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from surveyapp.definition.answers import pack
from surveyapp.definition.catalogue import Catalogue, UnknownInstrument
from surveyapp.definition.model import Missing
from surveyapp.results import retention, store, sums
from surveyapp.results.handed import Cell, Handed, Joint, Raked, Remark, Row, Scored
from surveyapp.results.models import Review
from surveyapp.results.queries import Counted, counts

SURVEYS = catalogue("4-7", "8-11", "11-18")
EIGHT = SURVEYS.version("8-11", "2024")
UNTIL = date(2028, 4, 1)


def row(band="8-11", instrument=EIGHT, **answers):
    """One response, its blanked items as an opening leaves them."""
    kept = {item.id: Missing.NOT_ASKED for item in instrument.closed} | answers
    return Row(os.urandom(16), band, instrument.fingerprint, pack(instrument, kept))


def remark(body="hello"):
    """One comment."""
    return Remark(os.urandom(16), "8-11", "comments", body, Review.UNREAD)


def handed(rows=(), cells=None, remarks=(), wave=WAVE, bands=None, until=UNTIL, **kept):
    """An opening's results; ``kept`` are joint counts and sums."""
    parts = (bands or {}, tuple(rows), tuple(remarks), cells or {})
    return Handed(wave, "2026-04", until, len(rows), 0, bytes(32), *parts, **kept)


@pytest.fixture
def put_away(stores):
    def put(**given):
        with stores.write("results") as session:
            store.put_away(session, handed(**given))

    return put


def _counts(stores, surveys=SURVEYS, wave=WAVE):
    with stores.read("results") as session:
        return counts(session, wave, surveys)


def test_rows_count_for_their_band(stores, put_away):
    rows = [row(**{SAFE: "always"}), row(**{SAFE: "always"}), row(**{SAFE: Missing.SKIPPED})]
    put_away(rows=rows)
    found = [it for it in _counts(stores) if it.item == SAFE]
    assert found == [
        Counted(("8-11",), "all", "all", SAFE, "always", 2),
        Counted(("8-11",), "all", "all", SAFE, "skipped", 1),
    ]


def test_the_three_reasons_for_no_answer_stay_three(stores, put_away):
    put_away(rows=[row(**{SAFE: reason}) for reason in Missing])
    assert {it.answer: it.n for it in _counts(stores) if it.item == SAFE} == dict.fromkeys(
        ("skipped", "rather_not_say", "not_asked"), 1
    )


def test_several_choices_count_each_and_together(stores, put_away):
    put_away(rows=[row(support=("friends", "family")), row(support=("friends",)), row(support=())])
    found = {it.answer: it.n for it in _counts(stores) if it.item == "support"}
    assert found == {"friends": 2, "family": 1, "none": 1, "answered": 3}


def test_numbers_count_in_digits(stores, put_away):
    older = SURVEYS.version("11-18", "2024")
    put_away(rows=[row("11-18", instrument=older, **{HAPPY: number}) for number in (0, 7, 7, 10)])
    assert {it.answer: it.n for it in _counts(stores) if it.item == HAPPY} == {"0": 1, "7": 2, "10": 1}


def test_what_is_blank_on_every_row_comes_from_the_tallies_alone(stores, put_away):
    of_all, of_girls = ("8-11", "all", "all", CONTACT, "too_little"), ("8-11+11-18", "sex", "girl", SAFE, "always")
    cells = {Cell(*of_all): 12, Cell(*of_girls): 30}
    put_away(rows=[row(**{SAFE: "always"})], cells=cells)
    found = _counts(stores)
    assert [it for it in found if it.item == CONTACT] == [Counted(("8-11",), "all", "all", CONTACT, "too_little", 12)]
    assert Counted(("8-11", "11-18"), "sex", "girl", SAFE, "always", 30) in found
    assert not [it for it in found if it.item in ("sex", "placement")]


def test_rows_of_bands_laid_together_count_together_and_only_for_what_they_share(stores, put_away):
    put_away(rows=[row("4-7+8-11", **{SAFE: "always"}) for _ in range(11)])
    assert [it for it in _counts(stores) if it.bands == ("4-7", "8-11")] == [
        Counted(("4-7", "8-11"), "all", "all", SAFE, "always", 11)
    ]


def test_one_waves_counts_hold_nothing_of_another(stores, put_away):
    put_away(rows=[row(**{SAFE: "always"})])
    put_away(rows=[row(**{SAFE: "never"})], wave="other", cells={Cell("8-11", "all", "all", CONTACT, "x"): 3})
    assert {it.answer for it in _counts(stores) if it.item in (SAFE, CONTACT)} == {"always"}


class TestRetention:
    def _expire(self, stores, today=UNTIL, surveys=SURVEYS):
        with stores.write("results") as session:
            return retention.expire(session, today, surveys)

    @pytest.fixture
    def kept(self, put_away):
        rows = [row(**{SAFE: "always", "support": ("friends",)}), row(**{SAFE: Missing.SKIPPED})]
        cells = {Cell("8-11", "all", "all", CONTACT, "too_little"): 12}
        put_away(rows=rows, cells=cells, remarks=[remark(), remark()])

    def test_after_the_date_every_count_is_as_before_and_no_row_or_comment_is_left(self, stores, kept):
        before = _counts(stores)
        (gone,) = self._expire(stores)
        assert (gone.rows, gone.comments, gone.uncounted) == (2, 2, 0)
        assert set(_counts(stores)) == set(before)
        for table in ("response", "comment"):
            with stores.read("results") as session:
                assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0

    def test_the_day_before_nothing_goes(self, stores, kept):
        assert self._expire(stores, date(2028, 3, 31)) == ()
        with stores.read("results") as session:
            assert session.scalar(text("SELECT count(*) FROM response")) == 2

    def test_it_happens_once(self, stores, kept):
        assert len(self._expire(stores)) == 1
        assert self._expire(stores) == ()

    def test_the_date_is_kept_even_if_the_definition_is_gone(self, stores, kept):
        (gone,) = self._expire(stores, surveys=Catalogue(SURVEYS.bank, ()))
        assert (gone.rows, gone.uncounted) == (2, 2)


class TestRowsBesideGroups:
    """What an earlier version kept: counts by group are equations that put groups back on rows."""

    girls = Cell("8-11", "sex", "girl", SAFE, "always")

    def _part(self, stores, surveys=SURVEYS):
        with stores.write("results") as session:
            return retention.part(session, surveys)

    def test_rows_beside_groups_become_totals_and_every_count_is_as_before(self, stores, put_away):
        put_away(rows=[row(**{SAFE: "always"}) for _ in range(12)], cells={self.girls: 10}, remarks=[remark()])
        before = _counts(stores)
        assert self._part(stores) == (WAVE,)
        assert self._part(stores) == ()
        assert set(_counts(stores)) == set(before)
        with stores.read("results") as session:
            assert session.scalar(text("SELECT count(*) FROM response")) == 0
            assert session.scalar(text("SELECT count(*) FROM comment")) == 1

    def test_rows_without_groups_stay(self, stores, put_away):
        put_away(rows=[row(**{SAFE: "always"})], cells={Cell("8-11", "all", "all", CONTACT, "too_little"): 12})
        assert self._part(stores) == ()

    def test_rows_that_cannot_be_counted_are_not_lost(self, stores, put_away):
        put_away(rows=[row(**{SAFE: "always"})], cells={self.girls: 10})
        with pytest.raises(UnknownInstrument):
            self._part(stores, surveys=Catalogue(SURVEYS.bank, ()))
        with stores.read("results") as session:
            assert session.scalar(text("SELECT count(*) FROM response")) == 1


class TestWhatIsKeptBesideTallies:
    joint = Joint("8-11", "placement", "foster+kinship", "sex", "girl")
    raked = Raked("8-11+11-18", SAFE, "age_band+sex", 61, 176.0, 533.25, 120.125)
    scored = Scored("8-11", "sex", "girl", "well", 20, 62)

    def _read(self, stores, wave=WAVE):
        with stores.read("results") as session:
            return (
                sums.joint_counts(session, wave),
                sums.raked_sums(session, wave),
                sums.score_means(session, wave),
            )

    def test_it_is_read_as_it_was_handed_over(self, stores, put_away):
        alpha = Scored("8-11", "=alpha", "all", "well", 61, 78)
        put_away(joint={self.joint: 12}, raked=(self.raked,), scored=(self.scored, alpha))
        assert self._read(stores) == ({self.joint: 12}, (self.raked,), (alpha, self.scored))
        assert self._read(stores, "other") == ({}, (), ())

    def test_it_lives_on_after_the_retention_date(self, stores, put_away):
        put_away(rows=[row()], joint={self.joint: 12}, raked=(self.raked,), scored=(self.scored,))
        before = self._read(stores)
        with stores.write("results") as session:
            retention.expire(session, UNTIL, SURVEYS)
        assert self._read(stores) == before

    @pytest.mark.parametrize(
        "small",
        [{"joint": {joint: 9}}, {"raked": (replace(raked, n=19),)}, {"scored": (replace(scored, n=19),)}],
        ids=["joint", "raked", "scored"],
    )
    def test_the_database_refuses_what_is_of_too_few(self, put_away, small):
        with pytest.raises(IntegrityError):
            put_away(**small)


def test_the_database_refuses_a_small_group_and_an_empty_count(stores, put_away):
    with pytest.raises(IntegrityError):
        put_away(bands={"8-11": 9})
    with pytest.raises(IntegrityError):
        put_away(cells={Cell("8-11", "all", "all", SAFE, "always"): 0})


def test_a_wave_is_put_away_once(stores, put_away):
    put_away(rows=[row()])
    with pytest.raises(IntegrityError):
        put_away(rows=[row()])
