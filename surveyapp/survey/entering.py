"""Letting a child in: from a typed code to the first page, or to a kind word about the code. Nothing is written."""

from __future__ import annotations

from contextlib import suppress

from surveyapp import casting
from surveyapp.fieldwork import codes
from surveyapp.fieldwork.errors import CodeRejected, ManyTries, MistypedCode, WaveClosed
from surveyapp.fieldwork.guessing import Bucket
from surveyapp.survey import state, tickets, words
from surveyapp.survey.state import State
from surveyapp.web.stores import settings, stores

TRIES = Bucket()
"""The one of this process, for pages with and without a script."""
WON = tickets.Won()
"""The one of this process."""


class NotLetIn(Exception):
    """The typed code opens nothing; ``sentences`` tell the child why and what to do."""

    def __init__(self, sentences: tuple[object, ...]) -> None:
        super().__init__(*map(type, sentences))
        self.sentences = sentences


class NotYet(Exception):
    """Checks are slow just now; ``ticket`` asks again for the same code."""

    def __init__(self, ticket: str) -> None:
        super().__init__()
        self.ticket = ticket


def entered(typed: str) -> State:
    """A new child's state. Raises NotLetIn when the code opens nothing, and NotYet."""
    if not typed.strip():
        raise NotLetIn(words.NO_CODE)
    try:
        digest = codes.digest(settings().pepper, codes.normalise(typed))
    except MistypedCode as problem:
        raise NotLetIn(words.code_problem(problem)) from problem
    return _admitted(digest)


def waited(ticket: str) -> State:
    """The same for a child whose page asks again by itself. The address that let one in lets nobody in again."""
    try:
        digest = tickets.waited(ticket)
        WON.refuse(digest)
        begun = _admitted(digest)
        WON.add(digest)
        return begun
    except tickets.TicketUnfit as problem:
        raise NotLetIn(words.TYPE_AGAIN) from problem


def assert_unspent(digest: bytes) -> None:
    """Raise CodeSpent or CodeVoid: after sending, no page shows an answer again, whoever presses Back."""
    with suppress(WaveClosed), stores().read("fieldwork") as registry:
        codes.admit(registry, digest)


def _admitted(digest: bytes) -> State:
    """A slip of the finger shows by itself and costs nothing; a code that might be somebody's counts as a guess."""
    try:
        admission = TRIES.look_up(digest, lambda: casting.check(stores(), digest))
    except ManyTries as slow:
        raise NotYet(tickets.waiting(digest)) from slow
    except CodeRejected as problem:
        raise NotLetIn(words.code_problem(problem)) from problem
    return state.begun(wave=admission.wave, band=admission.band, instrument=admission.instrument, code=digest)
