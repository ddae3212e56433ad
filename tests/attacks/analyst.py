"""An analyst who reads the files of every figure: whose positive answers each number counts, within which bounds."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO

from meaning import Group, Known, _fitting, wilson
from pages import Pages
from solving import Figure

from surveyapp.web.audience import Role

SAME = 1e-9
Row = Mapping[str, object]


def files(app, authority: str, wave: str) -> list[Row]:
    """The rows of both files, which tell the same."""
    analyst = Pages(app).signed_in(Role.VIEWER, Role.ANALYST, authority=authority)
    home = f"/results/{wave}/analysis/figures"
    rows = json.loads(analyst.get(f"{home}.json").response.text)["figures"]
    table = analyst.get(f"{home}.csv").response.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    plain = [{key: value or None for key, value in row.items()} for row in csv.DictReader(StringIO(table))]
    told = [{key: None if value in (None, "") else f"{value}" for key, value in row.items()} for row in rows]
    assert plain == told
    return rows


def understand(known: Known, about: tuple[str, str], rows: list[Row]) -> list[Figure]:
    """What the rows of one question tell of it."""
    return [figure for row in rows if row["indicator"] == about[1] for figure in _of_row(known, about, row)]


def _of_row(known: Known, about: tuple[str, str], row: Row) -> Iterator[Figure]:
    group, base = _group(known, row), row["answers_now"]
    if group is None or base is None or known.asked[about].size(group) != base:
        return
    for low, high in _counts(row, int(f"{base}")):
        yield Figure(group.has, low, high, f"{row}")


def _group(known: Known, row: Row) -> Group | None:
    bands = frozenset(f"{row['bands']}".split("+"))
    if not row["breakdown"]:
        return Group(bands)
    if row["breakdown"] == "age_band":
        return Group(frozenset(f"{row['group']}".split("+")))
    place = known.places.get(f"{row['breakdown']}")
    return Group(bands, place, f"{row['group']}") if place else None


def _counts(row: Row, base: int) -> Iterator[tuple[float, float]]:
    """The counts that a share, its interval, what the silent leave open and what would tip it allow."""
    low, high = row["estimate_low"], row["estimate_high"]
    if not isinstance(low, float) or not isinstance(high, float):
        return
    if row["method"] == "wilson":
        yield base * low - SAME, base * high + SAME
        ends = row["interval_low"], row["interval_high"]
        yield from _fitting(
            base, lambda x: all(abs(a / 100 - b) < 1e-6 for a, b in zip(wilson(x, base), ends, strict=True))
        )
    eligible = row["answers_then"]
    if row["method"] == "worst_case" and isinstance(eligible, int):
        silent = eligible - base
        yield eligible * low - SAME, eligible * high - silent + SAME
    if row["method"] == "this_years_children":
        yield 0, high
