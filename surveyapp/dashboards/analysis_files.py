"""Every figure with its method as a file: CSV for spreadsheets and R, JSON for programs; numbers as they are."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from io import StringIO

from surveyapp.dashboards.analysed import Figure, figures
from surveyapp.dashboards.files import MARK
from surveyapp.dashboards.wording.checks import METHODS
from surveyapp.releases.model import Release
from surveyapp.releases.read import Published

COLUMNS = (
    "indicator", "bands", "method", "function", "reference", "unit", "frame", "breakdown", "group",
    "estimate_low", "estimate_high", "interval_low", "interval_high", "level", "p", "q", "answers_now", "answers_then",
    "effective", "why_not", "said",
)  # fmt: skip
"""Keys are the same in every language, so that scripts read them."""


def rows(release: Release) -> list[dict[str, object]]:
    """One row a figure."""
    return [_row(figure) for figure in figures(release)]


def as_csv(published: Published) -> str:
    """The rows as CSV; empty where there is no number."""
    written = StringIO()
    table = csv.DictWriter(written, COLUMNS, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    table.writeheader()
    table.writerows(
        {key: "" if value is None else value for key, value in row.items()} for row in rows(published.release)
    )
    return MARK + written.getvalue()


def as_json(published: Published) -> str:
    """The same rows, under lines that say which results they are."""
    release = published.release
    told = {
        "authority": release.authority,
        "wave": release.wave.id,
        "compared_with": release.previous.id if release.previous else None,
        "fingerprint": published.fingerprint,
        "revision": published.revision,
        "comparisons": release.comparisons,
        "by_chance": release.by_chance,
        "figures": rows(release),
        "scores": [asdict(score) for score in release.scores],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def named(published: Published, ending: str) -> str:
    """What the file is called."""
    return f"{published.release.wave.id}-methods-{published.fingerprint[:8]}.{ending}"


def _row(figure: Figure) -> dict[str, object]:
    words, plain = METHODS[figure.method], asdict(figure)
    ends = {
        f"{name}_{end}": None if plain[name] is None else plain[name][end]
        for name in ("estimate", "interval")
        for end in ("low", "high")
    }
    found = {
        **plain, **ends,
        "bands": "+".join(figure.bands), "unit": figure.unit.value, "frame": figure.frame.value,
        "function": words.function, "reference": words.reference, "breakdown": figure.by,
        "answers_now": figure.now, "answers_then": figure.then, "why_not": figure.why,
    }  # fmt: skip
    return {column: found[column] for column in COLUMNS}
