"""The full dose of every fault on both databases, as a table in docs/faults.md.

``python tests/faults/table.py`` runs everything, ``table.py killed_server power_cut`` some, ``replays:sqlite`` one row.

Each row is written when its fault is done, with that day's date, and takes the place of an older one.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]
for name in [name for name in os.environ if name.startswith(("SURVEYAPP_", "PG"))]:
    del os.environ[name]
os.environ["SURVEYAPP_TEST_SESSION"] = str(os.getpid())

from faults import ALL, Fault  # noqa: E402  # found through the lines above
from law import Figures  # noqa: E402
from place import DATABASES, installed  # noqa: E402

PAGE = HERE.parents[1] / "docs" / "faults.md"
TITLES = (
    "| fault | database | submissions | faults injected | acknowledged | lost | twice "
    "| ballots | spent | issued | s | day |"
)
RULE = "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def measured(fault: Fault, database: str) -> Figures:
    """The figures of one fault at its full dose, in an installation of its own."""
    with installed(database, room=fault.room) as place:
        if fault.served:
            place.server.start()
        return fault.tried(place, fault.full)


def line(figures: Figures) -> str:
    """One row of the table."""
    numbers = (
        figures.submissions, figures.injected, figures.acknowledged, figures.lost, figures.twice,
        figures.total("ballots"), figures.total("spent"), figures.total("issued"), round(figures.seconds),
    )  # fmt: skip
    cells = (figures.fault, NAMES[figures.database], *(f"{number:,}" for number in numbers), str(date.today()))
    return f"| {' | '.join(cells)} |"


def put(row: str) -> None:
    """The row in its place on the page."""
    text = PAGE.read_text()
    head, table = text[: text.index(TITLES)], text[text.index(TITLES) :]
    body, _, after = table.partition("\n\n")
    rows = [one for one in body.split("\n")[2:] if _key(one) != _key(row)] + [row]
    order = [_key_of(fault, database) for fault in ALL.values() for database in DATABASES]
    rows.sort(key=lambda one: order.index(_key(one)) if _key(one) in order else len(order))
    PAGE.write_text(head + "\n".join([TITLES, RULE, *rows]) + "\n\n" + after)


def _key(row: str) -> tuple[str, str]:
    cells = [cell.strip() for cell in row.split("|")]
    return cells[1], cells[2]


def _key_of(fault: Fault, database: str) -> tuple[str, str]:
    return fault.title, NAMES[database]


def main(names: list[str]) -> None:
    """Every fault that was named, or all."""
    for wanted in names or ALL:
        name, _, only = wanted.partition(":")
        for database in ALL[name].databases:
            if only in ("", database):
                figures = measured(ALL[name], database)
                print(line(figures), dict(figures.remarks) or "", flush=True)
                figures.assert_law()
                put(line(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
