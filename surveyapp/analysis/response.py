"""Response rates from what became of everybody on the list: each rate says which of them it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.analysis.proportions import ImpossibleCount, Proportion


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the ``listed``; whoever is in none of these is counted as eligible and not reached."""

    listed: int
    completed: int
    refused: int
    unable: int
    no_longer_eligible: int

    def __post_init__(self) -> None:
        known = (self.completed, self.refused, self.unable, self.no_longer_eligible)
        if min(known) < 0 or sum(known) > self.listed:
            raise ImpossibleCount(f"{sum(known)} outcomes of {self.listed} listed")


def of_the_list(outcomes: Outcomes) -> Proportion | None:
    """Completed of all who were listed when the wave began: the headline, never flattered. None of an empty list."""
    return _share(outcomes.completed, outcomes.listed)


def response_rate(outcomes: Outcomes) -> Proportion | None:
    """Completed of those still eligible, everybody not reached counted as eligible. AAPOR (2023), RR1.

    AAPOR, Standard Definitions, 10th edition. None where nobody is left.
    """
    return _share(outcomes.completed, outcomes.listed - outcomes.no_longer_eligible)


def cooperation_rate(outcomes: Outcomes) -> Proportion | None:
    """Completed of those who were reached and able to answer. AAPOR (2023), COOP3. None where nobody was."""
    return _share(outcomes.completed, outcomes.completed + outcomes.refused)


def contact_rate(outcomes: Outcomes) -> Proportion | None:
    """Those who were reached, of those still eligible. AAPOR (2023), CON1. None where nobody is left."""
    reached = outcomes.completed + outcomes.refused + outcomes.unable
    return _share(reached, outcomes.listed - outcomes.no_longer_eligible)


def _share(some: int, of: int) -> Proportion | None:
    return Proportion(some, of) if of else None
