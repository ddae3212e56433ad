"""Files of earlier figures, as a worker writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

from surveyapp.history import reading
from surveyapp.history.known import Known
from surveyapp.history.preview import Place, Preview, Standing, preview

TODAY = date(2026, 11, 21)
COUNCIL = Known(
    authority="northvale",
    title="Northvale Council",
    indicators={"home_safe": "Feeling safe at home", "life_satisfaction": "Life satisfaction"},
    bands={"4-7": "4 to 7", "8-11": "8 to 11", "11-18": "11 to 18", "leavers": "Care leavers, 16 to 25"},
    today=TODAY,
)
SAFE = {
    "kind": "result",
    "year": "2022",
    "band": "8-11",
    "indicator": "home_safe",
    "positive": "61",
    "base": "80",
    "percent": "76",
}
"""A figure with which all is well."""


def written(*rows: Mapping[str, str], separator: str = ",") -> str:
    """A file with these lines."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    file = csv.DictWriter(text, names, delimiter=separator, lineterminator="\n", restval="")
    file.writeheader()
    file.writerows(rows)
    return text.getvalue()


def looked_at(*rows: Mapping[str, str], standing: Mapping[Place, Standing] | None = None) -> Preview:
    """What becomes of these lines."""
    return preview(reading.read(written(*rows).encode()), COUNCIL, standing or {})
