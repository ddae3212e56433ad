"""Made-up children: a seeded model of plausible answers, none of which any child gave."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from surveyapp.definition.model import Answer, AnsweredBy, Answers, Bank, Indicator, Instrument, Item, Kind, Missing
from surveyapp.definition.paths import asked_in_turn
from surveyapp.demo.comments import comments
from surveyapp.demo.eligible import Facts

RATHER_NOT = 0.02
SKIPPED = 0.02

TRUE_CHANGES: Mapping[str, Mapping[int, float]] = {
    "included_in_decisions": {2026: 0.38},
    "support_with_worries": {2026: -0.45},
    "lonely": {2024: -0.14, 2026: -0.28},
    "knows_advocate": {2024: 0.14, 2026: 0.28},
}
"""What is really otherwise in the made-up council from a year on, as shares of positive answers added to the start."""

STARTING_SHARES: Mapping[str, float] = {
    "feels_safe_home": 0.9,
    "likes_bedroom": 0.88,
    "trusted_adult": 0.9,
    "good_friend": 0.84,
    "included_in_decisions": 0.42,
    "social_worker_easy_to_reach": 0.75,
    "support_with_worries": 0.72,
    "lonely": 0.86,
    "knows_advocate": 0.46,
    "internet_home": 0.95,
    "has_doctor": 0.95,
    "knows_care_plan": 0.45,
    "worried_about_bills": 0.4,
    "afraid_of_bullying": 0.7,
}

GROUPS: Mapping[str, Sequence[float]] = {
    "sex": (0.48, 0.49, 0.03),
    "placement": (0.6, 0.19, 0.1, 0.06, 0.05),
    "time_in_care": (0.2, 0.36, 0.38, 0.06),
    "ethnic_group": (0.06, 0.07, 0.1, 0.7, 0.04),
    "disability": (0.16, 0.72, 0.12),
    "living_situation": (0.32, 0.34, 0.12, 0.12, 0.1),
    "mode": (0.78, 0.12),
    "helper": (0.8, 0.08),
}
"""Shares of each value of a breakdown, in the bank's order; what is left goes to the last values in equal parts."""


@dataclass(frozen=True, slots=True)
class Child:
    """One made-up child: how life is in general (about -1 to 1), the random stream it answers from, known facts."""

    band: str
    well: float
    random: Random
    facts: Facts = field(default_factory=dict)


def children(band: str, count: int, *, seed: str, facts: Sequence[Facts] = ()) -> tuple[Child, ...]:
    """``count`` made-up children of one band, always the same for one seed; ``facts`` are theirs in order."""
    stream = Random(f"{seed}|{band}")  # noqa: S311 - a model of made-up children, not a secret
    known = iter(facts)
    return tuple(
        Child(band, stream.gauss(0, 0.5), Random(stream.random()), next(known, {}))  # noqa: S311
        for _ in range(count)
    )


def answered(child: Child, instrument: Instrument, bank: Bank, *, year: int) -> Answers:
    """Everything this child answers in this year, page after page."""

    def said(item: Item) -> Answer:
        return Missing.SKIPPED if item.kind is Kind.INFORMATION else _answer(child, item, bank, year=year)

    return asked_in_turn(instrument, said)


def _answer(child: Child, item: Item, bank: Bank, *, year: int) -> Answer:
    if item.kind is Kind.ASSENT and item.scale:
        return item.scale.options[0].id
    if item.kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT):
        return child.random.choice(comments(item.id, child.band)) if child.random.random() < 0.4 else Missing.SKIPPED
    if item.breakdown in child.facts:
        return child.facts[item.breakdown]
    drawn = child.random.random()
    if item.counted and item.answered_by is AnsweredBy.CHILD and drawn < RATHER_NOT + SKIPPED:
        return Missing.RATHER_NOT_SAY if drawn < RATHER_NOT else Missing.SKIPPED
    if item.kind is Kind.NUMBER:
        return child.random.randint(item.smallest, min(item.largest, item.smallest + 4))
    return _chosen(child, item, bank.indicators.get(item.id), year=year)


def _chosen(child: Child, item: Item, indicator: Indicator | None, *, year: int) -> Answer:
    if item.scale is None:
        return Missing.SKIPPED
    options = [option.id for option in item.scale.options]
    if item.kind is Kind.SEVERAL:
        free = [option.id for option in item.scale.options if not option.exclusive]
        return tuple(option for option in free if child.random.random() < 0.35)
    good = [option for option in options if indicator and option in indicator.positive]
    if not indicator or not good or item.breakdown in GROUPS:
        return child.random.choices(options, weights=_weights(item.breakdown, len(options)))[0]
    share = true_share(item.id, year) + 0.18 * child.well
    rest = [option for option in options if option not in good]
    return child.random.choice(good if child.random.random() < share or not rest else rest)


def _weights(breakdown: str, count: int) -> list[float]:
    known = list(GROUPS.get(breakdown, ()))[:count]
    left = max(0.0, 1.0 - sum(known)) + 0.01
    return known + [left / max(1, count - len(known))] * (count - len(known))


def true_share(item: str, year: int) -> float:
    """The share of positive answers in this year among children for whom life is neither better nor worse."""
    changed = [change for since, change in sorted(TRUE_CHANGES.get(item, {}).items()) if since <= year]
    return starting_share(item) + (changed[-1] if changed else 0.0)


def starting_share(item: str) -> float:
    """The share of positive answers before anything changed: set for some items, elsewhere fixed by the item's name."""
    spread = hashlib.sha256(item.encode()).digest()[0] / 255
    return STARTING_SHARES.get(item, 0.55 + 0.33 * spread)
