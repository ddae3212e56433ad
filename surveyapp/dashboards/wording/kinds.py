"""What each kind of comparison means, what a comparison would need, and what to ask where answers can say little."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import FEWEST_FOR_A_PERCENTAGE, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Result, Share, Suppressed

Words = tuple[str, str]
FEWEST_SHOWN = 10


def clear() -> Words:
    """A clear change: its title and what it means."""
    return _("Clear changes"), _("Even with all these comparisons, chance would hardly make a difference this large.")


def mix() -> Words:
    """The same of a difference that a different mix of children explains."""
    return _("The mix of children differs"), _("The answers differ, but so does the mix of children who answered.")


def nearly_all(year: str) -> Words:
    """The same where hardly anybody gave another answer."""
    means = _("Fewer than 5 gave another answer, now and in %(year)s. Each line says of how many.", year=year)
    return _("Hardly any other answers, both times"), means


def same() -> Words:
    """The same of what hardly changed."""
    return _("About the same"), _("The real difference is very likely less than 10 points either way.")


def unsure() -> Words:
    """The same of everything else."""
    return _("No clear change"), _("There may have been a change, but these numbers of answers can't show it.")


def too_few() -> str:
    """When answers are too few."""
    return _(
        "We compare only where at least %(fewest)s answered, both times. Here is what can still be said.",
        fewest=whole(FEWEST_FOR_A_PERCENTAGE),
    )


def not_shown() -> str:
    """Why what is hidden is not compared."""
    return _("A figure that could give somebody away is not shown, this time or the time before.")


def not_comparable() -> str:
    """What stands although the years cannot be compared."""
    return _("What children say this time still counts. It starts a new line, for next time to be compared with.")


def retired(year: str) -> str:
    """What was asked before alone."""
    return _("Asked in %(year)s, not this time. The older results keep what children said then.", year=year)


def needed(result: Result, now: str, then: str) -> str:
    """How many answered each time, and how many it takes."""
    counts = (_("%(year)s: %(heard)s", year=now, heard=_heard(result.now)), _then(result, then))
    return _("How many answered: %(counts)s.", counts="; ".join(filter(None, counts)))


def _then(result: Result, year: str) -> str:
    return "" if result.then is None else _("%(year)s: %(heard)s", year=year, heard=_heard(result.then))


def _heard(value: Share | Suppressed) -> str:
    if isinstance(value, Share):
        return whole(value.count.base)
    return _("fewer than %(fewest)s, or hidden to protect a smaller group", fewest=whole(FEWEST_SHOWN))


def ask() -> tuple[str, ...]:
    """What a panel can ask of officers, where too few answered to compare."""
    return (
        _("Who of these children was not reached, and why?"),
        _("What have they told you in other ways: on visits, at reviews, in their own groups?"),
        _("What would help more of them to answer next time?"),
    )
