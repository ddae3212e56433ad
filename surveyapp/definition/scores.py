"""A child's score on several items, from the answers of one child."""

from __future__ import annotations

from fractions import Fraction

from surveyapp.definition.measures import Score, ScoreItem
from surveyapp.definition.model import Answer, Answers, Bank, Instrument, Missing


def scores_of(bank: Bank, instrument: Instrument) -> tuple[Score, ...]:
    """The bank's scores that this survey asks all items of, in the bank's order."""
    return tuple(score for score in bank.scores.values() if made_for(score, instrument))


def made_for(score: Score, instrument: Instrument) -> bool:
    """Whether the score stands for this survey's band and the survey asks all its items; of fewer it is another."""
    closed = {item.id for item in instrument.closed}
    in_pool = any(instrument.survey in pool for pool in score.pools)
    return in_pool and all(part.item in closed for part in score.items)


def score_of(score: Score, instrument: Instrument, answers: Answers) -> float | None:
    """The mean height of the answered items, from ``score.low`` to ``score.high``.

    None where fewer than the minimum share of the items that were asked is answered, where none was asked, or where
    the survey is not one that the score is made for.
    """
    if not made_for(score, instrument):
        return None
    given = {part: answers.get(part.item, Missing.NOT_ASKED) for part in score.items}
    asked = [part for part, answer in given.items() if answer is not Missing.NOT_ASKED]
    answered = [part for part in asked if given[part] in part.answers]
    if not answered or len(answered) < score.minimum_answered * len(asked):
        return None
    mean = sum((height(part, given[part]) for part in answered), Fraction(0)) / len(answered)
    return score.low + (score.high - score.low) * float(mean)


def height(part: ScoreItem, answer: Answer) -> Fraction:
    """Where the answer stands from the low end (0) to the high end (1), reversed where said; ValueError elsewhere."""
    place = Fraction(part.answers.index(str(answer)), len(part.answers) - 1)
    return 1 - place if part.reversed else place
