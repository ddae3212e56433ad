"""Sending a child's answers: packed, sealed and in the box when this returns, however often it is tried."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.casting import Deposited, Submission, cast
from surveyapp.definition.ballots import ballot_size, encode_ballot
from surveyapp.definition.model import Answer, Instrument
from surveyapp.definition.paths import complete
from surveyapp.survey import journey
from surveyapp.survey.journey import Stop
from surveyapp.survey.state import State
from surveyapp.web.stores import stores


def sent(state: State, instrument: Instrument, *, stop: Stop) -> Deposited:
    """Cast the ballot of a child who is at this stop; raises what ``casting.cast`` raises."""
    plaintext = encode_ballot(instrument, answers(state, instrument, stop=stop), ballot_size([instrument]))
    return cast(stores(), Submission(state.wave, state.band, state.code, state.seed, plaintext))


def answers(state: State, instrument: Instrument, *, stop: Stop) -> Mapping[str, Answer]:
    """The whole answers: what was passed over counts as skipped, what was never reached as not asked."""
    if stop == journey.CHECK:
        return complete(instrument, state.answers)
    met = [page.id for page in instrument.pages]
    return complete(instrument, state.answers, reached=met[max(journey.last_page(instrument, stop), 0)])
