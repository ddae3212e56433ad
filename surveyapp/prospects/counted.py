"""What the opening would keep of questions that everybody answers, in every group equally well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from surveyapp.definition.model import Indicator
from surveyapp.opening.groups import THRESHOLD
from surveyapp.opening.sharing import closed_item
from surveyapp.opening.tallies import Contents, count
from surveyapp.releases.counting import ALL, Bands, answered

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Expected:
    """A made-up tally, as a release reads one."""

    bands: Bands
    breakdown: str
    value: str
    item: str
    answer: str
    n: int


def expected_counts(contents: Contents, chosen: Mapping[str, Indicator], start: float) -> tuple[Expected, ...]:
    """What the opening would keep of some questions, every group having the same share of positive answers."""
    kept, _ = count(replace(contents, bank=replace(contents.bank, indicators=chosen)))
    given: dict[tuple[str, str, str, str], dict[str, int]] = {}
    for cell, n in kept.items():
        if cell.item in chosen and cell.breakdown != ALL:
            given.setdefault((cell.bands, cell.breakdown, cell.value, cell.item), {})[cell.answer] = n
    bases = {place: answered(said) for place, said in given.items()}
    for item in chosen:
        bases |= {(bands, ALL, ALL, item): n for bands, n in _totals(contents, item).items()}
    return tuple(_split(bases, start))


def _totals(contents: Contents, item: str) -> Mapping[str, int]:
    """How many would answer a question in each total in which the opening counts it."""
    found: Counter[str] = Counter()
    for unit in contents.units:
        for band in unit.bands:
            asked = closed_item(contents.instruments[band], item) is not None
            if asked and (contents.whole(unit, item) or len(contents.members[band]) >= THRESHOLD):
                found[contents.total_of(band, item)] += len(contents.members[band])
    return found


def _split(bases: Mapping[tuple[str, str, str, str], int], start: float) -> Iterator[Expected]:
    for (bands, breakdown, value, item), base in bases.items():
        good = int(base * start + 0.5)
        for answer, n in ((YES, good), (NO, base - good)):
            yield Expected(tuple(bands.split("+")), breakdown, value, item, answer, n)
