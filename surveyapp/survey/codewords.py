"""What a script is told of a code: the same as a page says, in one word and the child's sentences."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp import casting
from surveyapp.fieldwork import codes
from surveyapp.fieldwork.errors import (
    CodeRejected,
    CodeSpent,
    CodeUnknown,
    CodeVoid,
    ManyTries,
    MistypedCode,
    WaveClosed,
    WaveNotOpen,
)
from surveyapp.fieldwork.puzzles import Puzzles
from surveyapp.survey import saying, tickets, words
from surveyapp.survey.entering import TRIES
from surveyapp.web.stores import catalogue, settings, stores

Answer = Mapping[str, object]
Place = tuple[str, str]
"""Wave and band."""
PUZZLES = Puzzles()
"""Of this process; a script solves one while it waits, and has a better chance for it."""
_WORDS: Mapping[type[Exception], str] = {
    CodeUnknown: "wrong",
    CodeSpent: "used",
    CodeVoid: "void",
    MistypedCode: "mistyped",
    WaveClosed: "closed",
    WaveNotOpen: "not_open",
}


def checked(typed: str, solution: bytes) -> Answer:
    """Whether a typed code opens something, and what; nothing is changed. ``solution`` is of the puzzle told before."""
    if not typed.strip():
        return _refused("mistyped", words.NO_CODE)
    try:
        digest = _digest(typed)
        admission = TRIES.look_up(
            digest, lambda: casting.check(stores(), digest), worked=lambda: PUZZLES.solved(_key(), digest, solution)
        )
    except ManyTries:
        return {**saying.WAIT, "puzzle": saying.base64(PUZZLES.puzzle(_key(), digest))}
    except (CodeRejected, MistypedCode) as problem:
        return _refused(_WORDS[type(problem)], words.code_problem(problem))
    return {
        "says": "valid",
        "found": tickets.found(digest),
        "wave": admission.wave,
        "band": admission.band,
        "instrument": admission.instrument,
        "presentation": catalogue().find(admission.instrument).band.presentation,
    }


def issued(typed: str, blinded: bytes, *, found: str, of: Place | None) -> bytes:
    """The signature of this blinded value, for which the code is used up. Raises what ``casting.issue`` raises.

    A wrong code is a guess here too, and waits for its turn; one that was checked before, as ``found`` says, does not.
    """
    digest = _digest(typed)
    if tickets.was_found(digest, found):
        return _of_a_card(digest, blinded, of)
    return TRIES.look_up(digest, lambda: casting.issue(stores(), digest, blinded, of=of))


def _of_a_card(digest: bytes, blinded: bytes, of: Place | None) -> bytes:
    """A card that was good once and is unknown now is of a wave that is over: its codes are forgotten."""
    try:
        return casting.issue(stores(), digest, blinded, of=of)
    except CodeUnknown as forgotten:
        raise WaveClosed from forgotten


def _key() -> bytes:
    return stores().key("surveyapp puzzle")


def _digest(typed: str) -> bytes:
    return codes.digest(settings().pepper, codes.normalise(typed))


def _refused(word: str, sentences: tuple[object, ...]) -> Answer:
    return {"says": word, "sentences": [str(sentence) for sentence in sentences]}
