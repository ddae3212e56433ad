"""For analysts: composites, their means, and how far their questions hang together."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.wording import amounts, texts
from surveyapp.dashboards.wording import scores as say
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import pgettext
from surveyapp.releases.model import Release, ScoreResult


@dataclass(frozen=True, slots=True)
class Scored:
    """One score: what it is, its figures as (name, value), or why there are none; its questions as (id, title)."""

    title: str
    means: str
    bands: str
    figures: tuple[tuple[str, str], ...]
    why: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The page of composites."""

    headline: str
    scores: tuple[Scored, ...]


def compose(release: Release) -> Scores:
    """The scores of a release."""
    return Scores(_("Scores"), tuple(_one(release, score) for score in release.scores))


def _one(release: Release, score: ScoreResult) -> Scored:
    titles = {one.id: texts.title(one) for one in release.indicators}
    return Scored(
        title=pgettext(f"score:{score.id}", score.title),
        means=pgettext(f"score:{score.id}", score.means),
        bands=texts.ages(release, score.bands),
        figures=_figures(score),
        why=say.why(score.why.value) if score.why else "",
        items=tuple((item, titles[item]) for item in score.items if item in titles),
    )


def _figures(score: ScoreResult) -> tuple[tuple[str, str], ...]:
    if score.mean is None or score.base is None:
        return ()
    scale = _("%(low)s to %(high)s", low=amounts.tenths(score.low), high=amounts.tenths(score.high))
    told = [(_("Mean (scale %(scale)s)", scale=scale), amounts.tenths(score.mean)), (_("Children"), whole(score.base))]
    if score.deviation is not None:
        told.append((_("Standard deviation"), amounts.tenths(score.deviation)))
    if score.change is not None and score.then is not None:
        told.append((_("Mean in the survey before"), amounts.tenths(score.then)))
        told.append((_("Change, 95% interval (Welch)"), amounts.between(score.change)))
    return (*told, *_reliability(score))


def _reliability(score: ScoreResult) -> tuple[tuple[str, str], ...]:
    if score.alpha is None:
        return ((_("Alpha"), _("Not given: of too few, or of answers too much alike.")),)
    found = [
        (_("Alpha (Cronbach)"), say.alpha(score.alpha)),
        (_("Its 95% interval (Feldt, as if of 50)"), _interval(score)),
    ]
    if score.omega is not None:
        found.append((_("Omega (McDonald)"), say.alpha(score.omega)))
    return (*found, (_("Answered every question of it"), _("50 or more")))


def _interval(score: ScoreResult) -> str:
    if score.interval is None:
        return _("Not given: it holds only where every question's answers are shown and lie evenly.")
    return amounts.between(score.interval, hundredth=True)
