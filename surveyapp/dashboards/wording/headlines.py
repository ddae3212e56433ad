"""Headlines that are findings, and the sentences under them."""

from __future__ import annotations

from surveyapp.dashboards import findings
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.wording import texts, together, years
from surveyapp.dashboards.wording.changes import CLEAR
from surveyapp.dashboards.wording.numbers import FEWEST_FOR_A_PERCENTAGE, percent, tenths, whole
from surveyapp.dashboards.wording.shares import NEARLY
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import IndicatorResult, Label, Release, Share, Shown, Suppressed


def of_release(release: Release) -> str:
    """What the first page says first: a clear change if there is one, else what stands out, else that nothing does."""
    changed = findings.clear(release)
    if changed:
        return _of_changes(release, changed)
    strengths, worries = findings.surest_strengths(release), findings.surest_worries(release)
    nothing = few_answered(release) or _("Nothing stands out as a strength or a worry")
    return _of_standing(release, strengths, worries) or nothing


def of_domain(release: Release, title: str, found: tuple[Finding, ...]) -> str:
    """A domain and what its page says first: the same, of these findings alone; the bare name where nothing does."""
    changed = tuple(one for one in found if release.previous and one.result.change.label in CLEAR)
    strengths = findings.surest(tuple(filter(findings.is_strength, found)))
    worries = findings.surest(tuple(filter(findings.is_worry, found)))
    said = _of_changes(release, changed) if changed else _of_standing(release, strengths, worries)
    return _("%(domain)s: %(finding)s", domain=title, finding=said) if said else title


def named(release: Release) -> tuple[Finding, ...]:
    """The findings that the first page's headline names."""
    worse, better = _first_changes(findings.clear(release))
    found = better + worse
    if not found:
        found = findings.surest_strengths(release)[:1] + findings.surest_worries(release)[:1]
    return found


def _first_changes(
    changed: tuple[Finding, ...],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    worse = tuple(one for one in changed if one.result.change.label is Label.CLEARLY_WORSE)
    better = tuple(one for one in changed if one.result.change.label is Label.CLEARLY_BETTER)
    return worse[:1], better[:1]


def _of_changes(release: Release, changed: tuple[Finding, ...]) -> str:
    worse, better = _first_changes(changed)
    year = years.then(release)
    if worse and better:
        return _(
            "Since %(year)s, %(better)s is clearly better and %(worse)s clearly worse",
            year=year,
            better=_about(release, better[0]),
            worse=_about(release, worse[0]),
        )
    if worse:
        return _("%(title)s is clearly worse than in %(year)s", title=_about(release, worse[0]), year=year)
    return _("%(title)s is clearly better than in %(year)s", title=_about(release, better[0]), year=year)


def _of_standing(release: Release, strengths: tuple[Finding, ...], worries: tuple[Finding, ...]) -> str:
    if strengths and worries:
        return _(
            "%(strength)s stands out as a strength, %(worry)s as a worry",
            strength=_about(release, strengths[0]),
            worry=_about(release, worries[0]),
        )
    if strengths:
        return _("%(strength)s stands out as a strength", strength=_about(release, strengths[0]))
    if worries:
        return _("%(worry)s stands out as a worry", worry=_about(release, worries[0]))
    return ""


def _about(release: Release, found: Finding) -> str:
    """What a finding is about: the indicator in quotes, and after it the ages where it speaks for some only."""
    title = texts.title(found.indicator)
    if not texts.partial(found.indicator, found.result):
        return _("“%(title)s”", title=title)
    return _("“%(title)s” (%(ages)s)", title=title, ages=texts.bands(release, found.result.bands))


def few_answered(release: Release) -> str:
    """That most cannot be shown, where it is so."""
    if not findings.mostly_hidden(release):
        return ""
    if findings.shown(release):
        return _("Too few answered to show most answers")
    return _("Too few answered to show or compare") if release.previous else _("Too few answered to show")


def needed(release: Release) -> str:
    """How many answers it would take."""
    if release.members:
        return _("An answer is shown where at least 10 answered.")
    return _("An answer is shown where at least 10 answered, and compared where at least 20 answered both times.")


def not_compared(release: Release) -> str:
    """That nothing could be compared, and what it would take; empty where something was."""
    if release.previous is None or release.comparisons:
        return ""
    year = years.then(release)
    if findings.compared(release, Label.TOO_FEW):
        return _("Too few answered to compare any answer with %(year)s.", year=year)
    return _("No answer can be compared with %(year)s: what was asked, or who was asked, differs.", year=year)


def steady(release: Release) -> str:
    """That nothing clearly changed, or that there is nothing to compare with."""
    if release.members:
        return together.never_compared()
    if release.previous is None:
        return _("This is the first time, so there is nothing yet to compare with.")
    if findings.clear(release):
        return ""
    if said := not_compared(release):
        return said
    return _("No answer has clearly changed since %(year)s.", year=years.then(release))


def of_indicator(indicator: IndicatorResult, now: Share | Suppressed | None) -> str:
    """The indicator and how many were positive."""
    title = texts.title(indicator)
    if not isinstance(now, Share):
        return title
    if now.count.base < FEWEST_FOR_A_PERCENTAGE or now.count.shown is Shown.FEW:
        return title
    if now.count.shown is Shown.NEARLY_ALL and now.count.low < NEARLY * now.count.base:
        return title
    if now.count.shown is Shown.NEARLY_ALL:
        return _("%(title)s: nearly all positive", title=title)
    return _in_tenths(title, tenths(now.point.low))


def _in_tenths(title: str, near: int) -> str:
    if near == 5:
        return _("%(title)s: about half positive", title=title)
    if near == 0:
        return _("%(title)s: fewer than 1 in 10 positive", title=title)
    if near == 10:
        return _("%(title)s: more than 9 in 10 positive", title=title)
    return _("%(title)s: about %(tenths)s in 10 positive", title=title, tenths=whole(near))


def strength_rule() -> str:
    """What counts as a strength."""
    return _(
        "A strength: we can be fairly sure that at least %(limit)s%% would give a positive answer.",
        limit=whole(percent(findings.LIMITS.strength_from)),
    )


def worry_rule() -> str:
    """What counts as a worry."""
    return _(
        "A worry: we can be fairly sure that no more than %(limit)s%% would give a positive answer."
        " Or that more than %(bad)s%% would give a bad one.",
        limit=whole(percent(findings.LIMITS.worry_to)),
        bad=whole(percent(findings.LIMITS.bad_over)),
    )


def more_strengths(found: int) -> str:
    """How many strengths there are when the first screen shows only some; empty when it shows all."""
    if found <= findings.FIRST_SCREEN:
        return ""
    return _(
        "%(found)s answers count as a strength. These are the %(shown)s we are surest of.",
        found=whole(found),
        shown=whole(findings.FIRST_SCREEN),
    )


def more_worries(found: int) -> str:
    """How many worries there are when the first screen shows only some; empty when it shows all."""
    if found <= findings.FIRST_SCREEN:
        return ""
    return _(
        "%(found)s answers count as a worry. These are the %(shown)s we are surest of.",
        found=whole(found),
        shown=whole(findings.FIRST_SCREEN),
    )


def questions(count: int) -> str:
    """How many things were asked."""
    return ngettext("%(count)s question", "%(count)s questions", count, count=whole(count))
