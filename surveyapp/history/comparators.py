"""What a programme of many authorities tells one of them of the others: sums, and in steps how far they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from surveyapp.disclosure.others import far_apart
from surveyapp.disclosure.policy import STANDARD, Policy, Rule

KIND = "surveyapp comparators"
SIGN = 16
"""Letters of the sign that stands for an authority."""


class ComparatorsUnfit(Exception):
    """The file's figures cannot be: somebody made it by another program, or by a broken one. Nothing was taken in."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One indicator in one pool of bands, of all authorities behind it together: ``low``..``high`` of ``base``.

    ``wording`` is the fingerprint of what was asked. ``usual`` and ``outer`` are steps of how much children of one
    authority are alike. ``behind`` has a sign for each authority's figures, the same in every file that this authority
    is given and in nobody else's, so that two comparators can be told apart and no authority recognised.
    """

    indicator: str
    bands: tuple[str, ...]
    wording: str
    low: int
    high: int
    base: int
    usual: float
    outer: float
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparators:
    """A round of a programme for one authority, of waves of these years; ``made_on`` is an ISO date."""

    programme: str
    authority: str
    number: int
    made_on: str
    first_year: int
    last_year: int
    authorities: int
    made_up: bool
    figures: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """Comparators that were taken in, the key that signed them, their file's SHA-256, and who brought it when.

    What is set aside is shown by no new release, and is held against others all the same.
    """

    comparators: Comparators
    key: str
    digest: str
    by: str
    on: date
    set_aside_on: date | None = None


def encode(comparators: Comparators) -> Mapping[str, Any]:
    """What a file holds."""
    return asdict(comparators)


def decode(content: Mapping[str, Any], policy: Policy = STANDARD) -> Comparators:
    """The comparators of a file, each of which keeps the rules. Raises ComparatorsUnfit."""
    try:
        figures = tuple(
            Elsewhere(**{**one, "bands": tuple(one["bands"]), "behind": tuple(one["behind"])})
            for one in content["figures"]
        )
        found = Comparators(**{**content, "figures": figures})
        faults = [one.indicator for one in figures if not _sound(one, policy)]
    except (KeyError, TypeError, ValueError) as error:
        raise ComparatorsUnfit from error
    if faults or len({(one.indicator, one.bands, one.wording) for one in figures}) < len(figures):
        raise ComparatorsUnfit
    return found


def _sound(one: Elsewhere, policy: Policy) -> bool:
    """Whether a figure can be, and has enough authorities behind it; a sum that is small or nearly all is coded."""
    few = policy.smallest_cell - 1
    coded = (one.low > few or (one.low == 0 and one.high >= few)) and (
        one.high < one.base - few or (one.high == one.base and one.low <= one.base - few)
    )
    enough = len(set(one.behind)) == len(one.behind) >= policy.others_least
    steps = 0 <= one.usual < 1 and 0 <= one.outer < 1
    large = one.base >= policy.smallest_base * len(one.behind)
    return coded and enough and steps and large and 0 <= one.low <= one.high <= one.base


def too_near(
    new: Iterable[Elsewhere], known: Iterable[Elsewhere], policy: Policy = STANDARD
) -> Iterator[tuple[Elsewhere, Elsewhere]]:
    """The figures that differ from one somebody may have kept, of the same answers or some, by one or two authorities.

    Subtracting one from the other would tell what those one or two published.
    """
    if not policy.follows(Rule.OTHERS):
        return
    kept: dict[str, list[Elsewhere]] = {}
    for one in known:
        kept.setdefault(one.indicator, []).append(one)
    for one in new:
        for other in kept.get(one.indicator, ()):
            if set(one.bands) & set(other.bands) and not _apart(one, other, policy):
                yield one, other
                break


def _apart(one: Elsewhere, other: Elsewhere, policy: Policy) -> bool:
    return far_apart(frozenset(one.behind), frozenset(other.behind), policy)
