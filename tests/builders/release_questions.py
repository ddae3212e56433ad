"""What the made-up release asks: as many indicators as a real one, in our own words."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from surveyapp.releases.model import Label

OPTIONS = {
    "how_often": (
        ("always", "All or most of the time", True),
        ("mostly", "Often", True),
        ("sometimes", "Sometimes", False),
        ("never", "Hardly ever or never", False),
        ("unsure", "Not sure", False),
    ),
    "yes": (("yes", "Yes", True), ("no", "No", False), ("unsure", "Not sure", False)),
    "ladder": tuple((str(n), str(n), n >= 7) for n in range(11)),
    "amount": (("little", "Too little", False), ("right", "Just right", True), ("much", "Too much", False)),
    "count": (("1", "1", False), ("2", "2", False), ("3", "3 or more", False)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator of the made-up release. ``judged``: some of its answers count as positive."""

    id: str
    domain: str
    title: str
    ask: str
    now: float
    then: float
    pools: tuple[tuple[str, ...], ...]
    scale: str = "how_often"
    label: Label | None = None
    young: str = ""
    knowable: bool = False
    judged: bool = True
    skipped: int = 0

    @property
    def bands(self) -> tuple[str, ...]:
        """All bands that were asked."""
        return tuple(band for pool in self.pools for band in pool)


def _asked(row: Mapping[str, str]) -> Asked:
    return Asked(
        id=row["id"],
        domain=row["domain"],
        title=row["title"],
        ask=row["ask"],
        young=row["young"],
        now=float(row["now"]),
        then=float(row["then"]),
        pools=tuple(tuple(pool.split()) for pool in row["pools"].split("|")),
        scale=row["scale"],
        label=Label(row["label"]) if row["label"] else None,
        knowable=row["knowable"] == "yes",
        judged=row["judged"] != "no",
        skipped=int(row["skipped"] or 0),
    )


with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as file:
    ASKED = tuple(map(_asked, csv.DictReader(file)))
