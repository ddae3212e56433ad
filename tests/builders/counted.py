"""A wave's counts in a few words, and the source of its release, with a default for all else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from builders import definition as make

from surveyapp.definition.model import Instrument
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Release, WaveFacts
from surveyapp.releases.source import Completed, Source
from surveyapp.results.queries import Counted

SAFE = "feels_safe_home"
ALL = "all"
BANDS = ("4-7", "8-11", "11-18", "leavers")


def answers(bands: str, item: str = SAFE, *, of: str = "all all", **given: int) -> list[Counted]:
    """Counts of one group: ``answers("8-11+11-18", of="sex girl", mostly=20, never=5)``."""
    breakdown, value = of.split()
    return [Counted(tuple(bands.split("+")), breakdown, value, item, answer, n) for answer, n in given.items() if n]


def yes_and_no(bands: str, positive: int, base: int, item: str = SAFE, *, of: str = "all all") -> list[Counted]:
    """So many positive answers of so many."""
    return answers(bands, item, of=of, mostly=positive, never=base - positive)


def by_band(counts: Mapping[str, tuple[int, int]], item: str = SAFE) -> list[Counted]:
    """Positive answers and bases by band."""
    return [one for band, (positive, base) in counts.items() for one in yes_and_no(band, positive, base, item)]


def instruments(*bands: str, items: Iterable[Any] = (), version: str = "2024") -> dict[str, Instrument]:
    """One survey for each band."""
    content = tuple(items) or (make.item(SAFE),)
    return {band: make.instrument(*content, name=band, version=version) for band in bands or BANDS}


def source(counts: Iterable[Counted], **changes: Any) -> Source:
    """The source of a release of the made-up council."""
    year = changes.pop("year", 2026)
    found = tuple(counts)
    asked = changes.get("instruments") or instruments()
    answered = {band: sum(one.n for one in found if one.bands == (band,) and one.breakdown == ALL) for band in asked}
    given: dict[str, Any] = {
        "authority": "northvale",
        "authority_title": "Northvale",
        "wave": WaveFacts(f"northvale-{year}", f"Our lives {year}", year, f"{year}-02-02", f"{year}-03-20"),
        "bank": make.bank(),
        "instruments": asked,
        "counts": found,
        "completed": tuple(Completed(band, n, 2 * n + 1) for band, n in answered.items()),
        "floor": 0.3,
    }
    return Source(**(given | changes))


def released(counts: Iterable[Counted], **changes: Any) -> Release:
    """The release itself."""
    return assemble(source(counts, **changes))
