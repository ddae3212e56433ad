"""Response rates by the groups of a breakdown: how many of each answered, of how many who were eligible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveyapp.definition.model import Breakdown
from surveyapp.disclosure.policy import Rule
from surveyapp.disclosure.sizes import Size, Sizes, protect_sizes
from surveyapp.disclosure.tables import Hiding
from surveyapp.releases import revisions
from surveyapp.releases.counting import MISSING, UNSAID, Bands, Tallies, answered, values
from surveyapp.releases.model import BreakdownRate, GroupRate, Why
from surveyapp.releases.source import Source


@dataclass(frozen=True, slots=True)
class _Split:
    """A breakdown in some bands: who answered and who was eligible, by group."""

    breakdown: Breakdown
    bands: Bands
    answered: Mapping[str, int]
    eligible: Mapping[str, int]

    @property
    def named(self) -> list[str]:
        """The groups of whom some are eligible, in order; who is in another is with those who did not say."""
        return [value for value in values(self.breakdown) if value != UNSAID and self.eligible.get(value)]


def rates_by_group(source: Source, counted: Mapping[str, Tallies]) -> tuple[BreakdownRate, ...]:
    """One for each breakdown of which something may be shown, for the most bands whose eligible numbers were given."""
    splits = (_split(source, counted, breakdown) for breakdown in source.bank.breakdowns.values())
    found = (_rate(source, split) for split in splits if split is not None)
    shown = tuple(rate for rate in found if rate is not None)
    if not source.policy.follows(Rule.FROZEN):
        return shown
    return tuple(rate for rate in shown if revisions.same_groups(source.revisions, rate))


def _split(source: Source, counted: Mapping[str, Tallies], breakdown: Breakdown) -> _Split | None:
    """The breakdown in the largest set of bands that was counted together; None where nothing was given or counted."""
    given = {band for band, id, _ in source.eligible if id == breakdown.id}
    known = [
        (bands, value, answers)
        for tallies in counted.values()
        for (id, bands, value), answers in tallies.groups.items()
        if id == breakdown.id and given.issuperset(bands)
    ]
    if not known:
        return None
    largest = max((bands for bands, _, _ in known), key=lambda bands: (_completed(source, bands), bands))
    members: dict[str, int] = {}
    for bands, value, answers in known:
        if bands == largest:
            members[value] = answered(answers) + sum(answers.get(reason, 0) for reason in MISSING)
    return _Split(breakdown, largest, members, _eligible(source, breakdown, largest))


def _rate(source: Source, split: _Split) -> BreakdownRate | None:
    """What may be shown of it; None where that is nothing, or where more answered than were eligible."""
    shown = protect_sizes(_sizes(source, split), _completed(source, split.bands), source.policy)
    groups = split.named
    if not any(isinstance(shown[group], int) for group in groups):
        return None
    if any(_told(shown, group) > split.eligible[group] for group in groups):
        return None
    titles = {option.id: option.text for option in split.breakdown.values}
    return BreakdownRate(
        breakdown=split.breakdown.id,
        title=split.breakdown.title,
        bands=split.bands,
        groups=tuple(_group(group, titles[group], shown[group], split.eligible[group]) for group in groups),
        unsaid=None if isinstance(shown[UNSAID], Hiding) else _told(shown, UNSAID),
    )


def _sizes(source: Source, split: _Split) -> list[Size]:
    """Every group with those who did not say last; the latter are nobody only where the others make up all."""
    all_ = _completed(source, split.bands)
    sizes = [Size(value, split.answered.get(value), split.eligible[value]) for value in split.named]
    rest = all_ - sum(size.n or 0 for size in sizes)
    if all(size.n is not None for size in sizes):
        return [*sizes, Size(UNSAID, rest, all_ if rest else 0, least=min(rest, 1))]
    return [*sizes, Size(UNSAID, None, all_)]


def _completed(source: Source, bands: Bands) -> int:
    """How many of these bands answered, as their response rates say."""
    return sum(one.completed for one in source.completed if one.band in bands)


def _eligible(source: Source, breakdown: Breakdown, bands: Bands) -> dict[str, int]:
    """The eligible by group, merged as declared; a group that a band does not name has nobody there."""
    found: dict[str, int] = {}
    for (band, id, value), n in source.eligible.items():
        if id == breakdown.id and band in bands:
            group = breakdown.merge.get(value, value)
            found[group] = found.get(group, 0) + n
    return found


def _told(shown: Sizes, group: str) -> int:
    """How many are shown to be in a group; 0 where that is hidden."""
    n = shown[group]
    return n if isinstance(n, int) else 0


def _group(value: str, title: str, n: int | Hiding, eligible: int) -> GroupRate:
    """One group's rate, or why it is hidden."""
    if isinstance(n, Hiding):
        return GroupRate(value, title, why=Why(n.value))
    return GroupRate(value, title, n, eligible, n / eligible)
