"""Which answers an item takes, and closed answers as a row of bytes."""

from __future__ import annotations

import pytest
from builders.definition import instrument, item
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.answers import AnswerRejected, RowRejected, pack, understood, unpack, valid
from surveyapp.definition.model import Item, Kind, Missing

SAFE = item("safe")
FRIENDS = item("friends", "several", "one_friend", "family", "worker")
CHANGES = item("changes", "number", smallest=1, largest=9)
COMMENT = item("comment", "long_text", longest=5)
INSTRUMENT = instrument(item("agree", "assent"), item("try_it", practice=True), SAFE, FRIENDS, CHANGES, COMMENT)


def answers_to(one: Item) -> st.SearchStrategy:
    """Any answer that the item takes, in its one form."""
    missing = st.sampled_from(Missing)
    if one.kind is Kind.NUMBER:
        return missing | st.integers(one.smallest, one.largest)
    options = [option.id for option in one.scale.options if not option.exclusive]
    if one.kind is Kind.SEVERAL:
        return missing | st.sets(st.sampled_from(options)).map(
            lambda chosen: tuple(option for option in options if option in chosen)
        )
    return missing | st.sampled_from(options)


@given(st.fixed_dictionaries({one.id: answers_to(one) for one in INSTRUMENT.closed}))
def test_a_row_gives_back_what_was_packed(answers) -> None:
    row = pack(INSTRUMENT, answers)
    assert len(row) == len(INSTRUMENT.closed)
    assert unpack(INSTRUMENT, row) == answers


@given(st.binary(max_size=6))
def test_any_bytes_are_a_row_or_rejected(row: bytes) -> None:
    try:
        answers = unpack(INSTRUMENT, row)
    except RowRejected:
        return
    assert pack(INSTRUMENT, answers) == row


def test_a_row_holds_a_byte_for_each_counted_closed_item_and_nothing_else() -> None:
    assert [one.id for one in INSTRUMENT.closed] == ["safe", "friends", "changes"]
    assert pack(INSTRUMENT, {"safe": "mostly", "friends": ("one_friend", "worker"), "changes": 9}) == bytes(
        [1, 0b101, 9]
    )
    assert pack(INSTRUMENT, {"safe": Missing.RATHER_NOT_SAY, "friends": (), "changes": Missing.SKIPPED}) == bytes(
        [253, 0, 254]
    )
    assert pack(INSTRUMENT, {}) == bytes([255, 255, 255])


def test_seven_options_together_leave_room_for_the_missing_answers() -> None:
    seven = item("seven", "several", *"abcdefg")
    survey = instrument(seven)
    assert pack(survey, {"seven": tuple("abcdefg")}) == bytes([127])


@pytest.mark.parametrize(
    "row", [bytes([4, 0, 5]), bytes([0, 8, 5]), bytes([0, 0, 0]), bytes([0, 0, 10]), b"\0\0", b"\0" * 4]
)
def test_a_row_with_an_answer_that_cannot_be_is_rejected(row: bytes) -> None:
    with pytest.raises(RowRejected):
        unpack(INSTRUMENT, row)


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        (SAFE, "perhaps"),
        (SAFE, 0),
        (SAFE, ("mostly",)),
        (FRIENDS, "family"),
        (FRIENDS, ("family", "family")),
        (FRIENDS, ("none",)),
        (FRIENDS, ("family", "none")),
        (CHANGES, 0),
        (CHANGES, 10),
        (CHANGES, True),
        (CHANGES, "3"),
        (COMMENT, "sixsix"),
        (COMMENT, 3),
        (item("told", "information"), "x"),
    ],
)
def test_an_item_rejects_what_it_does_not_offer(one: Item, answer) -> None:
    with pytest.raises(AnswerRejected) as caught:
        valid(one, answer)
    assert caught.value.item is one


@pytest.mark.parametrize("one", INSTRUMENT.items)
@pytest.mark.parametrize("missing", Missing)
def test_every_item_may_stay_without_an_answer(one: Item, missing: Missing) -> None:
    assert valid(one, missing) is missing


@pytest.mark.parametrize(
    ("one", "values", "answer"),
    [
        (SAFE, ["mostly"], "mostly"),
        (SAFE, [], Missing.SKIPPED),
        (SAFE, [" "], Missing.SKIPPED),
        (FRIENDS, ["worker", "family"], ("family", "worker")),
        (FRIENDS, ["none"], ()),
        (CHANGES, ["07"], 7),
        (CHANGES, [" 3 "], 3),
        (COMMENT, ["a\r\nb"], "a\nb"),
        (COMMENT, ["\u202eab\x00"], "ab"),
        (COMMENT, ["cafe\u0301!"], "café!"),
        (COMMENT, ["\x00"], Missing.SKIPPED),
    ],
)
def test_what_a_form_sends_is_understood(one: Item, values: list[str], answer) -> None:
    assert understood(one, values) == answer


@pytest.mark.parametrize(
    ("one", "values"),
    [
        (SAFE, ["mostly", "never"]),
        (SAFE, ["none"]),
        (FRIENDS, ["none", "family"]),
        (CHANGES, ["3.5"]),
        (CHANGES, ["-1"]),
        (CHANGES, ["٣"]),
        (CHANGES, ["9999"]),
        (COMMENT, ["far too long"]),
        (item("told", "information"), ["x"]),
    ],
)
def test_what_a_form_could_not_have_sent_is_rejected(one: Item, values: list[str]) -> None:
    with pytest.raises(AnswerRejected):
        understood(one, values)


@given(st.text(max_size=30))
def test_a_text_in_its_one_form_stays_as_it_is(text: str) -> None:
    one = item("comment", "long_text", longest=200)
    formed = valid(one, text)
    assert valid(one, formed) == formed
