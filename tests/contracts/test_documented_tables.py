"""The data protection officer reads of every table of every store: what it holds, of whom, and until when."""

import re
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from surveyapp.box.models import Base as Box
from surveyapp.config import STORES
from surveyapp.fieldwork.models import Base as Fieldwork
from surveyapp.history.models import Base as History
from surveyapp.programme.models import Base as Programme
from surveyapp.releases.models import Base as Releases
from surveyapp.results.models import Base as Results
from surveyapp.safeguarding.models import Base as Safeguarding
from surveyapp.staff.models import Base as Staff

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-protection.md"
HEADING = "## What is stored where"
KEPT: dict[str, tuple[MetaData, ...]] = {
    "fieldwork": (Fieldwork.metadata,),
    "box": (Box.metadata,),
    "results": (Results.metadata,),
    "releases": (Releases.metadata, History.metadata, Programme.metadata),
    "staff": (Staff.metadata,),
    "safeguarding": (Safeguarding.metadata,),
}


def documented(page: str) -> dict[str, set[str]]:
    """The tables that the page names, by store: a line without a store goes on with the one above."""
    found: dict[str, set[str]] = {}
    store = ""
    for line in page.split(HEADING, 1)[1].split("\n## ", 1)[0].splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 7 or cells[1] == "store" or cells[1].startswith("---"):
            continue
        assert all(cells[3:6]), line
        store = cells[1] or store
        found.setdefault(store, set()).update(re.findall(r"`(\w+)`", cells[2]))
    return found


def test_every_store_is_looked_at() -> None:
    assert set(KEPT) == set(STORES)


@pytest.mark.parametrize("store", KEPT)
def test_every_table_is_documented_and_no_other(store: str) -> None:
    assert documented(PAGE.read_text("utf-8"))[store] == {table for part in KEPT[store] for table in part.tables}
