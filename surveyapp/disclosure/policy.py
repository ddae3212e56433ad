"""The disclosure rules as data: numbers, and which rules are followed, recorded in every release."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Rule(StrEnum):
    """A rule that could be switched off; tests do, one by one, and the attacker must then succeed."""

    FROZEN = "frozen"
    LATTICE = "lattice"
    BASE = "base"
    CELLS = "cells"
    DISTRIBUTIONS = "distributions"
    MEANS = "means"
    SECONDARY = "secondary"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Policy:
    """Every limit of disclosure control; the defaults are what the project stands for.

    ``known_width`` is how narrow a range the audit lets a reader find; suppression leaves ``left_width``, because
    groups overlap in ways that only somebody who knows every child could write down.
    """

    smallest_base: int = 10
    smallest_cell: int = 5
    distribution_base: int = 50
    mean_base: int = 20
    hidden_groups: int = 2
    hidden_pool: int = 10
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
            "distributions": f"{self.distribution_base}",
            "means": f"{self.mean_base}",
            "secondary": f"{self.hidden_groups} groups, {self.hidden_pool} respondents",
            "frozen": f"{self.changed_records}",
            "rules": " ".join(sorted(self.rules)),
        }


STANDARD = Policy()
"""The policy of every release."""
