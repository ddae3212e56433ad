"""Sums of answers weighted to the eligible, made where answers and breakdowns are in memory together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import fsum

from surveyapp.analysis.weights import MOST_MARGINS, CannotBeRaked, rake, weighted
from surveyapp.definition.model import Answer, Indicator, Item, Kind
from surveyapp.disclosure.cells import code
from surveyapp.disclosure.tables import Coding
from surveyapp.opening.bands import label
from surveyapp.opening.classes import Asked, Classes, Eligible, classes
from surveyapp.opening.crossing import Crossing, crossed
from surveyapp.opening.groups import POLICY
from surveyapp.opening.parts import Bands, age_blocks, tallied
from surveyapp.opening.tallies import Contents, bands_asking, counted_item, split_by_groups
from surveyapp.results.handed import Cell, Raked
from surveyapp.results.models import AGE


def raked_sums(contents: Contents, eligible: Eligible, cells: Collection[Cell]) -> tuple[tuple[Raked, ...], list[str]]:
    """Each item's sums over each of its pools, and where margins were given and no sum could be kept."""
    by_item: dict[str, list[Cell]] = {}
    for cell in cells:
        by_item.setdefault(cell.item, []).append(cell)
    found, dropped = [], []
    for indicator in contents.bank.indicators.values():
        told = tallied(by_item.get(indicator.id, ()))
        for bands in split_by_groups(contents, indicator):
            positive = _positive(indicator, counted_item(contents, bands[0], indicator.id))
            margins = _margins(contents, eligible, indicator.id, bands) if positive else []
            if positive and any(margin != AGE for margin in margins):
                asked = Asked(contents, eligible, indicator.id, bands, positive, told)
                sums = _sums(asked, margins)
                found += [sums] if sums else []
                dropped += [] if sums else [f"{label(bands)} raking {indicator.id}"]
    return tuple(found), dropped


def _positive(indicator: Indicator, item: Item) -> Callable[[Answer], bool] | None:
    """Whether an answer is positive; None where no share of positive answers can be counted."""
    good = indicator.positive
    if item.kind is Kind.SEVERAL:
        options = {option.id for option in item.scale.options if not option.exclusive} if item.scale else set()
        return bool if good and options <= good else None
    return (lambda answer: str(answer) in good) if good else None


def _margins(contents: Contents, eligible: Eligible, item: str, bands: Bands) -> list[str]:
    """By what these bands can be weighted: age, and breakdowns all of them ask and whose eligible were given."""
    if not all(eligible.bands.get(band) for band in bands):
        return []
    asked = [
        breakdown.id
        for breakdown in contents.bank.breakdowns.values()
        if bands_asking(contents, bands, breakdown, item) == bands and eligible.given(bands, breakdown.id)
    ]
    return [AGE, *asked] if len(age_blocks(contents, bands)) > 1 else asked


def _sums(asked: Asked, margins: Sequence[str]) -> Raked | None:
    """The sums by as many of the margins, in their order, as leave classes large enough; None if only age does."""
    chosen: tuple[str, ...] = ()
    kept: Raked | None = None
    for margin in margins:
        found = classes(asked, (*chosen, margin)) if len(chosen) < MOST_MARGINS else None
        sums = _weighted(asked, found) if found else None
        if sums:
            chosen, kept = (*chosen, margin), sums
    return kept if set(chosen) - {AGE} else None


def _weighted(asked: Asked, found: Classes) -> Raked | None:
    """The sums of these classes, exactly rounded, so that they tell no order in which they were added.

    None where few of a class answered positively, or nearly all: whoever solves the sum would have its children.
    """
    sizes = {_words(crossing): n for crossing, n in crossed(found.sizes, found.blocks).items()}
    positive = {_words(crossing): n for crossing, n in crossed(found.positive, found.blocks).items()}
    if any(code(positive[one], n, POLICY).coding is not Coding.EXACT for one, n in sizes.items()):
        return None
    try:
        weights = rake(sizes, found.wanted)
    except CannotBeRaked:
        return None
    sums = weighted(sizes, weights)
    return Raked(
        bands=label(asked.bands),
        item=asked.item,
        margins=label(found.margins),
        n=sums.n,
        weights=sums.weights,
        squares=sums.squares,
        positive=fsum(weights[one] * n for one, n in positive.items()),
    )


def _words(crossing: Crossing) -> tuple[str, ...]:
    return tuple(label(block) for block in crossing)
