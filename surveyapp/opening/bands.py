"""Laying small bands together with their declared neighbours, so that no small group is laid open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveyapp.opening.groups import THRESHOLD


class TooFewToOpen(Exception):
    """These bands have too few answers, and no declared neighbour to join. Nothing was opened or changed."""

    def __init__(self, bands: tuple[str, ...]) -> None:
        super().__init__(
            f"Fewer than {THRESHOLD} answers came in for {', '.join(bands)}, and no neighbour declared before "
            "fieldwork makes up the number. Nothing was opened or changed: extend the wave so that more can answer, "
            "or open it for the comments of these bands alone."
        )
        self.bands = bands


@dataclass(frozen=True, slots=True)
class Unit:
    """Bands whose answers are kept together; ``lead`` has most answers, and its instrument lays out the rows."""

    bands: tuple[str, ...]
    lead: str
    n: int

    @property
    def label(self) -> str:
        """How rows and tallies name it, such as "4-7+8-11"."""
        return label(self.bands)


def label(bands: Sequence[str]) -> str:
    """One name for some bands, in the order given."""
    return "+".join(bands)


def lay_together(
    counts: Mapping[str, int], neighbours: Mapping[str, str | None], *, threshold: int = THRESHOLD
) -> tuple[Unit, ...]:
    """Bands with an answer, each alone where it has ``threshold`` answers, else with its neighbour; or TooFewToOpen.

    ``counts`` is in the bands' order. A group that is still too small joins the neighbours of its other members.
    """
    units = laid_together(counts, neighbours, threshold=threshold)
    left = tuple(band for band in counts if any(band in unit.bands for unit in units if unit.n < threshold))
    if left:
        raise TooFewToOpen(left)
    return units


def laid_together(
    counts: Mapping[str, int], neighbours: Mapping[str, str | None], *, threshold: int = THRESHOLD
) -> tuple[Unit, ...]:
    """The same, with those that stay too small among them: no neighbour of theirs has an answer."""
    groups = [frozenset({band}) for band, count in counts.items() if count > 0]
    stuck: list[frozenset[str]] = []
    while small := next((it for it in groups if it not in stuck and _size(it, counts) < threshold), None):
        found = _neighbour(small, groups, counts, neighbours)
        if found is None:
            stuck.append(small)
            continue
        groups = [it for it in groups if it not in (small, found)] + [small | found]
    order = list(counts)
    return tuple(_unit(group, counts) for group in sorted(groups, key=lambda it: min(map(order.index, it))))


def _neighbour(
    group: frozenset[str],
    groups: Sequence[frozenset[str]],
    counts: Mapping[str, int],
    neighbours: Mapping[str, str | None],
) -> frozenset[str] | None:
    wanted = [neighbours.get(band) for band in counts if band in group]
    return next((it for name in wanted for it in groups if it != group and name in it), None)


def _size(group: frozenset[str], counts: Mapping[str, int]) -> int:
    return sum(counts[band] for band in group)


def _unit(group: frozenset[str], counts: Mapping[str, int]) -> Unit:
    bands = tuple(band for band in counts if band in group)
    return Unit(bands, max(bands, key=lambda band: counts[band]), _size(group, counts))
