"""What a translation must keep of its English: placeholders, line breaks, as many forms as the language counts by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.translations.catalogues import Key

PLACE = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|</?\w+[^>]*>|&\w+;")
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible signs that turn the reading direction; pages say their direction themselves."""


@dataclass(frozen=True, slots=True, order=True)
class Misfit:
    """What cannot be taken, and in which line of the file."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


def tidy(text: str) -> str:
    """The text in the one form in which Unicode writes each letter, with one kind of line break."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def misfits(key: Key, said: tuple[str, ...], plurals: int) -> Iterator[str]:
    """What is wrong with this translation; nothing where it can be taken."""
    _, one, many = key
    wanted = plurals if many else 1
    if len(said) != wanted:
        yield f"“{_short(one)}” needs {wanted} {'form' if wanted == 1 else 'forms'}, and there {_are(len(said))}"
        return
    if not all(said):
        yield f"“{_short(one)}” has {wanted} forms, and some are empty"
    for text in filter(None, said):
        yield from _text(one, many, text)


def _text(one: str, many: str, text: str) -> Iterator[str]:
    wanted, found = sorted(PLACE.findall(many or one)), sorted(PLACE.findall(text))
    if found != wanted and not (many and set(found) < set(wanted)):  # a form for one number may say it as a word
        yield f"“{_short(text)}” has {_listed(found)}, where the English has {_listed(wanted)}"
    if CONTROLS.search(text):
        yield f"“{_short(text)}” holds an invisible sign that turns the reading direction; take it out"
    if text.count("\n") != one.count("\n"):
        yield f"“{_short(text)}” has {text.count(chr(10)) + 1} lines, where the English has {one.count(chr(10)) + 1}"


def _listed(places: list[str]) -> str:
    return ", ".join(places) or "no placeholder"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number}"
