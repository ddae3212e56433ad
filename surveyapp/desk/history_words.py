"""What the desk says of a file of earlier figures, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext, pgettext

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Bank
from surveyapp.history.checks import Row
from surveyapp.history.preview import Preview
from surveyapp.history.problems import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """One line as the page shows it: each reason with the column it is about, if it is about one.

    ``because`` says why it is context only, if it is, and where it is ``unseen`` why no page shows it; ``counts`` which
    answers our indicator of that name counts.
    """

    name: str
    says: str
    numbers: str
    reasons: tuple[tuple[str, str], ...]
    because: str
    unseen: bool
    counts: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A preview as the page shows it; ``figures`` is how many can be brought in."""

    refused: tuple[Told, ...]
    warned: tuple[Told, ...]
    taken: tuple[Told, ...]
    unseen: tuple[Told, ...]
    figures: int
    context_only: int


def told(looked: Preview, bank: Bank) -> Outcome:
    """The outcome of looking at a file."""
    refused, warned, taken, unseen = (
        tuple(_line(row, bank) for row in rows) for rows in (looked.refused, looked.warned, looked.taken, looked.unseen)
    )
    context = sum(figure.context_only for _line, figure in looked.figures)
    return Outcome(refused, warned, taken, unseen, len(looked.figures), context)


def sentence(problem: Problem) -> str:
    """A problem's sentence."""
    return str(gettext(problem.says, **dict(problem.facts)))


def whole(problem: Problem) -> str:
    """A problem of the whole file, with its line if it has one."""
    said = sentence(problem)
    return str(gettext("Line %(line)d: %(problem)s", line=problem.line, problem=said)) if problem.line else said


def _line(row: Row, bank: Bank) -> Told:
    about = {"line": row.line, "id": row.id}
    name = gettext("Line %(line)d, %(id)s", **about) if row.id else gettext("Line %(line)d", **about)
    reasons = tuple((problem.column, sentence(problem)) for problem in (*row.refusals, *row.warnings))
    because = " ".join(map(sentence, row.because))
    return Told(str(name), row.says, row.numbers, reasons, because, row.unseen, _counts(row, bank))


def _counts(row: Row, bank: Bank) -> str:
    """What our indicator counts, so that somebody can see that the figure counts the same."""
    indicator = bank.indicators.get(row.figure.indicator) if row.figure else None
    if indicator is None:
        return ""
    title, means = (pgettext(context_of(indicator), text) for text in (indicator.title, indicator.means))
    return str(gettext("Counted as “%(title)s”: who %(means)s.", title=title, means=means))
