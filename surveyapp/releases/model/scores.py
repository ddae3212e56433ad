"""Composites: one number a child from several questions, told of everybody alone."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.releases.model.checks import NotMade
from surveyapp.releases.model.shares import Range


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A score from ``low`` to ``high`` over some bands: how many have one, its mean and standard deviation.

    ``alpha`` with Feldt's 95 % ``interval`` (of fifty) where it holds, and ``omega``, of fifty or more who answered all
    its items; .95 stands for all above. ``why`` says why there is no mean. ``change`` is Welch's 95 % interval since
    the release before.
    """

    id: str
    domain: str
    title: str
    means: str
    bands: tuple[str, ...]
    items: tuple[str, ...]
    low: float
    high: float
    base: int | None = None
    mean: float | None = None
    deviation: float | None = None
    alpha: float | None = None
    interval: Range | None = None
    omega: float | None = None
    then: float | None = None
    change: Range | None = None
    why: NotMade | None = None
