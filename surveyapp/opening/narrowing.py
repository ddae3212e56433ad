"""The bank as one wave needs it: with the breakdowns alone by which it will show results."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from surveyapp.definition.model import Bank, Mark


def narrowed(bank: Bank, shown: Collection[str] | None) -> Bank:
    """The bank with these breakdowns, or with all; what else children were asked for a breakdown is not counted."""
    if shown is None:
        return bank
    left_out = bank.breakdowns.keys() - set(shown)
    return replace(
        bank,
        breakdowns={id: one for id, one in bank.breakdowns.items() if id not in left_out},
        indicators={
            id: one
            for id, one in bank.indicators.items()
            if one.mark is not Mark.BREAKDOWN or one.breakdown not in left_out
        },
    )
