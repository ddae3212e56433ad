"""Letting a child in: from a typed code to the first page, or to a kind word about the code. Nothing is written."""

from __future__ import annotations

from surveyapp.fieldwork import codes
from surveyapp.fieldwork.errors import CodeRejected, MistypedCode
from surveyapp.survey import state, words
from surveyapp.survey.guessing import Bucket
from surveyapp.survey.state import State
from surveyapp.web.stores import settings, stores

_TRIES = Bucket()


class NotLetIn(Exception):
    """The typed code opens nothing; ``sentences`` tell the child why and what to do."""

    def __init__(self, sentences: tuple[object, ...]) -> None:
        super().__init__(*map(type, sentences))
        self.sentences = sentences


def entered(typed: str) -> State:
    """A new child's state; NotLetIn when the code opens nothing."""
    if not typed.strip():
        raise NotLetIn(words.NO_CODE)
    _TRIES.before_a_check()
    try:
        return _admitted(codes.digest(settings().pepper, codes.normalise(typed)))
    except (CodeRejected, MistypedCode) as problem:
        _TRIES.wrong()
        raise NotLetIn(words.code_problem(problem)) from problem


def _admitted(digest: bytes) -> State:
    with stores().read("fieldwork") as registry:
        admission = codes.admit(registry, digest)
    return state.begun(wave=admission.wave, band=admission.band, instrument=admission.instrument, code=digest)
