"""Whole answers as one block of fixed length."""

from __future__ import annotations

import pytest
from builders.definition import bank, instrument, item
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.answers import (
    AnswerRejected,
    BallotRejected,
    BallotTooLong,
    ballot_size,
    decode_ballot,
    encode_ballot,
    unpack,
)
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Missing
from surveyapp.definition.paths import complete

SURVEY = instrument(
    item("agree", "assent"),
    item("safe"),
    item("why", "several", show_if="safe is one of [never]"),
    item("changes", "number"),
    item("name_it", "short_text", longest=10),
    item("comment", "long_text", longest=40),
)
OTHER = instrument(item("safe"), name="4-7")
SIZE = ballot_size([SURVEY, OTHER])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=10)


def find(fingerprint: str):
    """The instrument of a fingerprint."""
    return Catalogue(bank(), (SURVEY, OTHER)).find(fingerprint)


def sealed(**answers) -> bytes:
    """A ballot of these answers."""
    return encode_ballot(SURVEY, answers, SIZE)


@given(
    safe=st.sampled_from(["always", "never", Missing.SKIPPED, Missing.RATHER_NOT_SAY]),
    changes=st.integers(0, 20) | st.sampled_from(Missing),
    name_it=TEXTS,
    comment=TEXTS,
)
def test_a_ballot_is_of_fixed_length_and_gives_back_its_answers(safe, changes, name_it, comment) -> None:
    given_answers = {"safe": safe, "changes": changes, "name_it": name_it, "comment": comment}
    plaintext = encode_ballot(SURVEY, given_answers, SIZE)
    ballot = decode_ballot(find, plaintext)
    assert len(plaintext) == SIZE
    assert ballot.instrument is SURVEY
    whole = complete(SURVEY, given_answers)
    assert unpack(SURVEY, ballot.row) == {one.id: whole[one.id] for one in SURVEY.closed}
    assert decode_ballot(find, encode_ballot(SURVEY, {**unpack(SURVEY, ballot.row), **ballot.comments}, SIZE)) == ballot


def test_the_longest_possible_answers_fit() -> None:
    whole = sealed(agree="yes", safe="never", why=(), changes=20, name_it="😀" * 10, comment="😀" * 40)
    assert decode_ballot(find, whole).comments == {"name_it": "😀" * 10, "comment": "😀" * 40}
    assert SIZE % 256 == 0


def test_a_ballot_says_what_was_skipped_and_what_was_not_asked() -> None:
    row = decode_ballot(find, sealed(safe="always")).row
    assert unpack(SURVEY, row) == {"safe": "always", "why": Missing.NOT_ASKED, "changes": Missing.SKIPPED}


def test_what_was_answered_before_going_back_and_is_no_longer_asked_is_left_out() -> None:
    row = decode_ballot(find, sealed(safe="always", why=("sometimes",))).row
    assert unpack(SURVEY, row)["why"] is Missing.NOT_ASKED


def test_a_child_who_stopped_early_was_not_asked_the_rest() -> None:
    answers = complete(SURVEY, {"safe": "never"}, reached="why")
    row = decode_ballot(find, encode_ballot(SURVEY, answers, SIZE)).row
    assert unpack(SURVEY, row) == {"safe": "never", "why": Missing.SKIPPED, "changes": Missing.NOT_ASKED}


def test_neither_assent_nor_practice_is_in_a_ballot() -> None:
    assert sealed(agree="yes", safe="always") == sealed(safe="always")


def test_answers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(BallotTooLong):
        encode_ballot(SURVEY, {"comment": "x" * 40}, 60)
    with pytest.raises(AnswerRejected):
        sealed(comment="x" * 41)


@given(st.binary(max_size=80))
def test_any_bytes_are_rejected(plaintext: bytes) -> None:
    with pytest.raises(BallotRejected):
        decode_ballot(find, plaintext)


@given(st.integers(0, SIZE - 1), st.integers(0, 255))
def test_a_changed_byte_gives_another_ballot_or_none(place: int, byte: int) -> None:
    whole = bytearray(sealed(safe="never", why=("always",), changes=3, comment="hello"))
    same = whole[place] == byte
    whole[place] = byte
    try:
        ballot = decode_ballot(find, bytes(whole))
    except BallotRejected:
        assert not same
        return
    again = encode_ballot(SURVEY, {**unpack(SURVEY, ballot.row), **ballot.comments}, SIZE)
    assert again == bytes(whole) or decode_ballot(find, again) == ballot


def test_a_text_that_came_in_another_form_is_not_lost() -> None:
    whole = bytearray(sealed(safe="always"))
    content = b"\0\x05 xe\xcc\x81"
    whole[38 : 38 + len(content)] = content
    assert decode_ballot(find, bytes(whole[:SIZE])).comments == {"name_it": "x\u00e9"}


@pytest.mark.parametrize(
    ("place", "content", "said"),
    [
        (0, b"\x02", "unknown layout"),
        (1, b"\0" * 32, "unknown instrument"),
        (33, b"\xff\xff", "ends too early"),
        (33, b"\0\x02", "closed items|ends too early|text"),
        (35, b"\x09", "no answer 9"),
        (36, b"\x00", "not asked"),
        (38, b"\0\x02\xff\xff", "no text for name_it"),
        (38, b"\0\x0bxxxxxxxxxxx", "no text for name_it"),
        (SIZE - 1, b"\x01", "follows its end"),
    ],
)
def test_a_tampered_ballot_is_rejected_with_its_reason(place: int, content: bytes, said: str) -> None:
    whole = bytearray(sealed(safe="always"))
    whole[place : place + len(content)] = content
    with pytest.raises(BallotRejected, match=said):
        decode_ballot(find, bytes(whole[:SIZE]))
