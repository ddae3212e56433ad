"""Small bands join their declared neighbour (rule 4)."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Cell

Units = Mapping[tuple[str, ...], Cell]
"""Disjoint sets of bands, in band order, with their counts."""


def merge_small(units: Units, neighbours: Mapping[str, str], policy: Policy) -> dict[tuple[str, ...], Cell]:
    """Units under the smallest base joined, smallest first, to the unit that holds a neighbour; those without stay."""
    found = dict(units)
    order = [band for unit in units for band in unit]
    while policy.follows(Rule.BASE):
        pair = _next_pair(found, neighbours, policy)
        if pair is None:
            break
        small, large = pair
        cell = found.pop(small) + found.pop(large)
        found[tuple(sorted(small + large, key=order.index))] = cell
    return {unit: found[unit] for unit in sorted(found, key=lambda unit: order.index(unit[0]))}


def _next_pair(
    units: Units, neighbours: Mapping[str, str], policy: Policy
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The smallest unit that is too small and has a neighbour to join, with that neighbour."""
    for small in sorted(units, key=lambda unit: units[unit].base):
        if units[small].base >= policy.smallest_base:
            return None
        wanted = {neighbours.get(band, "") for band in small}
        for large in units:
            if large != small and wanted & set(large):
                return small, large
    return None
