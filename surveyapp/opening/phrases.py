"""The phrases of several waves at once: each wave's box is opened by a quorum of its own custodians."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.orm import Session

from surveyapp.box import keys
from surveyapp.box.custody import CustodyProblem, PhraseOfOtherWave, PhraseWrong

Phrases = Mapping[str, Mapping[str, str]]
"""By wave, each custodian's phrase by name."""


class PhrasesMissing(Exception):
    """Of these waves no custodian brought a phrase. Nothing was opened or changed."""

    def __init__(self, waves: tuple[str, ...]) -> None:
        super().__init__(f"The custodians of {', '.join(waves)} are needed too. Nothing was opened or changed.")
        self.waves = waves


class WavePhraseProblem(Exception):
    """Something is wrong with the phrases of one wave. Nothing was opened or changed."""

    def __init__(self, wave: str, problem: CustodyProblem) -> None:
        super().__init__(f"{wave}: {problem}. Nothing was opened or changed.")
        self.wave = wave
        self.problem = problem


def unwrap_all(box: Session, waves: Iterable[str], phrases: Phrases) -> Mapping[str, ec.EllipticCurvePrivateKey]:
    """Each wave's private half, in memory. Raises PhrasesMissing and WavePhraseProblem."""
    needed = tuple(sorted(waves))
    missing = tuple(wave for wave in needed if not phrases.get(wave))
    if missing:
        raise PhrasesMissing(missing)
    return {wave: _unwrap(box, wave, phrases[wave], needed) for wave in needed}


def _unwrap(box: Session, wave: str, given: Mapping[str, str], waves: tuple[str, ...]) -> ec.EllipticCurvePrivateKey:
    try:
        return keys.unwrap(box, wave, given)
    except PhraseWrong as error:
        raise WavePhraseProblem(wave, _of_another(box, error, given, waves, wave)) from error
    except CustodyProblem as error:
        raise WavePhraseProblem(wave, error) from error


def _of_another(
    box: Session, wrong: PhraseWrong, given: Mapping[str, str], waves: tuple[str, ...], wave: str
) -> CustodyProblem:
    """Phrases of two waves look alike: if this one is another wave's, say whose and which."""
    for other in waves:
        owner = keys.whose(box, other, given[wrong.name]) if other != wave else None
        if owner is not None:
            return PhraseOfOtherWave(wrong.name, owner, other)
    return wrong
