"""Small bands join their declared neighbour (rule 4)."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Cell

Units = Mapping[tuple[str, ...], Cell]
"""Disjoint sets of bands, in band order, with their counts."""


def merge_small(
    units: Units, neighbours: Mapping[str, str], policy: Policy, *, routed: bool = False
) -> dict[tuple[str, ...], Cell]:
    """Units under the smallest base joined, smallest first, to the unit that holds a neighbour; those without stay.

    Where an earlier answer decides who is asked, the base is who took part: that bands are joined must not tell it.
    """
    found = dict(units)
    order = [band for unit in units for band in unit]
    while policy.follows(Rule.BASE):
        pair = _next_pair(found, neighbours, policy, routed=routed)
        if pair is None:
            break
        small, large = pair
        cell = found.pop(small) + found.pop(large)
        found[tuple(sorted(small + large, key=order.index))] = cell
    return {unit: found[unit] for unit in sorted(found, key=lambda unit: order.index(unit[0]))}


def _next_pair(
    units: Units, neighbours: Mapping[str, str], policy: Policy, *, routed: bool
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The smallest unit that is too small and has a neighbour to join, with that neighbour."""
    sizes = {unit: cell.members if routed else cell.base for unit, cell in units.items()}
    for small in sorted(units, key=sizes.__getitem__):
        if sizes[small] >= policy.smallest_base:
            return None
        wanted = {neighbours.get(band, "") for band in small}
        for large in units:
            if large != small and wanted & set(large):
                return small, large
    return None
