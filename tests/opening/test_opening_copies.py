"""Ballots copied in the box, boxes opened a second time, bands counted twice: none lays a child open."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import pytest
from builders.carried import TODAY, everything, export_box, put_in
from builders.pooling import NORTH, open_own, together, year_of
from builders.wave import WAVE, Running, open_box, running
from sqlalchemy import text

from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.opening import CarriedBefore, NothingReady, TooFewToOpen, TooFewValid, open_wave, pool_of
from surveyapp.opening.export import take_back


def copied(stores: Stores, wave: str, band: str, times: int) -> None:
    """Somebody who can write to the box lays copies of its one ballot of a band beside it."""
    with stores.write("box") as box:
        where = {"wave": wave, "band": band}
        one = box.scalar(text("SELECT tag FROM ballot WHERE wave = :wave AND band = :band LIMIT 1"), where)
        for _ in range(times):
            tags = {"tag": secrets.token_bytes(32), "one": one}
            for columns, table in (("wave, band, sealed", "ballot"), ("message, token", "permit")):
                made = f"INSERT INTO {table} SELECT :tag, {columns} FROM {table} WHERE tag = :one"
                box.execute(text(made), tags)


class TestCopiedBallots:
    """No two ballots are sealed alike, so a second one like it counts for nothing."""

    def test_copies_of_one_ballot_do_not_make_ten_children(self, stores: Stores, settings: Settings) -> None:
        wave = running(stores, settings, {"leavers": 14, "8-11": 14}, neighbours={})
        wave.answer("leavers")
        wave.answer("8-11", 11)
        wave.close()
        copied(stores, WAVE, "leavers", 9)
        with pytest.raises(TooFewToOpen):
            open_box(wave)
        copied(stores, WAVE, "8-11", 1)
        report = open_box(wave, comments_only=frozenset({"leavers"}))
        assert (report.n_bad, report.n_unpermitted, dict(report.bands)) == (10, 0, {"8-11": 11})

    def test_nor_in_what_waits_for_others(self, stores: Stores, settings: Settings) -> None:
        year = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 1}, pool=NORTH)
        open_own(year)
        copied(stores, year.wave, "leavers", 9)
        with stores.write("box") as box:
            box.execute(text("DELETE FROM waiting_ballot"))
            box.execute(text("INSERT INTO waiting_ballot SELECT tag, wave, band FROM ballot WHERE band = 'leavers'"))
        with pytest.raises(TooFewValid):
            together(year)


def test_what_was_counted_does_not_wait_again_beside_a_few(stores: Stores, settings: Settings) -> None:
    """Counted once more with four others, and the first count taken away, it would lay the four open."""
    first = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 12}, pool=NORTH)
    open_own(first)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 4}, pool=NORTH)
    open_own(second)
    with stores.write("results") as results:
        results.execute(text("INSERT INTO waiting_band VALUES (:wave, 'leavers', 'northvale')"), {"wave": first.wave})
    with stores.write("box") as box:
        marked = "INSERT INTO waiting_ballot SELECT tag, wave, band FROM ballot WHERE band = 'leavers' AND wave = :wave"
        box.execute(text(marked), {"wave": first.wave})
    waiting = pool_of(stores, first.catalogue, NORTH)
    assert waiting is not None
    assert [part.wave for part in waiting.parts] == [second.wave]
    with pytest.raises(NothingReady):
        together(first, second)


class TestASecondOpening:
    """Two results of one box, one taken from the other, lay open whoever came in between."""

    def here(self, wave: Running) -> Any:
        return open_wave(wave.stores, wave.catalogue, WAVE, wave.quorum(), state_keys=wave.state_keys, today=TODAY)

    def test_the_same_ballots_may_leave_again_others_not(self, closed: Running, carried: Path, tmp_path: Path) -> None:
        export_box(closed, tmp_path / "again.box")
        put_in(closed, "8-11", 1)
        with pytest.raises(CarriedBefore, match="lay open what a single child said"):
            export_box(closed, tmp_path / "more.box")
        assert carried.exists()
        assert not (tmp_path / "more.box").exists()

    def test_nor_is_it_opened_here_with_others(self, closed: Running, carried: Path) -> None:
        put_in(closed, "8-11", 1)
        before = everything(closed.stores)
        with pytest.raises(CarriedBefore):
            self.here(closed)
        assert everything(closed.stores) == before

    @pytest.mark.usefixtures("carried")
    def test_a_file_that_nobody_opened_can_be_taken_back(self, closed: Running) -> None:
        put_in(closed, "8-11", 1)
        assert take_back(closed.stores, WAVE)
        assert not take_back(closed.stores, WAVE)
        assert self.here(closed).n_ok == 57
