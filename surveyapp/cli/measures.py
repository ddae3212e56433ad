"""What `surveyapp definitions show` tells of the scores made of a survey, and of the published figures beside it."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definition.measures import Benchmark, Score, ScoreItem
from surveyapp.definition.model import Bank, Instrument
from surveyapp.definition.scores import scores_of

_MOST_SHOWN = 7


def lines(bank: Bank, instrument: Instrument) -> Iterator[str]:
    """The scores that are made of this survey, then the figures beside what it asks."""
    scores = scores_of(bank, instrument)
    if scores:
        yield from ("", "== Scores")
    for score in scores:
        yield from _score(score)
    figures = [(one, counted) for one in bank.benchmarks if (counted := _counted(one, instrument))]
    if figures:
        yield from ("", "== Published figures")
    for figure, counted in figures:
        yield from _figure(figure, counted)


def _score(score: Score) -> Iterator[str]:
    yield f"   {score.title}  [{score.id}, {score.low:g} to {score.high:g}]"
    yield f"      {score.means}"
    for part in score.items:
        yield f"      {part.item}: {_ladder(part)}"
    yield f"      made when {score.minimum_answered} of the questions asked are answered"


def _ladder(part: ScoreItem) -> str:
    answers = part.answers[::-1] if part.reversed else part.answers
    shown = answers if len(answers) <= _MOST_SHOWN else (answers[0], "…", answers[-1])
    return " < ".join(shown) + (" (turned round)" if part.reversed else "")


def _counted(figure: Benchmark, instrument: Instrument) -> str:
    """The answers of this survey that the figure counts, in its order; empty where it asks nothing of the kind."""
    scales = (item.scale for item in instrument.closed if item.id == figure.indicator)
    options = (option.id for scale in scales if scale is not None for option in scale.options)
    return ", ".join(option for option in options if option in figure.answers)


def _figure(figure: Benchmark, counted: str) -> Iterator[str]:
    first, last = figure.ages
    base = f" of {figure.base}" if figure.base else ""
    yield f"   {figure.indicator} {counted}: {figure.percent} %{base}  [{figure.id}]"
    ages = str(first) if first == last else f"{first} to {last}"
    yield f"      {figure.group}, {ages}, {figure.year}; wording {figure.wording}; {figure.source}"
