"""Making a figure of a line, or saying everything that stands against it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from surveyapp.history.cells import Cells
from surveyapp.history.context import why_context
from surveyapp.history.contradictions import contradictions
from surveyapp.history.doubts import doubts, overtaken
from surveyapp.history.fitting import Printed, counts
from surveyapp.history.known import Known, id_of
from surveyapp.history.model import Earlier, Kind
from surveyapp.history.problems import Problem, short
from surveyapp.history.reading import Line


@dataclass(frozen=True, slots=True)
class Row:
    """One line and what becomes of it; ``figure`` is None where it is refused.

    ``warnings`` are to be looked at; ``because`` says why the figure is context only, and where it is ``unseen`` why no
    page shows it. ``says`` and ``numbers`` are the line as it was written, in short.
    """

    line: int
    id: str
    says: str
    numbers: str
    figure: Earlier | None
    refusals: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    because: tuple[Problem, ...] = ()
    unseen: bool = False

    def refused(self, why: Problem) -> Row:
        """The same line, refused."""
        return replace(self, figure=None, refusals=(*self.refusals, why), warnings=(), because=(), unseen=False)


def check(line: Line, known: Known) -> Row:
    """Read one line and say everything that is wrong with it."""
    cells = Cells(line)
    printed = cells.percent()
    figure = _figure(cells, printed, known)
    row = Row(line.number, cells.id(), _says(cells), _numbers(cells), None)
    against = tuple(cells.wrong) or tuple(contradictions(figure, printed, line.number))
    if against:
        return replace(row, refusals=against)
    warnings = tuple(doubts(cells, figure, printed, known))
    figure = _without_a_base_of_others(figure, printed)
    because = tuple(why_context(figure, printed, line.number, known))
    figure = replace(figure, context_only=bool(because))
    warnings += tuple(overtaken(figure, line.number, known))
    return replace(row, figure=figure, warnings=warnings, because=because, unseen=_unseen(figure, known))


def _figure(cells: Cells, printed: Printed | None, known: Known) -> Earlier:
    """The figure as it is written; where ``cells`` noted something wrong it is of no use."""
    kind, place = cells.kind(), cells.text("place", 200)
    own = place.casefold() in ("", known.authority.casefold(), known.title.casefold())
    return Earlier(
        kind=kind,
        place=known.title if own else place,
        year=cells.year(known.today),
        band=id_of(cells.band(), known.bands),
        indicator=id_of(cells.indicator(), known.indicators) if kind is Kind.RESULT else cells.nothing_asked(),
        positive=cells.whole("positive"),
        base=cells.whole("base", least=1),
        percent=float(printed.percent) if printed else None,
        eligible=cells.whole("eligible", least=1),
        wording=cells.wording(),
        note=cells.text("note", 500),
        source=cells.text("source", 500),
        own=own,
    )


def _without_a_base_of_others(figure: Earlier, printed: Printed | None) -> Earlier:
    """A base of which no count fits is not this question's; in responses, the count itself says what a base would."""
    if figure.kind is Kind.RESPONSE:
        return replace(figure, base=None)
    if figure.base is not None and printed is not None and not counts(figure.base, printed):
        return replace(figure, base=None)
    return figure


def _unseen(figure: Earlier, known: Known) -> bool:
    """Whether no page has a place for it: a rate that is on no line, an answer to what we do not ask."""
    return figure.context_only if figure.kind is Kind.RESPONSE else not known.asks(figure)


def _says(cells: Cells) -> str:
    return " · ".join(filter(None, (short(cells[name]) for name in ("indicator", "place", "year", "band"))))


def _numbers(cells: Cells) -> str:
    written = ((name, cells[name]) for name in ("positive", "base", "percent", "eligible"))
    return " · ".join(f"{name} {short(number)}" for name, number in written if number)
