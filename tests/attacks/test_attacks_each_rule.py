"""Councils in which one rule stands before a few children: without it, who reads the pages has their answers.

Each is read by a panel member who knows everybody's groups, twice: with all rules, and with all but one. Openings keep
rules 4 and 7 too, and count no small group; so here is one that counted everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import published
import pytest
from flask import Flask
from pages import Pages
from shaped import WAVE, Alike, about, carelessly, council, released
from solving import Recovered

from surveyapp.disclosure.policy import STANDARD, Policy, Rule
from surveyapp.releases.model import BreakdownResult, Count, Range, Release, Share, Shown, Suppressed, Why
from surveyapp.releases.shown import share_of
from surveyapp.web.audience import Role

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


def test_without_the_gate_a_revision_that_hides_another_group_gives_six_away(app: Flask) -> None:
    """Girls are shown and boys are not, then the other way round: nothing in either page alone, all of it in both."""
    opening = council(QUESTION, [*children(40, 20, sex=GIRL), *children(45, 22, sex=BOY), *children(6, 3)])
    knows = about(opening, QUESTION)
    first = exchanged(carelessly(knows, opening, QUESTION, STANDARD))
    published.publish(app, first)
    kept = published.reads(app, of=(QUESTION,))
    assert published.recovered(knows, kept) == {}

    def found(policy: Policy) -> list[Recovered]:
        published.publish(app, carelessly(knows, opening, QUESTION, policy, first), "Again.")
        said = [*kept, *published.reads(app, of=(QUESTION,))]
        return published.recovered(knows, said).get((WAVE, QUESTION), [])

    assert found(STANDARD) == []
    assert 6 in {one.size for one in found(STANDARD.without(Rule.GATE))}


def exchanged(release: Release) -> Release:
    """The release as another program would have made it, which hid the larger of two groups beside a small one."""
    of_girls = share_of(Count(Shown.EXACT, 20, 20, 40))
    results = {GIRL: of_girls, BOY: Suppressed(Why.SECONDARY), "unsaid": Suppressed(Why.SMALL_BASE)}

    def split(one: BreakdownResult) -> BreakdownResult:
        groups = tuple(replace(it, result=results[it.value]) for it in one.groups if it.value in results)
        return replace(one, groups=groups) if one.breakdown == "sex" else one

    told = (replace(one, breakdowns=tuple(map(split, one.breakdowns))) for one in release.indicators)
    return replace(release, indicators=tuple(told))


def test_a_point_of_the_true_count_beside_coded_ones_gives_twelve_children_away(app: Flask) -> None:
    """Rule 9: 48 of 52 and 36 of 40 girls are nearly all; drawn where they are, all twelve others are positive."""
    opening = council(QUESTION, [*children(40, 36, sex=GIRL), *children(6, 6, sex=BOY), *children(6, 6)])
    knows = about(opening, QUESTION)
    careful = carelessly(knows, opening, QUESTION, STANDARD)
    published.publish(app, careful)
    assert published.recovered(knows, published.reads(app, of=(QUESTION,))) == {}
    published.publish(app, pointed(careful, {52: 48, 40: 36}), "Again.")
    found = published.recovered(knows, published.reads(app, of=(QUESTION,)))[WAVE, QUESTION]
    assert {(one.low, one.size) for one in found} >= {(6, 6), (12, 12)}


def pointed(release: Release, positive: Mapping[int, int]) -> Release:
    """The release as another program would have made it, which codes counts and draws their shares as they are."""

    def drawn(one: Share | Suppressed) -> Share | Suppressed:
        if not isinstance(one, Share) or one.count.base not in positive:
            return one
        share = positive[one.count.base] / one.count.base
        return replace(one, point=Range(share, share))

    def split(one: BreakdownResult) -> BreakdownResult:
        return replace(one, groups=tuple(replace(it, result=drawn(it.result)) for it in one.groups))

    told = (
        replace(
            one,
            results=tuple(replace(it, now=drawn(it.now)) for it in one.results),
            breakdowns=tuple(map(split, one.breakdowns)),
        )
        for one in release.indicators
    )
    return replace(release, indicators=tuple(told))


def test_without_the_rule_on_means_everybodys_answer_follows_from_an_analysts_page(app: Flask) -> None:
    """Twelve of 24 are positive, at 7 or more: a mean of 3.5 is the least there can be, of sevens and noughts."""
    question = "life_satisfaction"
    opening = council(question, [Alike(12, "11-18", "7"), Alike(12, "11-18", "0")])
    knows = about(opening, question)

    def mean(policy: Policy) -> list[float]:
        published.publish(app, released(knows, opening, question, policy=policy), "Again.")
        analyst = Pages(app).signed_in(Role.VIEWER, Role.ANALYST, authority="northvale")
        found = analyst.get(f"/results/{WAVE}/analysis/figures.json").response.get_json()["figures"]
        assert any(row["method"] == "wilson" and row["indicator"] == question for row in found)
        return [row["estimate_low"] for row in found if row["method"] == "mean"]

    assert mean(STANDARD) == []
    assert mean(STANDARD.without(Rule.MEANS)) == [(12 * 7 + 12 * 0) / 24]
