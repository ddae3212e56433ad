"""Which copies a place may hold: of registry and box the latest alone, of the others as many as were promised."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from builders.backup import DAY, arrive, back_up, holding
from builders.wave import WAVE
from sqlalchemy import text

from surveyapp.backup import rule, sets

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What does not depend on the kind of database."""


def test_of_registry_and_box_the_latest_copy_alone_is_there(wave, tmp_path):
    place = tmp_path / "copies"
    for number in range(4):
        back_up(wave, place, DAY + timedelta(days=number))
        arrive(wave, 11)
    last = DAY + timedelta(days=3)
    assert {store: holding(place, store) for store in rule.RULED} == {"box": [last], "fieldwork": [last]}
    assert len(holding(place, "results")) == 4


def test_an_older_copy_stays_only_where_no_two_tell_of_fewer_than_ten(wave, tmp_path):
    place = tmp_path / "copies"
    came, days = (0, 3, 9, 10, 0, 12), []
    for number, count in enumerate(came):
        arrive(wave, count)
        days.append(DAY + timedelta(days=number))
        back_up(wave, place, days[-1], keep=True)
        kept = [rule.children(one) for one in sets.found(place) if one.path("box").is_file()]
        assert not any(rule.tell_of_few(older, newer) for newer, older in combinations(kept, 2))
    assert holding(place, "box") == holding(place, "fieldwork") == days[2:]


def test_copies_of_destroyed_ballots_go_with_the_next_backup(wave, tmp_path):
    place = tmp_path / "copies"
    back_up(wave, place)
    with wave.stores.write("box") as box:
        box.execute(text("DELETE FROM ballot"))
    back_up(wave, place, DAY + timedelta(days=1), keep=True)
    assert holding(place, "box") == [DAY + timedelta(days=1)]


def test_a_second_backup_of_a_day_takes_the_place_of_the_first(wave, tmp_path):
    place = tmp_path / "copies"
    back_up(wave, place)
    arrive(wave, 3)
    back_up(wave, place)
    assert len(sets.found(place)) == 1
    assert rule.children(sets.newest(place))["box", WAVE, "8-11"] == 15


def test_copies_that_are_too_old_are_removed(wave, tmp_path):
    place = tmp_path / "copies"
    for ago in (60, 36, 34, 0):
        back_up(wave, place, DAY - timedelta(days=ago))
    assert [one.day for one in sets.found(place)] == [DAY, DAY - timedelta(days=34)]


def test_a_copy_of_results_that_outlived_their_date_goes(wave, tmp_path):
    place = tmp_path / "copies"
    opening = (
        "INSERT INTO opening (wave, month, n_ok, n_bad, box_digest, keep_until, expired) "
        "VALUES ('old', '2024-03', 10, 0, :digest, '2026-03-01', :expired)"
    )
    with wave.stores.write("results") as results:
        results.execute(text(opening), {"digest": bytes(32), "expired": False})
        results.execute(
            text("INSERT INTO response (id, wave, band, instrument, answers) VALUES (:id, 'old', 'x', :of, :row)"),
            {"id": bytes(16), "of": "0" * 64, "row": b"x"},
        )
    back_up(wave, place)
    with wave.stores.write("results") as results:
        results.execute(text("DELETE FROM response"))
        results.execute(text("UPDATE opening SET expired = true"))
    back_up(wave, place, DAY + timedelta(days=1))
    assert holding(place, "results") == [DAY + timedelta(days=1)]
    assert len(holding(place, "staff")) == 2
