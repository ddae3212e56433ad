"""The disclosure rules as data: numbers, and which rules are followed, recorded in every release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Rule(StrEnum):
    """A rule that could be switched off; tests do, one by one, and the attacker must then succeed."""

    FROZEN = "frozen"
    DOOR = "door"
    LATTICE = "lattice"
    BASE = "base"
    CELLS = "cells"
    DISTRIBUTIONS = "distributions"
    MEANS = "means"
    SECONDARY = "secondary"
    OTHERS = "others"
    ROUNDING = "rounding"
    GATE = "gate"


TEN: Mapping[Rule, int] = {
    Rule.FROZEN: 1,
    Rule.DOOR: 2,
    Rule.LATTICE: 3,
    Rule.BASE: 4,
    Rule.CELLS: 5,
    Rule.DISTRIBUTIONS: 6,
    Rule.MEANS: 6,
    Rule.SECONDARY: 7,
    Rule.OTHERS: 8,
    Rule.ROUNDING: 9,
    Rule.GATE: 10,
}
"""The number of each rule in the policy, which has ten; the sixth is two."""
BY_SHAPE = frozenset({Rule.DOOR, Rule.ROUNDING})
"""Kept by the shape of the program, so that no switch undoes them here: pages have nothing but the release, and what a
release shows is computed from protected counts. Their tests build a page and a release that break them."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Every limit of disclosure control; the defaults are what the project stands for.

    ``known_width`` is how narrow a range the audit lets a reader find; suppression leaves ``left_width``, because
    groups overlap in ways that only somebody who knows every child could write down. For the same reason a question
    shows one figure for every ``answers_per_figure`` answers, of ``many_answers`` and more one for every
    ``answers_per_figure_of_many``, beside its total no more than one for every ``rarer_per_figure`` of the rarer kind
    of answer, no more than tell a ``told_share`` of what the total leaves open, and no exact count of fewer than
    ``exact_base``.
    """

    smallest_base: int = 10
    smallest_cell: int = 5
    exact_base: int = 12
    answers_per_figure: int = 10
    many_answers: int = 60
    answers_per_figure_of_many: int = 7
    rarer_per_figure: int = 2
    told_share: float = 1 / 3
    distribution_base: int = 50
    mean_base: int = 20
    hidden_groups: int = 2
    hidden_pool: int = 10
    others_least: int = 5
    others_share: float = 0.5
    others_gap: int = 3
    known_width: int = 2
    left_width: int = 3
    changed_records: int = 10
    rules: frozenset[Rule] = frozenset(Rule)

    def follows(self, rule: Rule) -> bool:
        """Whether the rule is switched on."""
        return rule in self.rules

    def without(self, rule: Rule) -> Policy:
        """The same policy with one rule switched off."""
        return replace(self, rules=self.rules - {rule})

    def record(self) -> dict[str, str]:
        """The policy as words for the release."""
        return {
            "base": f"{self.smallest_base}",
            "cells": f"{self.smallest_cell}",
            "exact": f"{self.exact_base}",
            "lattice": f"one figure for {self.answers_per_figure} answers, of {self.many_answers} and more for "
            f"{self.answers_per_figure_of_many}, beside the total for {self.rarer_per_figure} of the rarer kind, "
            f"which tell {self.told_share:.0%} of what it leaves open",
            "distributions": f"{self.distribution_base}",
            "means": f"{self.mean_base}",
            "secondary": f"{self.hidden_groups} groups, {self.hidden_pool} respondents",
            "others": f"{self.others_least} authorities, {self.others_share:.0%} at most, {self.others_gap} apart",
            "frozen": f"{self.changed_records}",
            "rules": " ".join(sorted(self.rules)),
        }


STANDARD = Policy()
"""The policy of every release."""
