"""Numbers written down before there is a wave: lines of a CSV, read whole, with every problem at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveyapp.definition.model import Breakdown, Instrument
from surveyapp.history.problems import N_, Problem, problem
from surveyapp.opening.partitions import asks

COLUMNS = ("band", "breakdown", "group", "eligible", "response", "answers")
MOST = 5_000
"""More children of one band than any authority has."""
LONGEST = 64 * 1024
Breakdowns = Mapping[str, Breakdown]
Instruments = Mapping[str, Instrument]

TOO_LONG = N_("That is too long. Write one line for each age band, and one for each group of it.")
NOT_LINES = N_("This line cannot be read. Write: age band, breakdown, group, number.")
UNKNOWN_COLUMN = N_("“%(name)s” is no column we know; the columns are: %(known)s.")
UNKNOWN_BAND = N_("“%(name)s” is no age band that is asked. Write one of: %(known)s.")
UNKNOWN_BREAKDOWN = N_("“%(name)s” is nothing that %(band)s is asked. Write one of: %(known)s.")
UNKNOWN_GROUP = N_("“%(name)s” is no group of “%(breakdown)s”. Write one of: %(known)s.")
NO_NUMBER = N_("“%(written)s” is no whole number from 0 to %(most)d.")
NO_SHARE = N_("“%(written)s” is no number from 0 to 100: how many of 100 children will answer?")
TOO_MANY_ANSWERS = N_("%(answers)d answers are more than the %(eligible)d children who may answer.")
GUESSED_TWICE = N_("Guess how many of 100 answer, or how many answers come; not both.")
GROUP_GUESSED = N_("A guess is made for a whole age band. Take it out of the line of a group.")
TWICE = N_("This stands here twice. Take one out.")
NO_BAND_LINE = N_("Say first how many children of %(band)s may answer, in a line without a group.")
ADDS_UP = N_("The groups of “%(breakdown)s” add up to %(given)d, and %(eligible)d children of %(band)s may answer.")
NOBODY = N_("Say for at least one age band how many children may answer.")


class NumbersRejected(Exception):
    """What was written down cannot be reckoned with; every problem is told."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"line {one.line}: {one}" if one.line else str(one) for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Who may answer, by band, and by band, breakdown and group; of some bands, the share that is guessed to."""

    eligible: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    response: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """Numbers while they are read."""

    instruments: Instruments
    breakdowns: Breakdowns
    eligible: dict[str, int] = field(default_factory=dict)
    groups: dict[tuple[str, str, str], int] = field(default_factory=dict)
    response: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, says: str, **facts: str | int) -> None:
        """Remember a problem."""
        self.problems.append(problem(line, "", says, **facts))


def read(text: str, instruments: Instruments, breakdowns: Breakdowns, *, known: Numbers | None = None) -> Numbers:
    """The numbers in these lines, added to those ``known``. Raises NumbersRejected.

    A first line may name the columns; without one they stand as in COLUMNS. Only groups that are written here must add
    up to their band: those known are shares of it.
    """
    already = known or Numbers()
    reading = _Reading(instruments, breakdowns, dict(already.eligible), dict(already.groups), dict(already.response))
    if len(text) > LONGEST:
        reading.wrong(0, TOO_LONG)
    else:
        for line, cells in _lines(text, reading):
            _line(reading, line, cells)
        reading.problems += _sums(reading, already)
    if not reading.problems and not any(reading.eligible.values()):
        reading.wrong(0, NOBODY)
    if reading.problems:
        raise NumbersRejected(reading.problems)
    return Numbers(reading.eligible, reading.groups, reading.response)


def _lines(text: str, reading: _Reading) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's texts by column."""
    names: Sequence[str] = COLUMNS
    separator = max(",;\t", key=text.partition("\n")[0].count)
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        try:
            cells = [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=separator, strict=True), [])]
        except csv.Error:
            reading.wrong(number, NOT_LINES)
            continue
        if number == 1 and cells and cells[0].casefold() == COLUMNS[0]:
            names = [cell.casefold() for cell in cells]
            for name in names:
                if name not in COLUMNS:
                    reading.wrong(1, UNKNOWN_COLUMN, name=name, known=", ".join(COLUMNS))
        elif any(cells) and (len(cells) > len(names) or len(cells) < 2):
            reading.wrong(number, NOT_LINES)
        elif any(cells):
            yield number, dict.fromkeys(COLUMNS, "") | dict(zip(names, cells, strict=False))


