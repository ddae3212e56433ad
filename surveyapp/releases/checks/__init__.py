"""Other methods' figures of what is published, for analysts: made of published figures alone, so they tell no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from surveyapp.definition.model import Bank
from surveyapp.releases.checks import mixing, ordering, scaling, shrinking, ways, weighting
from surveyapp.releases.checks.comparable import Compared, compared
from surveyapp.releases.model import Check, IndicatorResult, Release, Result


@dataclass(frozen=True, slots=True)
class _Known:
    """What was published: this release, the one before it, and the answers that the bank puts in order."""

    release: Release
    before: Release | None
    orders: ordering.Orders


def with_checks(release: Release, before: Release | None, bank: Bank) -> Release:
    """The release whose headlines have every check that can be made of it and of the release before."""
    known = _Known(release, before, ordering.declared(bank))
    return replace(release, indicators=tuple(_checked(known, one) for one in release.indicators))


def _checked(known: _Known, indicator: IndicatorResult) -> IndicatorResult:
    results = tuple(replace(one, checks=tuple(_checks(known, indicator, one))) for one in indicator.results)
    return replace(indicator, results=results)


def _checks(known: _Known, indicator: IndicatorResult, result: Result) -> Iterator[Check]:
    """The checks of one headline, in the order in which a page tells them."""
    pair = compared(known.before, indicator, result)
    yield from weighting.checks(known.release, indicator, result)
    if pair is not None:
        yield from mixing.checks(known.release, pair)
    yield from ordering.checks(known.orders, indicator, result, pair)
    yield from scaling.checks(indicator, result, pair)
    yield from ways.checks(pair)
    yield from shrinking.checks(indicator, result)


__all__ = ["Compared", "with_checks"]
