"""What comes back from people who translate is taken whole, or refused with the line and the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from builders import tongue
from builders.tongue import CODE

from surveyapp.translations import catalogues, exchange, reviews
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.exchange import Unfit
from surveyapp.translations.sheets import COLUMNS

CHILDREN = Readers.CHILDREN
FORMS = 5
"""Of Irish."""
HELLO = ("", "Hello %(name)s", "")
Rows = list[list[str]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A small catalogue."""
    real = catalogues.FOLDER
    tongue.use(tmp_path)
    small = Catalog(locale=CODE)
    small.add("Hello %(name)s", "", [("surveyapp/survey/words.py", 1)])
    small.add("=1+1", "", [("surveyapp/survey/words.py", 2)])
    small.add("Two\nlines", "", [("surveyapp/survey/words.py", 3)])
    small.add(("%(num)s day", "%(num)s days"), ("",) * FORMS, [("surveyapp/survey/words.py", 4)])
    small.add("Hello %(name)s", "Dia duit %(name)s", [("surveys/definitions/4-7/2026.yaml", 1)], context="hello")
    catalogues.write(CODE, CHILDREN, small)
    reviews.forget()
    yield tmp_path
    tongue.use(real)


def exported() -> Rows:
    content = exchange.exported(CODE, CHILDREN, sheet=True)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(rows: Rows, between: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows(rows)
    return out.getvalue().encode()


def take(rows: Rows, *, between: str = ",", what_fits: bool = False) -> exchange.Taken:
    return exchange.take(CODE, CHILDREN, sheet(rows, between), sheet=True, what_fits=what_fits)


def filled() -> Rows:
    """The sheet as a careful person gives it back."""
    said = {"Hello %(name)s": "Haigh %(name)s", "'=1+1": "'=2", "Two\nlines": "Dhá\nlíne"}
    head, *rows = exported()
    return [head, *([*row[:3], said.get(row[2], "%(num)s lá"), row[4]] for row in rows)]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_sheet_that_was_filled_in_is_taken(between: str):
    taken = take(filled(), between=between)
    assert (taken.new, taken.changed, taken.left) == (4, 1, ())
    assert catalogues.of_children(CODE)[HELLO] == ("Haigh %(name)s",)
    assert catalogues.of_children(CODE)[("", "=1+1", "")] == ("=2",)
    assert take(exported()).changed == 0


def test_no_cell_begins_a_formula_and_every_plural_form_says_for_which_numbers():
    head, *rows = exported()
    assert tuple(head) == COLUMNS
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert next(row[4] for row in rows if "day" in row[2]) == "for 1"


def changed(row: int, column: int, text: str) -> Callable[[Rows], object]:
    return lambda rows: rows[row].__setitem__(column, text)


WRONG: dict[str, Callable[[Rows], object]] = {
    "line 2: “Haigh %(nam)s” has %(nam)s, where the English has %(name)s": changed(1, 3, "Haigh %(nam)s"),
    "line 2: the English is another now: “Hello %(name)s”": changed(1, 2, "Hello you"),
    "line 3: there is no sentence “sffffffff”": changed(2, 0, "sffffffff"),
    "invisible sign that turns the reading direction": changed(2, 3, "a\u202eb"),
    "has 1 lines, where the English has 2": changed(3, 3, "Dhá líne"),
    "“%(num)s day” has 5 forms, and some are empty": changed(5, 3, ""),
    "needs 5 forms, and there are 4": lambda rows: rows.pop(6),
    "the file has no line for “=1+1”": lambda rows: rows.pop(2),
    "two translations for “Hello %(name)s”; the other is in line 2": lambda rows: rows.append(
        [*rows[1][:3], "Dia %(name)s", ""]
    ),
    "line 1: this is no sheet that was exported here": lambda rows: rows.pop(0),
}


@pytest.mark.parametrize(("says", "spoil"), WRONG.items(), ids=list(WRONG))
def test_what_is_wrong_is_named_with_its_line_and_nothing_is_taken(says: str, spoil: Callable[[Rows], object]):
    rows, before = filled(), catalogues.path(CODE, CHILDREN).read_bytes()
    spoil(rows)
    with pytest.raises(Unfit) as refused:
        take(rows)
    assert says in str(refused.value)
    assert catalogues.path(CODE, CHILDREN).read_bytes() == before


def test_what_fits_can_be_taken_alone():
    rows = filled()
    rows[1][3] = "Haigh"
    taken = take(rows, what_fits=True)
    assert (taken.new, taken.changed, [one.line for one in taken.left]) == (3, 1, [2])
    assert HELLO not in catalogues.of_children(CODE)


def test_a_po_file_comes_back_by_the_same_rules():
    content = exchange.exported(CODE, CHILDREN, sheet=False)
    hello = b'msgid "Hello %(name)s"\nmsgstr ""'
    assert content.count(hello) == 1
    good = content.replace(hello, hello[:-2] + b'"Haigh %(name)s"')
    assert exchange.take(CODE, CHILDREN, good, sheet=False).new == 1
    with pytest.raises(Unfit, match=r"has no placeholder, where the English has %\(name\)s"):
        exchange.take(CODE, CHILDREN, content.replace(hello, hello[:-2] + b'"Haigh"'), sheet=False)
    guess = content.replace(hello, hello[:-2] + b'"Haigh"').replace(b"#, python-format\nmsgid", b"#, fuzzy\nmsgid", 1)
    assert exchange.take(CODE, CHILDREN, guess, sheet=False).new == 0
    with pytest.raises(Unfit, match=r"this is no \.po file"):
        exchange.take(CODE, CHILDREN, b"msgid what is this", sheet=False)
