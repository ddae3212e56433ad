"""Figures of other surveys and of earlier reports, said as background: whose, when, of whom, and how near to ours."""

from __future__ import annotations

from surveyapp.dashboards.wording import changes, texts
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import ContextFigure, Label, Origin, Question, Wording


def named(figure: ContextFigure) -> str:
    """Whose figure, and when: "Children in the whole country, 2020"."""
    group = _(figure.group)
    return _("%(group)s, %(year)s", group=group[:1].upper() + group[1:], year=str(figure.year))


def share(figure: ContextFigure) -> str:
    """The percentage."""
    return _("%(share)s%%", share=whole(percent(figure.share)))


def of_whom(figure: ContextFigure) -> str:
    """The ages, and of how many where that was printed: "ages 10 to 15, of 2,400 who answered"."""
    base = _("of %(base)s who answered", base=whole(figure.base)) if figure.base else _("number of answers not given")
    return "; ".join(filter(None, (_ages(figure), base)))


def _ages(figure: ContextFigure) -> str:
    if not figure.ages:
        return ""
    first, last = figure.ages[0], figure.ages[-1]
    if first == last:
        return _("age %(age)s", age=str(first))
    return _("ages %(first)s to %(last)s", first=str(first), last=str(last))


def nearness(figure: ContextFigure) -> str:
    """How near the question was, in two or three words."""
    return {
        Wording.IDENTICAL: lambda: _("the same question"),
        Wording.NEAR: lambda: _("a question like ours"),
        Wording.DIFFERENT: lambda: _("another question"),
    }[figure.wording]()


def age_of_figure(figure: ContextFigure) -> str:
    """A mark for an old figure; empty for one of the last three years."""
    return _("More than 3 years old") if figure.dated else ""


def explained(figure: ContextFigure, questions: tuple[Question, ...] = ()) -> tuple[str, ...]:
    """What a reader must know of the figure: what it counts, how far it can be set beside ours, where it is from.

    ``questions`` are ours, whose answers it counts in their words.
    """
    told = (_caution(figure), _label(figure), _old(figure), _counted(figure, questions), _source(figure))
    return tuple(filter(None, told))


def _caution(figure: ContextFigure) -> str:
    if figure.label:
        return _("The question was the same, so the two can be compared.")
    return {
        Wording.IDENTICAL: lambda: _("The question was the same, but other things differ. Read it as background."),
        Wording.NEAR: lambda: _("The question was like ours, but not the same. Read it as background only."),
        Wording.DIFFERENT: lambda: _("The question was another one. Read it as background only."),
    }[figure.wording]()


def _label(figure: ContextFigure) -> str:
    if figure.label is None or figure.label in changes.INCOMPARABLE:
        return ""
    said = {
        Label.CLEARLY_BETTER: lambda: _("Here it is clearly better."),
        Label.CLEARLY_WORSE: lambda: _("Here it is clearly worse."),
        Label.POSSIBLY_BETTER: lambda: _("Here it is possibly better, but this is not firm."),
        Label.POSSIBLY_WORSE: lambda: _("Here it is possibly worse, but this is not firm."),
        Label.ABOUT_THE_SAME: lambda: _("Here it is close to that."),
    }.get(figure.label, lambda: _("There is no clear difference."))()
    if figure.difference is None:
        return said
    span = _("The real difference is likely within this range: %(range)s.", range=changes.short(figure.difference))
    return f"{said} {span}"


def _old(figure: ContextFigure) -> str:
    if not figure.dated:
        return ""
    return _("The figure is more than three years older than this survey; things may have changed since.")


def _counted(figure: ContextFigure, questions: tuple[Question, ...]) -> str:
    if not figure.counted:
        return ""
    return _("Answers counted: %(answers)s.", answers="; ".join(texts.answers(questions, figure.counted)))


def _source(figure: ContextFigure) -> str:
    source = f"{figure.source}, {figure.address}" if figure.address else figure.source
    if figure.origin is Origin.EARLIER:
        return _("From an earlier report: %(source)s.", source=source)
    return _("Source: %(source)s.", source=source)
