"""Councils in which one rule stands before a few children: without it, who reads the pages has their answers.

Each is read by a panel member who knows everybody's groups, twice: with all rules, and with all but one. Openings keep
rules 4 and 7 too, and count no small group; so here is one that counted everything.
"""

from __future__ import annotations

import published
import pytest
from flask import Flask
from shaped import WAVE, Alike, about, carelessly, council
from solving import Recovered

from surveyapp.disclosure.policy import STANDARD, Policy, Rule

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
QUESTION = "settled_home"
GIRL, BOY = "girl_or_woman", "boy_or_man"


def children(number: int, positive: int, *, band: str = "11-18", **groups: str) -> list[Alike]:
    """Some who feel settled and some who do not, alike in all else."""
    parts = (("mostly", positive), ("rarely", number - positive))
    return [Alike(n, band, answer, groups) for answer, n in parts if n]


COUNCILS = {
    Rule.BASE: [
        *children(8, 4, sex=BOY, placement="kinship"),
        *children(1, 0, sex=BOY, placement="childrens_home"),
        *children(1, 1, sex=GIRL, placement="kinship"),
        *children(8, 4, placement="childrens_home"),
        *children(1, 1, placement="foster"),
        *children(41, 20, sex=GIRL, placement="foster"),
    ],
    Rule.SECONDARY: [
        *children(9, 4, sex=BOY, placement="foster"),
        *children(9, 4, sex=GIRL, placement="childrens_home"),
        *children(22, 0, sex=GIRL, placement="foster"),
    ],
    Rule.DISTRIBUTIONS: [*children(54, 54, sex=GIRL), *children(6, 6, sex=BOY)],
}
"""Nine boys are told as fewer than 5, nine with kin as 5 or more, and eight are both. Of eight who feel settled
fewer than 5 are girls and fewer than 5 are fostered: so it is four boys and four girls in homes. Of sixty bars say
that nobody was left."""


@pytest.mark.parametrize("rule", COUNCILS)
def test_without_the_rule_the_pages_give_a_few_children_away(app: Flask, rule: Rule) -> None:
    opening = council(QUESTION, COUNCILS[rule])
    knows = about(opening, QUESTION)

    def found(policy: Policy) -> list[Recovered]:
        published.publish(app, carelessly(knows, opening, QUESTION, policy), "Again.")
        return published.recovered(knows, published.reads(app, of=(QUESTION,))).get((WAVE, QUESTION), [])

    assert found(STANDARD) == []
    assert found(STANDARD.without(rule)) != []
