"""What an opening could not count: told by breakdown and bands, so that no small group is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RAKING = "raking"
"""Stands in place of a breakdown where sums of weights were left out, which are of no group."""


def dropped_by_breakdown(dropped: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The labels of bands in which some group of a breakdown was too small, by breakdown; not which group, or of what.

    ``dropped`` as reports have it: "bands breakdown item", and the same with "raking", which speaks of no group.
    """
    found: dict[str, list[str]] = {}
    for label, breakdown, _ in (one.split(" ", 2) for one in dropped):
        if breakdown != RAKING and label not in found.setdefault(breakdown, []):
            found[breakdown].append(label)
    return {breakdown: tuple(labels) for breakdown, labels in found.items()}
