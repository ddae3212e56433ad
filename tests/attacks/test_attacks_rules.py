"""With a rule of the policy switched off, who reads a panel's pages and knows every child works something out.

The pages are those of a release made without the rule; with all rules nothing is found on them. Rules 2 and 9 are kept
by the shape of pages and have their careless page and number in test_attacks_careless; 4 and 8 bear on shapes of a
council that these children do not have, and are switched off in tests/disclosure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import published
import pytest
from councils import council as made_up
from councils import surveys
from flask import Flask
from meaning import Known, understand
from rounds import Opening
from shaped import about, released
from solving import Figure, Kind, Reader, Recovered

from surveyapp.disclosure.policy import STANDARD, Policy, Rule

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WAVE = "forty"
LATE = 3
"""How many ballots a careless revision adds."""


def forty() -> Opening:
    """Forty children of two bands."""
    plan, told = made_up(surveys(), "40", 1)
    return Opening(WAVE, "Forty", 2026, dict.fromkeys(plan.instruments, (36, 20)), plan, told)


@pytest.mark.parametrize(
    ("rule", "question"),
    [
        pytest.param(Rule.LATTICE, "likes_school", marks=pytest.mark.slow),
        (Rule.CELLS, "settled_home"),
    ],
)
def test_without_a_rule_the_pages_give_a_few_children_away(app: Flask, rule: Rule, question: str) -> None:
    opening = forty()
    council = about(opening, question)

    def found(policy: Policy) -> dict[tuple[str, str], list[Recovered]]:
        published.publish(app, released(council, opening, question, policy=policy), "Again.")
        return published.recovered(council, published.reads(app, of=(question,)))

    assert found(STANDARD) == {}
    assert found(STANDARD.without(rule))[WAVE, question] != []


def test_without_frozen_releases_a_revision_gives_the_late_ballots_away(app: Flask) -> None:
    """Rule 1: three ballots more, and everything is counted anew; a reader who kept the first pages subtracts."""
    question = "settled_home"
    whole = forty()
    late = [at for at, one in enumerate(whole.told) if one.band == "11-18"][:LATE]
    begun = replace(whole, told=[one for at, one in enumerate(whole.told) if at not in late])
    first = released(about(begun, question), begun, question)
    published.publish(app, first)
    kept = published.reads(app, of=(question,))

    def found(policy: Policy) -> list[Recovered]:
        revised = released(about(whole, question), whole, question, policy=policy, revisions=(first,))
        published.publish(app, revised, "Three ballots more.")
        figures = [
            *_of(_figures(about(begun, question).known, kept, question), late=False),
            *_of(_figures(about(whole, question).known, published.reads(app, of=(question,)), question), late=True),
        ]
        sizes, truth = _parted(begun, whole, question)
        return Reader(sizes, truth, figures).recovered(ways=1)

    assert found(STANDARD) == []
    assert [one for one in found(STANDARD.without(Rule.FROZEN)) if one.size <= LATE]


def _figures(known: Known, said: Sequence[object], question: str) -> list[Figure]:
    return list(understand(known, said).get((WAVE, question), ()))  # type: ignore[arg-type]  # what was read


def _of(figures: Sequence[Figure], *, late: bool) -> list[Figure]:
    """The same figures of children who are told apart by when their ballots were counted."""
    return [replace(one, of=lambda kind, of=one.of: (late or kind[-1] == "first") and of(kind[:-1])) for one in figures]


def _parted(begun: Opening, whole: Opening, question: str) -> tuple[dict[Kind, int], dict[Kind, int]]:
    """How many children of each kind there are, first and late, and how many of them answered positively."""
    parts: list[dict[Kind, int]] = [{}, {}]
    first, all_ = about(begun, question), about(whole, question)
    for part, before, now in (
        (parts[0], first.known.asked[WAVE, question].sizes, all_.known.asked[WAVE, question].sizes),
        (parts[1], first.truth[WAVE, question], all_.truth[WAVE, question]),
    ):
        for kind, n in now.items():
            part[*kind, "first"] = before.get(kind, 0)
            part[*kind, "late"] = n - before.get(kind, 0)
    return parts[0], parts[1]
