"""Labels of figures beside ours: identical words and overlapping ages alone, adjusted over all of a release's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveyapp.analysis.benchmarks import Figure, compare, difference, difference_p
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.multiple import benjamini_hochberg
from surveyapp.releases.model import ContextFigure, Label, Origin, Wording
from surveyapp.releases.shown import bounded, span

TURNED = {
    Label.CLEARLY_BETTER: Label.CLEARLY_WORSE,
    Label.CLEARLY_WORSE: Label.CLEARLY_BETTER,
    Label.POSSIBLY_BETTER: Label.POSSIBLY_WORSE,
    Label.POSSIBLY_WORSE: Label.POSSIBLY_BETTER,
}
"""More bad answers are worse."""
NOT_FIRM = {Label.CLEARLY_BETTER: Label.POSSIBLY_BETTER, Label.CLEARLY_WORSE: Label.POSSIBLY_WORSE}
"""An earlier report lacks what a mix of children is standardised by, so the best label is possible."""


def labelled(figures: Sequence[ContextFigure]) -> tuple[ContextFigure, ...]:
    """The figures, those that may be compared with their difference and label."""
    known = {place: ours for place, figure in enumerate(figures) if (ours := _compared(figure)) is not None}
    p_values = [difference_p(ours, _theirs(figures[place])) for place, ours in known.items()]
    q_values = dict(zip(known, benjamini_hochberg(p_values), strict=True))
    return tuple(
        _labelled(figure, known[place], q_values[place]) if place in known else figure
        for place, figure in enumerate(figures)
    )


def _compared(figure: ContextFigure) -> Bounded | None:
    """Our count, where the words are the same and it is shown; None where the figure is context only."""
    return bounded(figure.ours) if figure.wording is Wording.IDENTICAL else None


def _labelled(figure: ContextFigure, ours: Bounded, q: float) -> ContextFigure:
    """One figure with its label; ours minus theirs at 95 %."""
    label = Label(compare(ours, _theirs(figure), q=q).value)
    if figure.bad:
        label = TURNED.get(label, label)
    if figure.origin is Origin.EARLIER:
        label = NOT_FIRM.get(label, label)
    return replace(figure, difference=span(difference(ours, _theirs(figure), confidence=0.95)), label=label)


def _theirs(figure: ContextFigure) -> Figure:
    """The figure as numbers."""
    return Figure(figure.share, figure.base)
