"""Figures that stand beside ours: somebody else's, or an earlier report's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.releases.model.changes import Label
from surveyapp.releases.model.shares import Range, Share, Suppressed


class Wording(StrEnum):
    """How near another survey's question is to ours; only an identical one may carry a label."""

    IDENTICAL = "identical"
    NEAR = "near"
    DIFFERENT = "different"


class Origin(StrEnum):
    """Where a figure beside ours comes from: a published benchmark, or this authority's own earlier report."""

    BENCHMARK = "benchmark"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class ContextFigure:
    """A figure of somebody else's, or of an earlier report, as dated context; never one of our results.

    ``share`` is from 0 to 1, ``base`` None where none was printed; ``counted`` says which answers it counts, of ours as
    of theirs. ``bad`` tells that these answers are bad ones. ``dated``: more than three years before this wave.
    ``label`` is made for identical wording and overlapping ages alone, of ``difference`` (ours minus theirs, 95 %).
    """

    origin: Origin
    group: str
    year: int
    ages: tuple[int, ...]
    share: float
    base: int | None
    counted: str
    bad: bool
    wording: Wording
    dated: bool
    source: str
    address: str = ""
    bands: tuple[str, ...] = ()
    ours: Share | Suppressed | None = None
    difference: Range | None = None
    label: Label | None = None
