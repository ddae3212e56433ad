"""An import is kept, replaced and removed as a whole, and a figure stands there once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from builders.earlier import COUNCIL, SAFE, written

from surveyapp.db.engines import Stores
from surveyapp.history import read, store
from surveyapp.history.looking import look
from surveyapp.history.model import Earlier
from surveyapp.history.preview import Preview
from surveyapp.history.store import Brings, FigureHereAlready, ImportUnknown, NothingToKeep

SAM = Brings("2022.csv", "Sam Field", date(2026, 11, 21), "from the annual report")
OLD = written(SAFE, SAFE | {"year": "2023"}, SAFE | {"positive": "90"})


def looked_at(stores: Stores, text: str, *, authority: str = "northvale", instead_of: str = "") -> Preview:
    known = replace(COUNCIL, authority=authority)
    with stores.read("releases") as session:
        return look(session, text.encode(), known, instead_of=instead_of)


def keep(stores: Stores, looked: Preview, *, authority: str = "northvale", instead_of: str = "") -> None:
    with stores.write("releases") as session:
        store.keep(session, authority, looked, brings=SAM, instead_of=instead_of)


def kept(stores: Stores, authority: str = "northvale") -> list[tuple[int, int | None]]:
    with stores.read("releases") as session:
        return [(one.year, one.positive) for one in read.of(session, authority)]


def names(stores: Stores) -> list[tuple[str, int, int]]:
    with stores.read("releases") as session:
        return [(one.name, one.figures, one.left_out) for one in read.imports(session, "northvale")]


def test_what_can_be_is_kept_and_the_rest_is_counted(stores: Stores) -> None:
    looked = looked_at(stores, OLD)
    keep(stores, looked)
    assert kept(stores) == [(2022, 61), (2023, 61)]
    assert names(stores) == [("2022.csv", 2, 1)]


def test_kept_figures_are_read_as_they_were_previewed(stores: Stores) -> None:
    looked = looked_at(stores, OLD)
    keep(stores, looked)
    with stores.read("releases") as session:
        found: tuple[Earlier, ...] = read.of(session, "northvale")
    assert found == tuple(figure for _line, figure in looked.figures)


def test_bringing_the_same_file_in_again_changes_nothing(stores: Stores) -> None:
    for _time in range(3):
        looked = looked_at(stores, OLD.replace("\n", "\r\n"))
        assert len(looked.figures) == 2
        keep(stores, looked)
    assert kept(stores) == [(2022, 61), (2023, 61)]
    assert len(names(stores)) == 1


def test_a_figure_of_another_file_is_told_before_and_refused_by_the_database(stores: Stores) -> None:
    first = looked_at(stores, OLD)
    other = looked_at(stores, written(SAFE | {"year": "2023", "positive": "60", "percent": ""}))
    same = looked_at(stores, written(SAFE, SAFE | {"year": "2021"}))
    keep(stores, first)
    for late in (other, same):
        with pytest.raises(FigureHereAlready):
            keep(stores, late)
    assert kept(stores) == [(2022, 61), (2023, 61)]
    now = looked_at(stores, written(SAFE | {"year": "2023", "positive": "60", "percent": ""}))
    assert str(now.refused[0].refusals[0]).startswith("“2022.csv” gives other numbers for the same figure.")
    now = looked_at(stores, written(SAFE, SAFE | {"year": "2021"}))
    assert [str(one.refusals[0]) for one in now.refused] == ["This figure is here already, from “2022.csv”."]
    keep(stores, now)
    assert kept(stores) == [(2021, 61), (2022, 61), (2023, 61)]


def test_a_corrected_file_takes_the_place_of_the_one_it_names(stores: Stores) -> None:
    first = looked_at(stores, OLD)
    keep(stores, first)
    corrected = written(SAFE | {"positive": "60", "percent": "75"}, SAFE | {"year": "2023"})
    keep(stores, looked_at(stores, corrected, instead_of=first.digest), instead_of=first.digest)
    assert kept(stores) == [(2022, 60), (2023, 61)]
    assert len(names(stores)) == 1


def test_an_import_goes_with_all_its_figures_and_nothing_else(stores: Stores) -> None:
    first = looked_at(stores, OLD)
    keep(stores, first)
    keep(stores, first, authority="elsewhere")
    with stores.write("releases") as session:
        store.remove(session, "northvale", first.digest)
    assert (kept(stores), kept(stores, "elsewhere")) == ([], [(2022, 61), (2023, 61)])


def test_what_is_not_there_can_be_neither_removed_nor_replaced(stores: Stores) -> None:
    first = looked_at(stores, OLD)
    keep(stores, first, authority="elsewhere")
    with pytest.raises(ImportUnknown), stores.write("releases") as session:
        store.remove(session, "northvale", first.digest)
    with pytest.raises(ImportUnknown):
        keep(stores, looked_at(stores, written(SAFE)), instead_of=first.digest)
    assert kept(stores) == []


def test_a_file_of_which_nothing_can_be_taken_is_not_kept(stores: Stores) -> None:
    with pytest.raises(NothingToKeep):
        keep(stores, looked_at(stores, written(SAFE | {"positive": "90"})))
    assert names(stores) == []


def test_two_previews_of_the_same_have_the_same_mark_until_the_outcome_changes(stores: Stores) -> None:
    text = written(SAFE)
    before = looked_at(stores, text).mark
    assert looked_at(stores, text).mark == before
    keep(stores, looked_at(stores, OLD))
    assert looked_at(stores, text).mark != before


def test_whatever_is_taken_keeps_the_databases_laws(stores: Stores) -> None:
    chance = random.Random(20261121)
    words = {
        "kind": ("result", "result", "responses", "response rate"),
        "place": ("", "Northvale", "Northvale Council", "Six councils"),
        "band": ("all", "8-11", "4-10", "foster carers", "leavers"),
        "indicator": ("home_safe", "life satisfaction", "Likes the bedroom", "likes THE bedroom"),
        "positive": ("", "0", "3", "26", "28", "61"),
        "base": ("", "", "3", "30", "80"),
        "percent": ("", "", "0", "76", "86", "93", "100", "87.5"),
        "eligible": ("", "", "30", "120"),
        "wording": ("", "same", "different"),
    }
    for year in range(2000, 2020):
        rows = [{name: chance.choice(known) for name, known in words.items()} | {"year": str(year)} for _ in range(60)]
        looked = looked_at(stores, written(*rows))
        assert {row.line for row in looked.rows} == set(range(2, 62))
        assert all(row.refusals for row in looked.refused)
        assert all(bool(row.because) == row.figure.context_only for row in looked.rows if row.figure)
        if looked.figures:
            keep(stores, looked)
    with stores.read("releases") as session:
        found = read.of(session, "northvale")
    assert len(found) > 100
    assert {one.context_only for one in found} == {True, False}
