"""Whether the surveys ask what the bank's scores are made of, with answers in the order in which they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from surveyapp.definition.measures import Score, ScoreItem
from surveyapp.definition.model import Bank, Instrument, Item, Kind
from surveyapp.definition.problems import Places, Problem, nearest
from surveyapp.definition.score_references import NOT_SURE, may_count
from surveyapp.definition.scores import made_for


def scores_fit(bank: Bank, surveys: Iterable[Instrument], places: Places) -> Iterator[Problem]:
    """What the bank's scores count that no survey bears out."""
    known = tuple(surveys)
    for score in bank.scores.values():
        yield from _asked(score, known, bank, places)
        for number, part in enumerate(score.items, start=1):
            if part.item in bank.indicators and not may_count(bank.indicators[part.item]):
                continue  # which was said already
            yield from _counted(part, f"score {score.id}.items[{number}]", score, known, places)


def _asked(score: Score, surveys: tuple[Instrument, ...], bank: Bank, places: Places) -> Iterator[Problem]:
    """Bands of the score of which no version asks all its items; a version that asks fewer has no such score."""
    items = {part.item for part in score.items} & set(bank.indicators)
    for band in (band for pool in score.pools for band in pool if band in bank.bands):
        versions = [one for one in surveys if one.survey == band]
        if not any(made_for(score, one) for one in versions) and _all_claimed(items, band, bank):
            what = f'no version of "{band}" asks all items of it'
            yield places.problem(f"score {score.id}.pools", what, f'leave "{band}" out, or those items')


def _all_claimed(items: set[str], band: str, bank: Bank) -> bool:
    """Whether the bank says that this band asks each of them; where not, that was said already."""
    return all(any(band in pool for pool in bank.indicators[item].pools) for item in items)


def _counted(
    part: ScoreItem, where: str, score: Score, surveys: tuple[Instrument, ...], places: Places
) -> Iterator[Problem]:
    bands = {band for pool in score.pools for band in pool}
    for survey in (one for one in surveys if one.survey in bands):
        for item in (one for one in survey.closed if one.id == part.item):
            yield from _ordered(part, item, where, f"{survey.survey} {survey.version}", places)


def _ordered(part: ScoreItem, item: Item, where: str, here: str, places: Places) -> Iterator[Problem]:
    if item.kind is not Kind.CHOICE or item.scale is None or item.shuffled:
        what = f'the answers to "{item.id}" have no order in {here}'
        yield places.problem(f"{where}.item", what, "leave it out: a score needs one choice on an ordered scale")
        return
    options = [option.id for option in item.scale.options]
    for answer in (answer for answer in part.answers if answer not in (*options, NOT_SURE)):
        what = f'"{item.id}" has no answer "{answer}" in {here}'
        yield places.problem(f"{where}.answers", what, nearest(answer, options))
    counted = [answer for answer in part.answers if answer in options and answer != NOT_SURE]
    placed = [options.index(answer) for answer in counted]
    if placed not in (sorted(placed), sorted(placed, reverse=True)):
        what = f'the answers to "{item.id}" stand in another order in {here}'
        yield places.problem(f"{where}.answers", what, "write them from the low end to the high one, as in the survey")
    yield from _passed_over(part, item, counted, f"{where}.answers", here, places)


def _passed_over(
    part: ScoreItem, item: Item, counted: list[str], where: str, here: str, places: Places
) -> Iterator[Problem]:
    """Answers between the two ends that the score leaves out, as if they had not been given."""
    options = [one.id for one in item.scale.options if one.id != NOT_SURE] if item.scale else []
    placed = sorted(options.index(answer) for answer in counted)
    between = options[placed[0] : placed[-1]] if placed and len(counted) == len(part.answers) else []
    missing = [answer for answer in between if answer not in counted]
    if missing:
        what = f'the answers that count pass over {", ".join(missing)} of "{item.id}" in {here}'
        yield places.problem(where, what, "name every answer from the low end to the high one")
