"""Whether the scores of the bank can be made of what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from surveyapp.definition.measures import Score, ScoreItem
from surveyapp.definition.model import Bank, Indicator, Mark
from surveyapp.definition.problems import Places, Problem, nearest
from surveyapp.definition.scores import height

FEWEST = 2
"""Items of a score, and answers of an item: from one alone nothing can be made up."""

NOT_SURE = "not_sure"


def score_references(bank: Bank, places: Places) -> Iterator[Problem]:
    """What the bank's scores name and cannot use."""
    for score in bank.scores.values():
        yield from _score(score, bank, places)
        yield from _pools(score, bank, places)
        yield from _unsure(score, places)
        for number, part in enumerate(score.items, start=1):
            yield from _answers(part, f"score {score.id}.items[{number}]", places)
            yield from _item(part, f"score {score.id}.items[{number}]", score, bank, places)


def _score(score: Score, bank: Bank, places: Places) -> Iterator[Problem]:
    where = f"score {score.id}"
    domains = {domain.id for domain in bank.domains}
    if score.domain and score.domain not in domains:
        what = f'there is no domain "{score.domain}"'
        yield places.problem(f"{where}.domain", what, nearest(score.domain, domains))
    if score.id in bank.indicators:
        what = "an indicator has this id too"
        yield places.problem(f"{where}.id", what, "give the score an id of its own")
    if score.high <= score.low:
        what = f"the scale of the score goes from {score.low:.0f} to {score.high:.0f}"
        yield places.problem(
            f"{where}.high", what, "write a higher number for high; reversed: true turns an item round"
        )
    if len(score.items) < FEWEST:
        what = f"a score of {len(score.items)} items is none"
        yield places.problem(f"{where}.items", what, "name at least two, or leave the score out")
    for name, times in Counter(part.item for part in score.items).items():
        if times > 1:
            yield places.problem(f"{where}.items", f'"{name}" stands here twice', "leave one out")


def _pools(score: Score, bank: Bank, places: Places) -> Iterator[Problem]:
    where = f"score {score.id}.pools"
    pooled = Counter(band for pool in score.pools for band in pool)
    for band, times in pooled.items():
        if band not in bank.bands:
            yield places.problem(where, f'there is no band "{band}"', nearest(band, bank.bands))
        if times > 1:
            yield places.problem(where, f'"{band}" is in two pools', "keep it in one")


def _unsure(score: Score, places: Places) -> Iterator[Problem]:
    """Said once, since one list of answers may stand for all items."""
    for number, part in enumerate(score.items, start=1):
        if NOT_SURE in part.answers:
            what = f'"{NOT_SURE}" stands among the answers that count, and it does not count'
            yield places.problem(f"score {score.id}.items[{number}].answers", what, "leave it out")
            return


def _answers(part: ScoreItem, where: str, places: Places) -> Iterator[Problem]:
    if len(part.answers) < FEWEST:
        what = "it is not said which answers count, from the low end to the high one"
        yield places.problem(
            f"{where}.answers", what, 'write answers: ["rarely", "sometimes", "often"], here or for all items'
        )
    for name, times in Counter(part.answers).items():
        if times > 1:
            yield places.problem(f"{where}.answers", f'"{name}" stands here twice', "leave one out")


def _item(part: ScoreItem, where: str, score: Score, bank: Bank, places: Places) -> Iterator[Problem]:
    indicator = bank.indicators.get(part.item)
    if indicator is None:
        if part.item:
            what = f'the bank has no indicator "{part.item}"'
            yield places.problem(f"{where}.item", what, nearest(part.item, bank.indicators))
        return
    if not may_count(indicator):
        what = f'the bank says composite: false of "{part.item}", so it may stand in no score'
        if indicator.mark is not Mark.ROW:
            what = f'the answers to "{part.item}" leave the row, and a score is made of what stays there'
        yield places.problem(f"{where}.item", what, "leave it out of the score, and show it by itself")
        return
    yield from _direction(part, indicator, where, places)
    yield from _pooled(score, indicator, f"{where}.item", places)


def may_count(indicator: Indicator) -> bool:
    """Whether a score may be made of this indicator's answers."""
    return indicator.composite and indicator.mark is Mark.ROW


def _direction(part: ScoreItem, indicator: Indicator, where: str, places: Places) -> Iterator[Problem]:
    """More of a score is better: the good answers stand above the bad ones, and none of either end is forgotten."""
    if len(set(part.answers)) < FEWEST:
        return
    good = [height(part, answer) for answer in part.answers if answer in indicator.positive]
    bad = [height(part, answer) for answer in part.answers if answer in indicator.bad]
    if not good or (indicator.bad and not bad):
        missing = indicator.bad if good else indicator.positive
        what = f'the answers that count leave out {", ".join(sorted(missing))} of "{part.item}"'
        yield places.problem(f"{where}.answers", what, "name every answer from the low end to the high one")
    elif bad and min(good) < max(bad):
        what = f'good answers to "{part.item}" would make the score lower'
        instead = "leave reversed out" if part.reversed else "write reversed: true beside the item"
        yield places.problem(f"{where}.item", what, instead)


def _pooled(score: Score, indicator: Indicator, where: str, places: Places) -> Iterator[Problem]:
    asking = {band for pool in indicator.pools for band in pool}
    for pool in score.pools:
        for band in (band for band in pool if band not in asking):
            what = f'"{indicator.id}" is not asked in "{band}"'
            yield places.problem(where, what, f'leave it out of the score, or "{band}" out of its pools')
        if set(pool) <= asking and not any(set(pool) <= set(together) for together in indicator.pools):
            what = f'"{indicator.id}" is not counted together in {", ".join(pool)}'
            yield places.problem(where, what, "split the score's pool, or leave the item out")
