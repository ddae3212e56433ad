"""A catalogue as a spreadsheet, for people who translate and do not know gettext: one line for each sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from gettext import c2py
from hashlib import sha256

from babel.messages.catalog import Catalog, Message

from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Key
from surveyapp.translations.fitting import Misfit, tidy

COLUMNS = ("sentence", "where it is read", "English", "translation", "note")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would reckon with a cell that begins like this."""
MOST = 200
"""The numbers among which an example for a plural form is looked for."""
Given = Mapping[Key, tuple[tuple[str, ...], int]]
"""What a file says of each sentence, and in which line it says so first."""


def written(catalogue: Catalog) -> bytes:
    """The spreadsheet as CSV in UTF-8, with the mark by which spreadsheet programs know that."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, quoting=csv.QUOTE_ALL)
    sheet.writerow(COLUMNS)
    for message in catalogues.messages(catalogue):
        for row in _rows(message, catalogue):
            sheet.writerow(map(_safe, row))
    return out.getvalue().encode("utf-8-sig")


def given(content: bytes, catalogue: Catalog) -> tuple[Given, list[Misfit]]:
    """What a spreadsheet says, and what in it cannot be read."""
    known = {_name(catalogues.key(one)): one for one in catalogues.messages(catalogue)}
    found: dict[Key, dict[str, tuple[str, int]]] = {}
    problems: list[Misfit] = []
    try:
        rows = list(_read(content))
    except (ValueError, csv.Error) as error:
        return {}, [Misfit(1, f"this is no sheet that was exported here: {error}")]
    for line, row in rows:
        name, _, form = row[0].strip().partition(".")
        message = known.get(name)
        if message is None:
            problems.append(Misfit(line, f"there is no sentence “{row[0]}” in this catalogue any more"))
        elif tidy(row[2]) != tidy(_english(message, form)):
            problems.append(Misfit(line, f"the English is another now: “{_english(message, form)}”"))
        else:
            said = found.setdefault(catalogues.key(message), {})
            text = tidy(row[3])
            if form in said and said[form][0] != text:
                problems.append(Misfit(line, f"two translations for “{row[2]}”; the other is in line {said[form][1]}"))
            said.setdefault(form, (text, line))
    return {key: _forms(said) for key, said in found.items()}, problems


def example(catalogue: Catalog, form: int) -> str:
    """Numbers that a plural form is used with."""
    choose = c2py(catalogue.plural_expr)
    fits = [str(number) for number in range(MOST) if choose(number) == form]
    return ", ".join(fits[:4]) + (", …" if len(fits) > 4 else "")


def _rows(message: Message, catalogue: Catalog) -> Iterator[tuple[str, str, str, str, str]]:
    name, many = _name(catalogues.key(message)), isinstance(message.id, tuple)
    where = message.context or " ".join(file for file, _ in message.locations)
    for number, text in enumerate(catalogues.forms(message), 1):
        form = str(number) if many else ""
        note = [f"for {example(catalogue, number - 1)}"] if many else []
        full = f"{name}.{form}" if many else name
        yield full, where, _english(message, form), text, " ".join((*note, *message.user_comments))


def _english(message: Message, form: str) -> str:
    one, many = message.id if isinstance(message.id, tuple) else (message.id, "")
    return str(many if form not in ("", "1") else one)


def _forms(said: Mapping[str, tuple[str, int]]) -> tuple[tuple[str, ...], int]:
    texts = tuple(said[form][0] for form in sorted(said))
    return texts, min(line for _, line in said.values())


def _read(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every line with its number, whatever sign a spreadsheet program put between its cells."""
    text = content.decode("utf-8-sig")
    between = max(",;\t", key=text.partition("\n")[0].count)
    sheet = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    if tuple(cell.strip() for cell in next(sheet, ())) != COLUMNS:
        raise ValueError(f"its first line must be {', '.join(COLUMNS)}")
    for row in sheet:
        if any(map(str.strip, row)):
            yield sheet.line_num, [_plain(cell) for cell in (*row, "", "", "", "", "")][: len(COLUMNS)]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _name(key: Key) -> str:
    """Short, the same as long as the English is, and never a number to a spreadsheet."""
    return f"s{sha256(chr(0).join(key).encode()).hexdigest()[:8]}"
