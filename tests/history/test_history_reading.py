"""A file is read however it was saved, and what is wrong with it is told line by line."""

from __future__ import annotations

import codecs
import re
from types import ModuleType

import pytest
from builders.earlier import SAFE, written
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.history import cells, context, contradictions, doubts, reading
from surveyapp.history import preview as previewing
from surveyapp.history.reading import COLUMNS, LARGEST, MOST_LINES, SEPARATORS, read

SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x1c\x1d\x1e")
CELLS = st.text(SIGNS, max_size=12).map(lambda text: " ".join(text.split()))
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)), min_size=1, max_size=4)


def told(content: bytes | str) -> list[tuple[int, str]]:
    sheet = read(content.encode() if isinstance(content, str) else content)
    assert sheet.lines == ()
    return [(one.line, str(one)) for one in sheet.problems]


@given(ROWS, st.sampled_from(SEPARATORS), st.booleans(), st.booleans())
def test_every_text_comes_back_as_it_was_written(
    rows: list[dict[str, str]], separator: str, marked: bool, windows: bool
) -> None:
    text = written(*({"kind": "result"} | row | {"id": f"x{row['id']}"} for row in rows), separator=separator)
    content = (codecs.BOM_UTF8 if marked else b"") + text.replace("\n", "\r\n" if windows else "\n").encode()
    sheet = read(content)
    assert sheet.problems == ()
    found = [{name: line.cells.get(name, "") for name in COLUMNS} for line in sheet.lines]
    assert found == [row | {"id": f"x{row['id']}".strip()} for row in rows]


@given(st.binary(max_size=400))
def test_no_file_whatever_is_in_it_breaks_the_reader(content: bytes) -> None:
    sheet = read(content)
    assert sheet.problems or sheet.lines


@given(st.text(st.sampled_from('",;\t\n\r ab='), max_size=60))
def test_no_quotation_marks_and_separators_break_the_reader(tail: str) -> None:
    sheet = read(f"kind,year,band,indicator\n{tail}".encode())
    assert sheet.problems or sheet.lines


def test_the_same_text_has_the_same_digest_however_it_was_saved() -> None:
    text = written(SAFE)
    saved = (text, text.replace("\n", "\r\n"), f"{text}\n\n", "\ufeff" + text)
    assert len({read(one.encode()).digest for one in saved}) == 1
    assert read(text.replace("61", "62").encode()).digest != read(text.encode()).digest


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    text = 'kind,year,band,indicator,note\n\nresult,2022,all,a,"two\nlines"\nresult,2022,all,b,\n'
    assert [line.number for line in read(text.encode()).lines] == [3, 5]
    assert read(text.encode()).lines[0].cells["note"] == "two lines"


def test_excels_line_that_names_the_separator_is_understood() -> None:
    sheet = read(b"sep=;\r\nkind;year;band;indicator\r\nresult;2022;all;a,b\r\n")
    assert [(line.number, line.cells["indicator"]) for line in sheet.lines] == [(3, "a,b")]


def test_empty_columns_and_lines_of_a_spreadsheet_are_passed_over() -> None:
    sheet = read(b"Kind,YEAR,band,indicator,,\nresult,2022,all,a,,\n,,,,,\n")
    assert [dict(line.cells) for line in sheet.lines] == [
        {"kind": "result", "year": "2022", "band": "all", "indicator": "a"}
    ]


def test_every_wrong_column_is_told_at_once() -> None:
    assert told("kind,yeer,band,note,note,colour\nresult,2022,all,,,\n") == [
        (1, "There is no column “year”. Write its name into the first line."),
        (1, "There is no column “indicator”. Write its name into the first line."),
        (1, "“yeer” is no column we know. Did you mean “year”?"),
        (1, "The column “note” is there twice. Take one out."),
        (1, f"“colour” is no column we know. Take it out; the columns are: {', '.join(COLUMNS)}."),
    ]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"", 0, "The file is empty."),
        (b"\n  \n", 0, "The file is empty."),
        (b",,,\n", 0, "The file is empty."),
        (b"kind,year,band,indicator\n", 0, "There are no figures under the first line."),
        (b"PK\x03\x04workbook", 0, "“CSV UTF-8 (Comma delimited)”"),
        ("kind,year".encode("utf-16"), 0, "“CSV UTF-8 (Comma delimited)”"),
        (b"kind,year,band,indicator\nresult,2022,all,caf\xe9\n", 2, "is not written in UTF-8"),
        (b"kind,year,band,indicator\nresult,2022,all,a\x07\n", 2, "cannot be printed"),
        (b'kind,year,band,indicator\nresult,2022,all,"a\nresult,2022,all,b\n', 2, "do not come in pairs"),
        (b"x" * (LARGEST + 1), 0, f"larger than {LARGEST // 1024} kB"),
        (b"kind,year,band,indicator\n" + b"result,2022,all,a\n" * (MOST_LINES + 1), 0, f"more than {MOST_LINES} lines"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, line: int, says: str) -> None:
    ((where, what),) = told(content)
    assert (where, says in what) == (line, True), what


def test_a_line_with_too_many_parts_is_told_and_the_others_are_read() -> None:
    sheet = read(b"kind,year,band,indicator\nresult,2022,all,a, with a comma\nresult,2022,all,b\n")
    first, second = sheet.lines
    assert first.broken is not None
    assert "5 parts" in str(first.broken)
    assert second.broken is None


@pytest.mark.parametrize("module", [reading, cells, contradictions, doubts, context, previewing])
def test_every_sentence_has_no_sign_that_filling_in_would_trip_over(module: ModuleType) -> None:
    sentences = [one for one in vars(module).values() if isinstance(one, str) and one.endswith(".")]
    told = [one for one in sentences if one != module.__doc__]
    assert len(told) >= 5
    for one in told:
        assert "%" not in re.sub(r"%\(\w+\)[ds]", "", one), one
