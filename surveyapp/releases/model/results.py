"""What may be said of one indicator: its results, their parts, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.releases.model.changes import Change
from surveyapp.releases.model.checks import Check, Mean, Raked
from surveyapp.releases.model.context import ContextFigure
from surveyapp.releases.model.elsewhere import Elsewhere
from surveyapp.releases.model.everybody import Everybody
from surveyapp.releases.model.lines import Stretch, Trend
from surveyapp.releases.model.questions import Question
from surveyapp.releases.model.shares import Count, Share, Suppressed


@dataclass(frozen=True, slots=True)
class Slice:
    """One bar of a distribution: neighbouring options merged until none is small.

    ``positive`` and ``bad`` are None where the options are of both kinds.
    """

    options: tuple[str, ...]
    texts: tuple[str, ...]
    count: int
    share: float
    positive: bool | None
    bad: bool | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator in one pool of bands: now, then, the change, and the distribution where the base is 50 or more.

    ``asked`` and ``skipped`` are 0 and None where they are small: nobody and a few look alike. ``bad`` is the share of
    bad answers where whole slices of the distribution tell it. ``line`` ends with this wave; empty if it is the first.
    ``everybody`` is what is open about those who did not answer, of headlines alone, as are ``checks``: other methods'
    figures, for analysts. ``raked``: weighted to all who could have answered; ``mean``: of a number scale.
    """

    bands: tuple[str, ...]
    now: Share | Suppressed
    then: Share | Suppressed | None
    change: Change
    distribution: tuple[Slice, ...] = ()
    asked: int = 0
    skipped: Count | None = None
    bad: Share | None = None
    line: tuple[Stretch, ...] = ()
    trend: Trend | None = None
    everybody: Everybody | None = None
    checks: tuple[Check, ...] = ()
    raked: Raked | None = None
    mean: Mean | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One value of a breakdown."""

    value: str
    title: str
    result: Share | Suppressed


@dataclass(frozen=True, slots=True)
class BreakdownResult:
    """An indicator split one way, in one pool of bands; ``asked`` are those whose children were asked their group."""

    breakdown: str
    title: str
    bands: tuple[str, ...]
    groups: tuple[Group, ...]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """All that may be said of one indicator. ``results``: one a pool, none for another's; ``by_band``: the bands'.

    ``retired`` tells of an indicator that only earlier waves asked: why it is no longer asked; then it has no results.
    ``elsewhere``: results beside other authorities', the headlines' first.
    """

    id: str
    domain: str
    title: str
    means: str
    knowable: bool
    questions: tuple[Question, ...]
    results: tuple[Result, ...]
    by_band: tuple[Result, ...]
    breakdowns: tuple[BreakdownResult, ...]
    context: tuple[ContextFigure, ...] = ()
    retired: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()
