"""Making numbers and words of one line's cells, and noting everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from surveyapp.history.fitting import Printed
from surveyapp.history.model import EVERYBODY, Kind, Wording
from surveyapp.history.problems import N_, Fact, Problem, problem
from surveyapp.history.reading import Line
from surveyapp.history.template import EXAMPLE

EARLIEST = 1990
MOST = 1_000_000
SLIP = 0.88
KINDS: Mapping[str, Kind] = {
    "result": Kind.RESULT,
    "responses": Kind.RESPONSE,
    "response": Kind.RESPONSE,
    "response rate": Kind.RESPONSE,
}
WORDINGS: Mapping[str, Wording] = {
    "": Wording.UNKNOWN,
    "unknown": Wording.UNKNOWN,
    "same": Wording.SAME,
    "identical": Wording.SAME,
    "different": Wording.DIFFERENT,
}
MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MADE_A_DATE = re.compile(
    rf"\d{{1,2}}[-/ ]?({MONTH})[a-z]*|({MONTH})[a-z]*[-/ ]?\d{{1,4}}|\d{{1,4}}[/.]\d{{1,2}}([/.]\d{{1,4}})?"
    r"|\d{4}-\d{2}-\d{2}.*",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\d{1,3}([ ,.]\d{3})+|\d{1,9}")
PER_CENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))? ?%?")
AGES = re.compile(r"(\d{1,2}) ?(?:[-–—]|to) ?(\d{1,2})")

MADE_UP = N_("This is the made-up line of the empty form. Take it out, or write a figure of yours and another id.")
TOO_LONG = N_("This text is longer than %(most)d signs. Make it shorter.")
NOT_WHOLE = N_("“%(word)s” is no whole number. Write it in figures, such as 24, or leave it empty.")
NONE_OF_NONE = N_("Nobody to count. Leave it empty if the number is not known.")
NOT_PER_CENT = N_("“%(word)s” is no percentage. Write a number from 0 to 100, such as 71 or 70.9, or leave it empty.")
YEAR_MISSING = N_("The year is missing. Write the year in which people answered, such as 2022.")
NOT_A_YEAR = N_("“%(word)s” is no year. Write the one year in which people answered, such as 2022.")
FUTURE = N_("The year %(year)d is still to come. Write the year in which people answered.")
TOO_EARLY = N_("The year %(year)d is too long ago to be right. Write the year in which people answered.")
KIND_MISSING = N_("The kind is missing. Write one of these, in English: %(known)s.")
NO_KIND = N_("“%(word)s” is no kind. Write one of these, in English: %(known)s.")
NO_WORDING = N_("“%(word)s” says nothing about the wording. Write one of these, in English: %(known)s.")
BAND_MISSING = N_("The age band is missing. Write it as the report does, or “%(all)s” for all ages together.")
BAND_IS_A_DATE = N_(
    "“%(word)s” is a date: your spreadsheet has made one out of the ages. Set the column to “Text”, and write the ages "
    "again, such as 8-11."
)
BAND_BACKWARDS = N_("The ages in “%(word)s” run backwards. Write the younger one first.")
INDICATOR_MISSING = N_("It is not said what was asked. Write the indicator, or in short what the report calls it.")
ASKED_IN_RESPONSES = N_(
    "“%(word)s” was asked, but the kind says that this line is about how many answered. Write “result” under kind, or "
    "leave the indicator empty."
)


class Cells:
    """One line's cells. It keeps ``wrong``, so that every mistake of a line is told at once."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.wrong: list[Problem] = [line.broken] if line.broken else []

    def __getitem__(self, column: str) -> str:
        return self.line.cells.get(column, "")

    def note(self, column: str, says: str, **facts: Fact) -> None:
        """Write down a mistake."""
        self.wrong.append(problem(self.line.number, column, says, **facts))

    def id(self) -> str:
        """The line's name."""
        if self["id"].casefold() == EXAMPLE:
            self.note("id", MADE_UP)
        return self.text("id", 40)

    def text(self, column: str, most: int) -> str:
        """A text of at most so many signs."""
        if len(self[column]) > most:
            self.note(column, TOO_LONG, most=most)
        return self[column][:most]

    def whole(self, column: str, *, least: int = 0) -> int | None:
        """A count; None where it is empty or wrong. Thousands may be set apart."""
        written = self[column]
        if not written:
            return None
        number = int(re.sub(r"\D", "", written)) if WHOLE.fullmatch(written) and written.isascii() else MOST + 1
        if number > MOST:
            self.note(column, NOT_WHOLE, word=written)
            return None
        if number < least:
            self.note(column, NONE_OF_NONE)
            return None
        return number

    def percent(self) -> Printed | None:
        """The percentage with as many decimals as were written; None where it is empty or wrong."""
        written = self["percent"]
        found = PER_CENT.fullmatch(written) if written.isascii() else None
        if found is not None:
            decimals = found[2] or ""
            printed = Printed(Fraction(f"{found[1]}.{decimals or 0}"), len(decimals))
            if printed.percent <= 100:
                return printed
        if written:
            self.note("percent", NOT_PER_CENT, word=written)
        return None

    def year(self, today: date) -> int:
        """The year; 0 where it is missing or wrong."""
        written = self["year"]
        if not (len(written) == 4 and written.isascii() and written.isdigit()):
            self.note("year", NOT_A_YEAR if written else YEAR_MISSING, word=written)
            return 0
        year = int(written)
        if year > today.year or year < EARLIEST:
            self.note("year", FUTURE if year > today.year else TOO_EARLY, year=year)
            return 0
        return year

    def kind(self) -> Kind:
        """What the figure tells; a result where it is missing or wrong."""
        written = self["kind"].casefold().replace("_", " ")
        if written not in KINDS:
            known = ", ".join(one for one in KINDS if one != "response")
            self.note("kind", NO_KIND if written else KIND_MISSING, word=self["kind"], known=known)
        return KINDS.get(written, Kind.RESULT)

    def wording(self) -> Wording:
        """Whether the question was ours."""
        written = self["wording"].casefold()
        if written not in WORDINGS:
            self.note("wording", NO_WORDING, word=self["wording"], known=", ".join(Wording))
        return WORDINGS.get(written, Wording.UNKNOWN)

    def band(self) -> str:
        """The age band as written, ages with a plain hyphen; "" where it is missing or wrong."""
        written = self.text("band", 60)
        ages = AGES.fullmatch(written)
        if ages is not None and int(ages[1]) > int(ages[2]):
            self.note("band", BAND_BACKWARDS, word=written)
        elif ages is not None:
            return f"{int(ages[1])}-{int(ages[2])}"
        elif MADE_A_DATE.fullmatch(written):
            self.note("band", BAND_IS_A_DATE, word=written)
        elif not written:
            self.note("band", BAND_MISSING, all=EVERYBODY)
        else:
            return EVERYBODY if written.casefold() == EVERYBODY else written
        return ""

    def indicator(self) -> str:
        """What was asked, as written."""
        written = self.text("indicator", 200)
        if not written:
            self.note("indicator", INDICATOR_MISSING)
        return written

    def nothing_asked(self) -> str:
        """What a line about responses asks: nothing, at most its kind once more."""
        if self["indicator"].casefold().replace("_", " ") not in ("", *KINDS):
            self.note("indicator", ASKED_IN_RESPONSES, word=self["indicator"])
        return ""

    def close(self, column: str, known: Mapping[str, str]) -> str | None:
        """The known id whose id or title is what is written but for a slip; None where none is.

        Never with a word more or less: "low life satisfaction" counts other answers than "life satisfaction".
        """
        written = self[column].casefold()
        if AGES.fullmatch(written):
            return None
        names = {name.casefold(): id for id, title in known.items() for name in (id, title)}
        alike = [name for name in names if _words(name) == _words(written)]
        like = get_close_matches(written, alike, n=1, cutoff=SLIP)
        return names[like[0]] if like else None


def _words(text: str) -> int:
    return len(text.replace("_", " ").split())
