"""What travels in the page comes back as it was, and says when it cannot be read."""

from __future__ import annotations

import pytest
from builders.surveys import BANDS, survey
from hypothesis import given, settings
from hypothesis import strategies as st
from test_survey_journey import CALM, children

from surveyapp.definition.ballots import MOST
from surveyapp.definition.model import Answer, Instrument, Kind, Missing
from surveyapp.survey import state
from surveyapp.survey.state import State, StateUnreadable


def begun(instrument: Instrument) -> State:
    return state.begun(wave="w", band=instrument.survey, instrument=instrument.fingerprint, code=bytes(32))


@CALM
@given(children(), st.booleans(), st.sampled_from(["", "page:home", "rest:home", "check:"]))
def test_a_state_is_read_as_it_was_written(
    child: tuple[Instrument, dict[str, Answer]], changing: bool, at: str
) -> None:
    instrument, answers = child
    sent = begun(instrument).answered(answers).moved(at, changing=changing)
    body = state.written(sent, instrument)
    assert state.fingerprint_in(body) == instrument.fingerprint
    assert state.read(body, instrument) == sent


@pytest.mark.parametrize("body", [b"", b"\x01", b"\x02" + bytes(200)])
def test_bytes_of_another_program_are_not_guessed_at(body: bytes) -> None:
    with pytest.raises(StateUnreadable):
        state.fingerprint_in(body)


@pytest.mark.parametrize("band", BANDS)
def test_the_longest_answers_fit_the_field(band: str) -> None:
    instrument = survey(band)
    words = {item.id: "🙂" * item.longest for item in instrument.texts}
    rest = {item.id: Missing.RATHER_NOT_SAY for item in instrument.closed}
    assert len(state.written(begun(instrument).answered(words | rest), instrument)) < MOST


def test_two_children_never_have_the_same_seed() -> None:
    assert len({begun(survey("8-11")).seed for _ in range(50)}) == 50


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_words_survive_the_way(text: str) -> None:
    instrument = survey("8-11")
    item = next(item for item in instrument.texts if item.kind is Kind.LONG_TEXT)
    sent = begun(instrument).answered({item.id: text})
    assert state.read(state.written(sent, instrument), instrument).answers[item.id] == text
