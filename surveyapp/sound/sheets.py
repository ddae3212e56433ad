"""The list for a person who records or signs: a number, what to say, where it is read, and the file's name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surveyapp.sound.clips import Clip, suffix
from surveyapp.sound.names import name_of

COLUMNS = ("number", "say this", "where it is read", "file", "now")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would reckon with a cell that begins like this."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence to record, or a question to sign, and the place on which it is met first."""

    number: int
    sentence: str
    place: str
    name: str


def wanted(language: str, said: Iterable[tuple[str, str]]) -> tuple[Wanted, ...]:
    """Numbered, from pairs of place and sentence."""
    return tuple(
        Wanted(number, sentence, place, name_of(language, sentence))
        for number, (place, sentence) in enumerate(said, start=1)
    )


def written(language: str, listed: Iterable[Wanted], known: Mapping[str, Clip]) -> bytes:
    """The list as CSV in UTF-8, with the mark by which spreadsheet programs know that."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, quoting=csv.QUOTE_ALL)
    sheet.writerow(COLUMNS)
    sheet.writerows(_rows(language, listed, known))
    return out.getvalue().encode("utf-8-sig")


def file_of(language: str, one: Wanted) -> str:
    """The name under which a recording is handed in: its number for people, the clip's name for the program."""
    return f"{one.number:03}-{one.name}{suffix(language)}"


def _rows(language: str, listed: Iterable[Wanted], known: Mapping[str, Clip]) -> Iterator[tuple[str, ...]]:
    for one in listed:
        clip = known.get(one.name)
        said = f" {one.sentence}" if one.sentence.startswith(FORMULA) else one.sentence
        yield str(one.number), said, one.place, file_of(language, one), str(clip.state) if clip else ""
