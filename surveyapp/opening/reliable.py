"""Whether a score's items hang together, made while every child's answers are in memory: alpha, omega, the spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import stdev

from surveyapp.analysis.composites import FEWEST, Reliability, reliability
from surveyapp.definition.measures import Score
from surveyapp.definition.model import Answers, Missing
from surveyapp.definition.scores import height
from surveyapp.results.models import ALPHA, OMEGA, SPREAD

MORE = 10
"""So many more than fifty must have a score: that fifty of them answered all its questions then leaves ten unknown."""
HIGHEST = 95
"""What lies above is kept as this: near 1 one answer of a child would tell its others."""


def measured(score: Score, answers: Sequence[Answers], scores: Sequence[float]) -> Iterator[tuple[str, int, int]]:
    """Each as a word, of how many children, and in whole hundredths, from 0 to 95; the spread in those of the range.

    How many answered every question is kept as fifty: beside all who have a score it would tell who left one out.
    """
    if len(scores) >= FEWEST:
        yield SPREAD, len(scores), _hundredths(stdev(scores) / (score.high - score.low))
    if len(scores) < FEWEST + MORE:
        return
    found = _reliable([row for one in answers if (row := _row(score, one)) is not None])
    if found is not None:
        yield ALPHA, FEWEST, _hundredths(found.alpha)
        if found.omega is not None:
            yield OMEGA, FEWEST, _hundredths(found.omega)


def _row(score: Score, answers: Answers) -> list[float] | None:
    """The heights of a child's answers; None where it left one out, or gave one that has no place in the order."""
    given = [(part, answers.get(part.item, Missing.NOT_ASKED)) for part in score.items]
    if any(isinstance(answer, Missing) or str(answer) not in part.answers for part, answer in given):
        return None
    return [float(height(part, answer)) for part, answer in given]


def _reliable(rows: Sequence[Sequence[float]]) -> Reliability | None:
    """None of fewer than fifty, or where everybody answered an item alike: then nothing hangs together with it."""
    if len(rows) < FEWEST or any(len(set(column)) == 1 for column in zip(*rows, strict=True)):
        return None
    from numpy.linalg import LinAlgError

    try:
        return reliability(rows)
    except LinAlgError:  # two items that everybody answered alike; an opening happens once and goes on
        return None


def _hundredths(value: float) -> int:
    return min(max(round(100 * value), 0), HIGHEST)
