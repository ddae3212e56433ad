"""Councils of several sizes with the newest surveys, whose children lean strongly one way, as real ones do."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp import config
from surveyapp.definition import catalogue
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.lines import neighbour_in
from surveyapp.demo.children import answered, children
from surveyapp.demo.eligible import answering, recorded
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.opening.opened import Opened

VERSION, YEAR = "2026", 2026
SIZES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "20": {"8-11": (18, 10), "11-18": (18, 10)},
    "40": {"8-11": (36, 20), "11-18": (36, 20)},
    "97": {"4-7": (24, 14), "8-11": (38, 22), "11-18": (78, 43), "leavers": (36, 18)},
    "176": {"4-7": (40, 24), "8-11": (60, 38), "11-18": (120, 78), "leavers": (60, 36)},
}
"""Of each band how many are eligible and how many answer."""


def surveys() -> Catalogue:
    """The surveys that come with the program."""
    return catalogue.load((config.HOME / "surveys" / "definitions",))


def council(known: Catalogue, size: str, seed: int) -> tuple[Plan, list[Opened]]:
    """A wave's plan and what its children answered."""
    numbers = SIZES[size]
    instruments = {band: known.version(band, VERSION) for band in numbers}
    told: list[Opened] = []
    for band, (eligible, completed) in numbers.items():
        facts = answering(instruments[band], eligible, completed, seed=f"council {seed}")
        for child in children(band, completed, seed=f"council {seed}", facts=facts):
            given = answered(child, instruments[band], known.bank, year=YEAR)
            told.append(Opened(band, {item.id: given[item.id] for item in instruments[band].closed}, {}))
    neighbours = {band: neighbour_in(known.bank, band, numbers) for band in numbers}
    groups = {
        (band, breakdown, value): n
        for band, (eligible, _) in numbers.items()
        for breakdown, given in recorded(instruments[band], eligible).items()
        for value, n in given.items()
    }
    return Plan(instruments, neighbours, known.bank, Eligible({b: n for b, (n, _) in numbers.items()}, groups)), told
