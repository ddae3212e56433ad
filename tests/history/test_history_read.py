"""What was brought in is read as it was kept, and the database holds the laws of a printed figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from surveyapp.db.engines import Stores
from surveyapp.history import read
from surveyapp.history.model import Earlier, Kind, Wording
from surveyapp.history.models import EarlierFigure, EarlierImport

SAFE = Earlier(Kind.RESULT, "Northvale", 2022, "8-11", "home_safe", 61, 80, 76.0, 120, own=True, context_only=False)
DIGEST = "a" * 64


def put(stores: Stores, *figures: Earlier) -> None:
    """Rows as they are, past every check of ours."""
    with stores.write("releases") as session:
        session.add(
            EarlierImport(
                authority="northvale",
                digest=DIGEST,
                name="2022.csv",
                note="",
                brought_by="Sam",
                brought_on=date(2026, 1, 5),
                left_out=2,
            )
        )
        session.flush()
        session.add_all(row(line, one) for line, one in enumerate(figures, 2))


def row(line: int, one: Earlier) -> EarlierFigure:
    said: dict[str, Any] = {name: getattr(one, name) for name in Earlier.__slots__}
    return EarlierFigure(authority="northvale", digest=DIGEST, line=line, **said)


def test_figures_come_back_as_they_were_kept_the_earliest_year_first(stores: Stores) -> None:
    rate = Earlier(Kind.RESPONSE, "Northvale", 2019, "all", "", 97, None, 55.0, 176, own=True, context_only=False)
    beside = Earlier(Kind.RESULT, "Six others", 2018, "4-10", "Likes the bedroom", percent=90.5, wording=Wording.SAME)
    put(stores, SAFE, rate, beside)
    with stores.read("releases") as session:
        assert read.of(session, "northvale") == (beside, rate, SAFE)
        assert read.of(session, "elsewhere") == ()


def test_an_import_is_listed_with_how_much_is_in_it_and_none_of_its_figures(stores: Stores) -> None:
    put(stores, SAFE, replace(SAFE, year=2018, positive=None, base=None, context_only=True))
    with stores.read("releases") as session:
        (one,) = read.imports(session, "northvale")
    assert (one.name, one.by, one.on) == ("2022.csv", "Sam", date(2026, 1, 5))
    assert (one.figures, one.context_only, one.left_out, one.first_year, one.last_year) == (2, 1, 2, 2018, 2022)


@pytest.mark.parametrize(
    "broken",
    [
        replace(SAFE, base=None),
        replace(SAFE, positive=None),
        replace(SAFE, positive=81),
        replace(SAFE, eligible=79),
        replace(SAFE, percent=100.5),
        replace(SAFE, positive=-1),
        replace(SAFE, indicator=""),
        replace(SAFE, positive=None, base=None, percent=None, context_only=True),
        replace(SAFE, kind=Kind.RESPONSE, indicator="", eligible=None),
    ],
    ids=lambda one: ", ".join(f"{n}={getattr(one, n)}" for n in one.__slots__ if getattr(one, n) != getattr(SAFE, n)),
)
def test_the_database_refuses_what_no_figure_can_be(stores: Stores, broken: Earlier) -> None:
    with pytest.raises(IntegrityError):
        put(stores, broken)


def test_the_same_figure_stands_there_once(stores: Stores) -> None:
    with pytest.raises(IntegrityError):
        put(stores, SAFE, replace(SAFE, percent=None))
