"""A request is kept once, read by a person, done, and let go of; its words rest wrapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from builders.talk import KEY, TUESDAY, WISH, asked, at, kept
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import requests
from surveyapp.safeguarding.models import Alert, ContactRequest
from surveyapp.safeguarding.requests import RequestGone, RequestNotRead, Standing, State, Wish
from surveyapp.safeguarding.wrapped import RequestUnreadable


@pytest.fixture(autouse=True)
def council(stores: Stores) -> None:
    """A council with a rota."""
    kept(stores)


def standing(stores: Stores, moment: str) -> Standing:
    with stores.read("safeguarding") as session:
        return requests.standing(session, "council", now=at(moment))


def listed(stores: Stores) -> list[State]:
    with stores.read("safeguarding") as session:
        return [one.state for one in requests.listed(session, "council")]


def test_a_child_is_told_when_it_is_read_and_sending_again_is_the_same_request(stores: Stores) -> None:
    first = asked(stores, TUESDAY)
    again = asked(stores, "2026-12-15 10:01")
    assert first == again
    assert first.due_at == at("2026-12-15 12:00")
    assert listed(stores) == [State.NEW]


def test_changed_words_another_sending_and_another_authority_are_other_requests(stores: Stores) -> None:
    kept(stores, "elsewhere")
    ids = {
        asked(stores).id,
        asked(stores, wish=replace(WISH, reach="my school")).id,
        asked(stores, once=b"twice").id,
        asked(stores, authority="elsewhere").id,
    }
    assert len(ids) == 4
    assert listed(stores) == [State.NEW] * 3


def test_what_was_written_comes_back_to_its_own_authority_alone(stores: Stores) -> None:
    request = asked(stores).id.hex()
    with stores.read("safeguarding") as session:
        assert requests.wish(session, KEY, "council", request) == WISH
        refused: list[Callable[[Session], object]] = [
            lambda session: requests.wish(session, KEY, "elsewhere", request),
            lambda session: requests.find(session, "elsewhere", request),
            lambda session: requests.find(session, "council", "no such thing"),
            lambda session: requests.find(session, "council", "00" * 16),
        ]
        for asks in refused:
            with pytest.raises(RequestGone):
                asks(session)


def test_the_words_cannot_be_read_with_another_pepper_nor_moved_to_another_request(stores: Stores) -> None:
    one, other = asked(stores).id, asked(stores, once=b"twice").id
    with stores.write("safeguarding") as session:
        moved = session.scalar(select(ContactRequest.sealed).where(ContactRequest.id == one))
        session.execute(update(ContactRequest).where(ContactRequest.id == other).values(sealed=moved))
    with stores.read("safeguarding") as session:
        with pytest.raises(RequestUnreadable):
            requests.wish(session, bytes(32), "council", one.hex())
        with pytest.raises(RequestUnreadable):
            requests.wish(session, KEY, "council", other.hex())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_of_a_child_stands_readable_in_the_file(stores: Stores, settings: Settings) -> None:
    wish = Wish("Zephyrina", "zq-reach-me", "zq-when-alone", "zq-words " * 40)
    request = asked(stores, wish=wish).id.hex()
    with stores.write("safeguarding") as session:
        requests.read(session, "council", request, by="Sam", now=at(TUESDAY))
        requests.finish(session, KEY, "council", request, what="zq-outcome", now=at(TUESDAY))
    whole = (settings.instance / "safeguarding.db").read_bytes()
    assert b"Sam" in whole
    assert not any(word in whole for word in (b"Zephyrina", b"zq-"))


def test_lengths_show_in_steps_alone(stores: Stores) -> None:
    for once, words in ((b"1", ""), (b"2", "x" * 300)):
        asked(stores, once=once, wish=replace(WISH, words=words))
    with stores.read("safeguarding") as session:
        assert len({len(sealed) for sealed in session.scalars(select(ContactRequest.sealed))}) == 1


def test_what_was_read_and_not_done_for_two_days_lingers_until_it_is(stores: Stores) -> None:
    kept(stores, "elsewhere")
    request, others = asked(stores).id.hex(), asked(stores, authority="elsewhere").id.hex()
    assert standing(stores, "2026-12-25 10:00").lingering == 0, "what nobody has read is alerted about, not this"
    with stores.write("safeguarding") as session:
        requests.read(session, "council", request, by="Sam", now=at("2026-12-15 12:10"))
        requests.read(session, "elsewhere", others, by="Kim", now=at("2026-12-16 12:10"))
    assert [standing(stores, f"2026-12-17 12:{minute}").lingering for minute in (10, 11)] == [0, 1]
    with stores.write("safeguarding") as session:
        assert not requests.find(session, "council", request).lingers(at("2026-12-17 12:10"))
        assert requests.find(session, "council", request).lingers(at("2026-12-17 12:11"))
        assert requests.lingering(session, now=at("2026-12-20 10:00")) == {"council": 1, "elsewhere": 1}
        requests.finish(session, KEY, "council", request, what="Rang.", now=at("2026-12-20 10:00"))
        assert requests.lingering(session, now=at("2026-12-20 10:01")) == {"elsewhere": 1}
        assert not requests.find(session, "council", request).lingers(at("2026-12-20 10:01"))


def test_it_is_waiting_then_read_then_done(stores: Stores) -> None:
    request = asked(stores).id.hex()
    assert standing(stores, "2026-12-15 12:00") == Standing(1, 0, 0)
    assert standing(stores, "2026-12-15 12:01") == Standing(1, 1, 0)
    with stores.write("safeguarding") as session:
        with pytest.raises(RequestNotRead):
            requests.finish(session, KEY, "council", request, what="Rang", now=at(TUESDAY))
        requests.read(session, "council", request, by="Sam", now=at("2026-12-15 12:10"))
        requests.read(session, "council", request, by="Kim", now=at("2026-12-15 12:20"))
        found = requests.find(session, "council", request)
        assert (found.state, found.read_by, found.read_at) == (State.READ, "Sam", at("2026-12-15 12:10"))
        requests.finish(session, KEY, "council", request, what="Rang. Will visit.", now=at("2026-12-15 13:00"))
        assert requests.outcome(session, KEY, "council", request) == "Rang. Will visit."
    assert listed(stores) == [State.DONE]
    assert standing(stores, "2026-12-20 12:00") == Standing(0, 0, 0)


def test_the_longest_waiting_stands_first_and_what_is_done_last(stores: Stores) -> None:
    moments = ("2026-12-15 10:00", "2026-12-14 10:00", "2026-12-13 10:00", "2026-12-12 10:00")
    ids = [asked(stores, moment, once=moment.encode()).id.hex() for moment in moments]
    with stores.write("safeguarding") as session:
        for request in ids[2:]:
            requests.read(session, "council", request, by="Sam", now=at(TUESDAY))
        requests.finish(session, KEY, "council", ids[3], what="Rang", now=at(TUESDAY))
        assert [one.id for one in requests.listed(session, "council")] == [ids[1], ids[0], ids[2], ids[3]]


def test_what_was_done_goes_after_its_time_and_nothing_else_does(stores: Stores) -> None:
    gone, kept_read, kept_new = (asked(stores, once=once).id.hex() for once in (b"1", b"2", b"3"))
    with stores.write("safeguarding") as session:
        for request in (gone, kept_read):
            requests.read(session, "council", request, by="Sam", now=at(TUESDAY))
        requests.finish(session, KEY, "council", gone, what="Rang", now=at(TUESDAY))
    ninety = timedelta(days=90)
    with stores.write("safeguarding") as session:
        assert requests.expire(session, kept=ninety, now=at("2027-03-15 10:00")) == 0
        assert requests.expire(session, kept=ninety, now=at("2027-03-15 10:01")) == 1
        assert {one.id for one in requests.listed(session, "council")} == {kept_read, kept_new}
        assert gone not in {request.hex() for request in session.scalars(select(Alert.request))}


def test_one_that_was_read_can_be_deleted_at_once_with_its_letters(stores: Stores) -> None:
    request, other = asked(stores).id.hex(), asked(stores, once=b"twice").id
    with stores.write("safeguarding") as session, pytest.raises(RequestNotRead):
        requests.erase(session, "council", request)
    with stores.write("safeguarding") as session, pytest.raises(RequestGone):
        requests.erase(session, "elsewhere", request)
    with stores.write("safeguarding") as session:
        session.execute(update(Alert).values(sent_at=at(TUESDAY)))
        requests.read(session, "council", request, by="Sam", now=at(TUESDAY))
        requests.erase(session, "council", request)
    with stores.read("safeguarding") as session:
        assert set(session.scalars(select(ContactRequest.id))) == set(session.scalars(select(Alert.request))) == {other}
