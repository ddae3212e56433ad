"""What would become of every line of a file, before anything is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from surveyapp.history.checks import Row, check
from surveyapp.history.known import Known
from surveyapp.history.model import Earlier
from surveyapp.history.problems import N_, Problem, problem
from surveyapp.history.reading import Sheet

Place = tuple[str, str, int, str, str]

TWICE = N_("The same figure stands in line %(other)d too. Leave one of the two out.")
TWICE_OTHERWISE = N_(
    "Line %(other)d gives other numbers for the same figure. Look into the report, and leave the wrong line out."
)
ID_TWICE = N_("Line %(other)d is called %(id)s too. Give each line a name of its own.")
HERE_ALREADY = N_("This figure is here already, from “%(name)s”.")
HERE_OTHERWISE = N_(
    "“%(name)s” gives other numbers for the same figure. Remove it first, or bring this file in instead of it."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure that is here already, with the name of the import it came with."""

    figure: Earlier
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Every line's fate. ``problems`` are of the whole file: then it has no rows."""

    digest: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def taken(self) -> tuple[Row, ...]:
        """The lines with which all is well, also those that are context only."""
        return tuple(row for row in self.rows if row.figure and not row.warnings and not row.unseen)

    @property
    def unseen(self) -> tuple[Row, ...]:
        """The lines that can be brought in, but whose figures no page will show."""
        return tuple(row for row in self.rows if row.figure and not row.warnings and row.unseen)

    @property
    def warned(self) -> tuple[Row, ...]:
        """The lines that can be brought in and have something to look at."""
        return tuple(row for row in self.rows if row.figure and row.warnings)

    @property
    def refused(self) -> tuple[Row, ...]:
        """The lines that cannot be brought in."""
        return tuple(row for row in self.rows if row.figure is None)

    @property
    def figures(self) -> tuple[tuple[int, Earlier], ...]:
        """What would be kept: line and figure."""
        return tuple((row.line, row.figure) for row in self.rows if row.figure)

    @property
    def mark(self) -> str:
        """The same for two previews that say the same."""
        return sha256(repr((self.digest, self.rows, self.problems)).encode()).hexdigest()


def place(figure: Earlier) -> Place:
    """What a figure is a figure of; nothing can be told of it twice."""
    return figure.kind, figure.place.casefold(), figure.year, figure.band.casefold(), figure.indicator.casefold()


def preview(sheet: Sheet, known: Known, standing: Mapping[Place, Standing]) -> Preview:
    """Check a file's lines one by one, then against each other and against what is here already."""
    rows = tuple(check(line, known) for line in sheet.lines)
    rows = _each_once(_named_once(rows))
    return Preview(sheet.digest, tuple(_not_here_yet(row, standing) for row in rows), sheet.problems)


def _named_once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    first: dict[str, int] = {}
    named = []
    for row in rows:
        other = first.setdefault(row.id.casefold(), row.line)
        told = problem(row.line, "id", ID_TWICE, other=other, id=row.id)
        twice = bool(row.id) and other != row.line and row.figure is not None
        named.append(replace(row, warnings=(*row.warnings, told)) if twice else row)
    return tuple(named)


def _each_once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A figure written twice is taken once; where the two differ nobody here knows which is right."""
    first: dict[Place, Row] = {}
    differ = Counter[Place]()
    for row in rows:
        if row.figure is not None:
            kept = first.setdefault(place(row.figure), row).figure
            differ[place(row.figure)] += kept is not None and not _same(kept, row.figure)
    return tuple(_once(row, rows, first, differ) for row in rows)


def _once(row: Row, rows: tuple[Row, ...], first: Mapping[Place, Row], differ: Counter[Place]) -> Row:
    if row.figure is None:
        return row
    at = place(row.figure)
    if differ[at]:
        others = (one.line for one in rows if one.figure and one.line != row.line and place(one.figure) == at)
        return row.refused(problem(row.line, "", TWICE_OTHERWISE, other=next(others)))
    if first[at].line != row.line:
        return row.refused(problem(row.line, "", TWICE, other=first[at].line))
    return row


def _not_here_yet(row: Row, standing: Mapping[Place, Standing]) -> Row:
    there = standing.get(place(row.figure)) if row.figure else None
    if row.figure is None or there is None:
        return row
    says = HERE_ALREADY if _same(there.figure, row.figure) else HERE_OTHERWISE
    return row.refused(problem(row.line, "", says, name=there.name))


def _same(one: Earlier, other: Earlier) -> bool:
    """Whether two figures say the same numbers; what is noted of them may differ."""
    plain = [(each.positive, each.base, each.percent, each.eligible) for each in (one, other)]
    return plain[0] == plain[1]