def _line(reading: _Reading, line: int, cells: Mapping[str, str]) -> None:
    band = _named(cells["band"], {one.band.id: one.band.title for one in reading.instruments.values()})
    if band is None:
        reading.wrong(line, UNKNOWN_BAND, name=cells["band"], known=", ".join(reading.instruments))
        return
    number = _whole(cells["eligible"])
    if number is None:
        reading.wrong(line, NO_NUMBER, written=cells["eligible"], most=MOST)
    elif cells["breakdown"] or cells["group"]:
        _group(reading, line, band, cells, number)
    elif band in reading.eligible:
        reading.wrong(line, TWICE)
    else:
        reading.eligible[band] = number
        _guess(reading, line, band, cells, number)


def _guess(reading: _Reading, line: int, band: str, cells: Mapping[str, str], eligible: int) -> None:
    if cells["response"] and cells["answers"]:
        reading.wrong(line, GUESSED_TWICE)
    elif cells["response"]:
        share = share_of(cells["response"])
        if share is None:
            reading.wrong(line, NO_SHARE, written=cells["response"])
        else:
            reading.response[band] = share
    elif cells["answers"]:
        answers = _whole(cells["answers"])
        if answers is None:
            reading.wrong(line, NO_NUMBER, written=cells["answers"], most=MOST)
        elif answers > eligible:
            reading.wrong(line, TOO_MANY_ANSWERS, answers=answers, eligible=eligible)
        elif eligible:
            reading.response[band] = answers / eligible


def _group(reading: _Reading, line: int, band: str, cells: Mapping[str, str], number: int) -> None:
    instrument = reading.instruments[band]
    asked = {id: one for id, one in reading.breakdowns.items() if asks(instrument, one)}
    breakdown = _named(cells["breakdown"], {id: one.title for id, one in asked.items()})
    if breakdown is None:
        reading.wrong(line, UNKNOWN_BREAKDOWN, name=cells["breakdown"], band=band, known=", ".join(asked))
        return
    values = {value.id: value.text for value in asked[breakdown].values}
    group = _named(cells["group"], values)
    if group is None:
        reading.wrong(line, UNKNOWN_GROUP, name=cells["group"], breakdown=breakdown, known=", ".join(values))
    elif cells["response"] or cells["answers"]:
        reading.wrong(line, GROUP_GUESSED)
    elif (band, breakdown, group) in reading.groups:
        reading.wrong(line, TWICE)
    else:
        reading.groups[band, breakdown, group] = number


def _sums(reading: _Reading, known: Numbers) -> Iterator[Problem]:
    """Groups that do not add up to their band."""
    written = [key for key in reading.groups if key not in known.groups]
    for band, breakdown in dict.fromkeys((band, breakdown) for band, breakdown, _ in written):
        given = sum(n for key, n in reading.groups.items() if key[:2] == (band, breakdown))
        if band not in reading.eligible:
            yield problem(0, "", NO_BAND_LINE, band=band)
        elif given != reading.eligible[band]:
            eligible = reading.eligible[band]
            yield problem(0, "", ADDS_UP, breakdown=breakdown, given=given, eligible=eligible, band=band)


def share_of(written: str) -> float | None:
    """A number from 0 to 100, with or without a per cent sign, as a share."""
    try:
        number = float(written.strip().removesuffix("%"))
    except ValueError:
        return None
    return number / 100 if 0 <= number <= 100 else None


def _whole(written: str) -> int | None:
    digits = written.isascii() and written.isdigit() and len(written) < 9
    return int(written) if digits and int(written) <= MOST else None


def _named(written: str, known: Mapping[str, str]) -> str | None:
    """The id of what was meant by its id or its title."""
    folded = {id.casefold(): id for id in known} | {title.casefold(): id for id, title in known.items()}
    return folded.get(written.casefold())
