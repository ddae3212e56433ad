"""In what a figure of an analyst's page is counted, and of whom it speaks."""

from __future__ import annotations

from enum import StrEnum

from surveyapp.releases.model import Method


class Unit(StrEnum):
    """What a number counts."""

    SHARE = "share"
    POINTS = "difference of shares"
    POINTS_A_YEAR = "difference of shares a year"
    CHANCE = "chance"
    CHILDREN = "children"
    SCALE = "scale points"


class Frame(StrEnum):
    """Of whom a range speaks: what life here is like, this year's children alone, or those who did not answer."""

    PROCESS = "process"
    THIS_YEAR = "this year's children"
    SILENT = "those who did not answer"


POINTS = {
    Method.MIETTINEN_NURMINEN,
    Method.STANDARDISED,
    Method.ANSWERS,
    Method.CHILDREN,
    Method.MANTEL_HAENSZEL,
}


def unit_of(method: Method) -> Unit:
    """The unit of a check."""
    if method in POINTS:
        return Unit.POINTS
    if method is Method.SUPERIORITY:
        return Unit.CHANCE
    return Unit.SCALE if method is Method.WELCH else Unit.SHARE
