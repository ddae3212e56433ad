"""Waves that nobody has answered yet: their numbers, and what is assumed of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builders.opening import plan

from surveyapp.opening.classes import Eligible
from surveyapp.prospects.assumed import Assumed, Given, assumed

DIVIDED = {
    "placement": {"foster": 0.6, "kinship": 0.2, "home": 0.15, "parents": 0.05},
    "sex": {"girl": 0.5, "boy": 0.5},
}


def wave(eligible: Mapping[str, int], *, divided: bool = True, **changes: Any) -> Given:
    """A wave of these bands, divided by placement and sex if nothing else is said; ``changes`` are the plan's."""
    known = plan(*eligible, **{name: changes.pop(name) for name in ("bank", "neighbours") if name in changes})
    groups = {
        (band, breakdown, group): int(n * share)
        for band, n in eligible.items()
        for breakdown, shares in DIVIDED.items()
        for group, share in shares.items()
    }
    before = changes.pop("before", None)
    return Given(replace(known, eligible=Eligible(eligible, groups if divided else {}), **changes), before)


def guess(given: Given, response: float, **others: float) -> Assumed:
    """The same response in every band."""
    return replace(assumed(given, {}).everywhere(response), **others)
