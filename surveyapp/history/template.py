"""A file to start from: the names of the columns and one made-up figure."""

from __future__ import annotations

import csv
import io

from surveyapp.history.reading import COLUMNS

EXAMPLE = "example"
"""The made-up line's id; a line of this name is never brought in."""
MADE_UP = {
    "id": EXAMPLE,
    "kind": "result",
    "year": "2022",
    "band": "8-11",
    "indicator": "feels_safe_home",
    "positive": "61",
    "base": "80",
    "percent": "76",
    "eligible": "120",
    "wording": "same",
    "note": "made up",
    "source": "Annual report 2022, page 9",
}


def template() -> str:
    """The file's text; an empty place is the authority itself."""
    text = io.StringIO()
    file = csv.DictWriter(text, COLUMNS, lineterminator="\n", restval="")
    file.writeheader()
    file.writerow(MADE_UP)
    return text.getvalue()
