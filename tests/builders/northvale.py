"""The made-up council's waves on the real surveys, from made-up children to counts, without stores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from surveyapp.definition import catalogue
from surveyapp.definition.catalogue import Catalogue
from surveyapp.demo.children import answered, children
from surveyapp.opening.contents import Plan, sort_out
from surveyapp.opening.opened import Opened
from surveyapp.releases.model import WaveFacts
from surveyapp.releases.source import Completed, Source
from surveyapp.results.queries import Counted, totals

ROOT = Path(__file__).parents[2]
NUMBERS = {
    2024: {"4-7": (26, 14), "8-11": (37, 21), "11-18": (73, 41), "leavers": (35, 19)},
    2026: {"4-7": (24, 14), "8-11": (38, 22), "11-18": (78, 43), "leavers": (36, 18)},
}


def surveys() -> Catalogue:
    """The surveys of this project."""
    return catalogue.load([ROOT / "surveys" / "definitions"])


def counted(known: Catalogue, completed: Mapping[str, int], *, later: bool, seed: str) -> tuple[Counted, ...]:
    """The counts of a wave in which so many of each band answered."""
    instruments = {band: known.version(band, "2024") for band in completed}
    opened = [
        Opened(band, answered(child, instruments[band], known.bank, year=2026 if later else 2024), {})
        for band, count in completed.items()
        for child in children(band, count, seed=seed)
    ]
    neighbours = {band: known.bank.bands[band].neighbour or None for band in completed}
    found = sort_out(Plan(instruments, neighbours, known.bank), opened)
    return (*_rows(known, found), *_tallies(found))


def source(known: Catalogue, year: int, **changes: Any) -> Source:
    """What the release of one of the council's two waves is made of."""
    completed = {band: answers for band, (_, answers) in NUMBERS[year].items()}
    given: dict[str, Any] = {
        "authority": "northvale",
        "authority_title": "Northvale",
        "wave": WaveFacts(f"northvale-{year}", f"Our lives {year}", year, f"{year}-02-02", f"{year}-03-20"),
        "bank": known.bank,
        "instruments": {band: known.version(band, "2024") for band in completed},
        "counts": counted(known, completed, later=year > 2024, seed=f"northvale {year}"),
        "completed": tuple(Completed(band, answers, eligible) for band, (eligible, answers) in NUMBERS[year].items()),
        "floor": 0.3,
        "neighbours": {band: known.bank.bands[band].neighbour for band in completed},
    }
    return Source(**(given | changes))


def _rows(known: Catalogue, found: Any) -> Iterator[Counted]:
    rows: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for row in found.rows:
        rows[row.band, row.instrument].append(row.answers)
    for (label, fingerprint), answers in rows.items():
        bands = tuple(label.split("+"))
        for (item, answer), n in totals(known.find(fingerprint), answers, merged=len(bands) > 1).items():
            yield Counted(bands, "all", "all", item, answer, n)


def _tallies(found: Any) -> Iterator[Counted]:
    for cell, n in found.cells.items():
        yield Counted(tuple(cell.bands.split("+")), cell.breakdown, cell.value, cell.item, cell.answer, n)
