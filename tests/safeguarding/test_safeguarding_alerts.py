"""Alerts reach a real mail server without content, wait for one that is down, and rise while nobody reads."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from builders.post import EVERYBODY, Postbox, minute
from builders.talk import ANN, BEN, ROTA, TUESDAY, WISH, Clock, asked, at, folder, kept
from sqlalchemy import select

from surveyapp.config import Alerts
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import alerts, delivery, mail, requests
from surveyapp.safeguarding.alerts import Letter
from surveyapp.safeguarding.models import Alert
from surveyapp.safeguarding.rota import Rota

on_one_store = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what the clock and the mail server decide, not the database."""


def test_the_first_contact_is_told_at_once_and_learns_nothing_of_the_child(
    council: Stores, server: Alerts, postbox: Postbox
) -> None:
    request = asked(council)
    delivery.at_once(council, server, clock=Clock())
    assert postbox.letters == [
        (ANN.email, "A child asks to be contacted. Sign in to read it:\r\nhttps://survey.example.org/desk/requests\r\n")
    ]
    with council.read("safeguarding") as session:
        assert alerts.was_told(session, request.id)
    delivery.at_once(council, server, clock=Clock("2026-12-15 11:00"))
    assert postbox.told == [ANN.email]


def test_a_letter_holds_no_word_of_a_child_in_any_header(tmp_path: Path) -> None:
    letter = mail.alert(folder(tmp_path), ANN.email, level=2).as_string()
    assert not any(word in letter for word in (WISH.called, WISH.reach, WISH.when, "Please"))
    assert "Auto-Submitted: auto-generated" in letter


def test_a_mail_server_that_is_down_loses_nothing(council: Stores, server: Alerts, postbox: Postbox) -> None:
    down = replace(server, port=1)
    request = asked(council)
    delivery.at_once(council, down, clock=Clock())
    with council.read("safeguarding") as session:
        assert not alerts.was_told(session, request.id)
        assert alerts.unsent(session, "council")
    [problem] = minute(council, down, "2026-12-15 10:03").problems
    assert problem == "The mail server did not take the e-mail (ConnectionRefusedError)."
    assert minute(council, server, "2026-12-15 10:30").sent == 1
    assert postbox.told == [ANN.email]
    with council.read("safeguarding") as session:
        assert not alerts.unsent(session, "council")


@on_one_store
def test_a_server_that_refuses_is_asked_again_ever_more_slowly_and_never_given_up(
    council: Stores, server: Alerts, postbox: Postbox
) -> None:
    postbox.refuses = "451 not now"
    asked(council)
    looked = (0, 1, 2, 3, 6, 7, 14, 15, 24, 25, 34, 35)
    told = {number: minute(council, server, f"2026-12-15 10:{number:02d}").problems for number in looked}
    assert all(told.values()), "between two tries nothing seems to be wrong"
    assert [number for number, said in told.items() if said != (delivery.WAITS,)] == [0, 1, 3, 7, 15, 25, 35]
    postbox.refuses = ""
    assert minute(council, server, "2026-12-15 10:50").sent == 1


def test_a_process_that_dies_with_a_letter_in_hand_loses_it_for_two_minutes(
    council: Stores, server: Alerts, postbox: Postbox
) -> None:
    asked(council)
    with council.write("safeguarding") as session:
        [letter] = alerts.claim(session, now=at(TUESDAY))
    assert letter.email == ANN.email
    assert minute(council, server, "2026-12-15 10:01").sent == 0
    assert minute(council, server, "2026-12-15 10:02").sent == 1


def test_nobody_reads_so_it_rises_to_the_second_contact_and_then_to_all(
    council: Stores, server: Alerts, postbox: Postbox
) -> None:
    asked(council, "2026-12-15 14:00")
    for moment, told in [
        ("2026-12-15 14:00", [ANN.email]),
        ("2026-12-15 15:59", []),
        ("2026-12-15 16:00", [BEN.email]),
        ("2026-12-15 23:00", []),
        ("2026-12-16 09:59", []),
        ("2026-12-16 10:00", sorted(EVERYBODY)),
        ("2026-12-18 10:00", []),
    ]:
        postbox.letters.clear()
        minute(council, server, moment)
        assert postbox.told == told, moment
        assert all("nobody has read it yet" in text for _to, text in postbox.letters if moment > "2026-12-15 15")


@on_one_store
def test_a_weekend_and_a_holiday_do_not_make_it_rise(council: Stores, server: Alerts, postbox: Postbox) -> None:
    asked(council, "2026-12-31 16:30")
    for moment in ("2026-12-31 16:30", "2027-01-01 12:00", "2027-01-03 12:00", "2027-01-04 10:29"):
        minute(council, server, moment)
    assert postbox.told == [ANN.email]
    minute(council, server, "2027-01-04 10:30")
    assert postbox.told == [ANN.email, BEN.email]


def test_once_it_is_read_nobody_is_told_any_more(council: Stores, server: Alerts, postbox: Postbox) -> None:
    request = asked(council).id.hex()
    with council.write("safeguarding") as session:
        requests.read(session, "council", request, by="Sam", now=at(TUESDAY))
    minute(council, server, "2026-12-16 16:00")
    assert postbox.told == []


@on_one_store
def test_after_a_long_silence_all_steps_are_taken_at_once(council: Stores, server: Alerts, postbox: Postbox) -> None:
    asked(council)
    minute(council, server, "2026-12-17 10:00")
    assert sorted(postbox.told) == sorted(EVERYBODY)
    assert minute(council, server, "2026-12-17 11:00").sent == 0


@on_one_store
def test_who_is_alone_is_told_again(stores: Stores, server: Alerts, postbox: Postbox) -> None:
    kept(stores, wanted=Rota(ROTA.duty, (ANN,)))
    asked(stores)
    for moment in (TUESDAY, "2026-12-15 12:00", "2026-12-15 14:00", "2026-12-15 16:00"):
        minute(stores, server, moment)
    assert postbox.told == [ANN.email] * 3


def test_a_flood_of_requests_is_one_letter_a_minute_and_none_is_left_out(
    council: Stores, server: Alerts, postbox: Postbox
) -> None:
    for number in range(5):
        asked(council, once=bytes([number]))
        delivery.deliver(council, server, clock=Clock())
    assert postbox.told == [ANN.email]
    minute(council, server, "2026-12-15 10:01")
    assert postbox.told == [ANN.email] * 2
    with council.read("safeguarding") as session:
        assert all(session.scalars(select(Alert.sent_at)))


def test_two_processes_never_send_one_letter_twice(council: Stores) -> None:
    for number in range(3):
        asked(council, once=bytes([number]))
    taken: list[Letter] = []

    def take() -> None:
        with council.write("safeguarding") as session:
            found = alerts.claim(session, now=at(TUESDAY))
        taken.extend(found)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    claimed = [request for letter in taken for request in letter.requests]
    assert len(claimed) == len(set(claimed)) == 3
