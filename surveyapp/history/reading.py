"""Reading a CSV as people save it: by Excel or by hand, with commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256

from surveyapp.history.problems import N_, Problem, problem

LARGEST = 256 * 1024
MOST_LINES = 1000
NEEDED = ("kind", "year", "band", "indicator")
COLUMNS = (
    *("id", "kind", "place", "year", "band", "indicator", "positive", "base", "percent", "eligible"),
    *("wording", "note", "source"),
)
SEPARATORS = (",", ";", "\t")
WORKBOOK = b"PK\x03\x04"
SAVE_AS = N_(
    "This is not a CSV file in UTF-8. In Excel choose “Save as” and “CSV UTF-8 (Comma delimited)”, and take that file."
)
NOT_UTF8 = N_(
    "A letter in this line is not written in UTF-8. In Excel choose “Save as” and “CSV UTF-8 (Comma delimited)”, "
    "and take that file."
)
TOO_LARGE = N_("The file is larger than %(most)d kB. Take out what is not a figure, or make two files of it.")
TOO_MANY = N_("The file has more than %(most)d lines. Make two files of it.")
EMPTY = N_("The file is empty. It needs a first line with the names of the columns, and a line for each figure.")
NO_FIGURES = N_("There are no figures under the first line. Write one line for each figure.")
UNPRINTABLE = N_("This line has a sign in it that cannot be printed. Type the line anew.")
QUOTES = N_(
    "The quotation marks do not come in pairs from this line on. Put one before and one after each text that has a "
    "comma in it, and write two for a quotation mark inside."
)
COLUMN_MISSING = N_("There is no column “%(name)s”. Write its name into the first line.")
COLUMN_UNKNOWN = N_("“%(name)s” is no column we know. Take it out; the columns are: %(known)s.")
COLUMN_LIKE = N_("“%(name)s” is no column we know. Did you mean “%(known)s”?")
COLUMN_TWICE = N_("The column “%(name)s” is there twice. Take one out.")
CELLS = N_(
    "This line has %(cells)d parts, and the first line names %(columns)d columns. Put a text that has a comma in it "
    "between quotation marks."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as written: its texts by column, blanks run together. ``broken`` where it cannot be taken apart."""

    number: int
    cells: Mapping[str, str]
    broken: Problem | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read: the SHA-256 of its text, its lines, and what is wrong with the whole of it."""

    digest: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()


def read(content: bytes) -> Sheet:
    """Read a file; with any problem of the whole file it has no lines."""
    text, problems = _text(content)
    digest = sha256(text.encode()).hexdigest()
    problems = problems or tuple(_unprintable(text))
    if problems:
        return Sheet(digest, (), problems)
    return _table(text, digest)


def _text(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text with equal line ends, without what Excel puts before it."""
    if len(content) > LARGEST:
        return "", (problem(0, "", TOO_LARGE, most=LARGEST // 1024),)
    if content.startswith((WORKBOOK, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", (problem(0, "", SAVE_AS),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", (problem(content[: error.start].count(b"\n") + 1, "", NOT_UTF8),)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return (text, ()) if text.strip() else ("", (problem(0, "", EMPTY),))


def _unprintable(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\t" for sign in line):
            yield problem(number, "", UNPRINTABLE)


def _table(text: str, digest: str) -> Sheet:
    separator = _separator(text)
    try:
        rows = tuple(_rows(text, separator))
    except _Unpaired as unpaired:
        return Sheet(digest, (), (problem(unpaired.line, "", QUOTES),))
    if not rows:
        return Sheet(digest, (), (problem(0, "", EMPTY),))
    (first, header), *others = rows
    names = [name.casefold() for name in _trimmed(header)]
    problems = tuple(_wrong_columns(names, first))
    lines = tuple(_line(number, cells, names) for number, cells in others)
    if len(lines) > MOST_LINES:
        problems += (problem(0, "", TOO_MANY, most=MOST_LINES),)
    if not lines:
        problems += (problem(0, "", NO_FIGURES),)
    return Sheet(digest, () if problems else lines, problems)


def _separator(text: str) -> str:
    """The one that Excel names in its first line, or that gives the most columns we know."""
    first, _, _rest = text.partition("\n")
    if first.casefold().startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4:5]
    known = frozenset(COLUMNS)
    return max(SEPARATORS, key=lambda one: sum(name.strip(' "').casefold() in known for name in first.split(one)))


class _Unpaired(Exception):
    """Quotation marks that do not come in pairs, from ``line`` on."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins in; empty ones are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Unpaired(before + 1) from error
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells) and not (before == 0 and text[:4].casefold() == "sep="):
            yield before + 1, cells
        before = reader.line_num


def _wrong_columns(names: list[str], line: int) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in names:
            yield problem(line, "", COLUMN_MISSING, name=name)
    for name in dict.fromkeys(names):
        like = get_close_matches(name, COLUMNS, n=1)
        if name not in COLUMNS and like:
            yield problem(line, "", COLUMN_LIKE, name=name, known=like[0])
        elif name not in COLUMNS:
            yield Problem(line, "", COLUMN_UNKNOWN, (("name", name[:60]), ("known", ", ".join(COLUMNS))))
        elif names.count(name) > 1:
            yield problem(line, "", COLUMN_TWICE, name=name)


def _line(number: int, cells: list[str], names: list[str]) -> Line:
    cells = _trimmed(cells)
    broken = problem(number, "", CELLS, cells=len(cells), columns=len(names)) if len(cells) > len(names) else None
    return Line(number, dict(zip(names, cells, strict=False)), broken)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end that spreadsheets leave."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
