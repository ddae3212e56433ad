"""What an analyst may look at beside a result: other methods' figures of the same published counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.releases.model.shares import Range


class Method(StrEnum):
    """How a figure was made; one function of the program each."""

    MIETTINEN_NURMINEN = "miettinen_nurminen"
    STANDARDISED = "standardised"
    ANSWERS = "kitagawa_answers"
    CHILDREN = "kitagawa_children"
    MANTEL_HAENSZEL = "mantel_haenszel"
    WEIGHTED = "weighted"
    SUPERIORITY = "superiority"
    LOW = "low"
    VERY_HIGH = "very_high"
    WELCH = "welch"
    SHRUNK = "shrunk"
    SHIFT = "shift"
    MOVED = "moved"


class NotMade(StrEnum):
    """Why a figure is not there."""

    CODED = "coded"
    GROUPS_HIDDEN = "groups_hidden"
    NO_BARS = "no_bars"
    ANSWERS_JOINED = "answers_joined"
    NO_MEAN = "no_mean"
    ROUTED = "routed"


@dataclass(frozen=True, slots=True)
class Check:
    """One method's figure of one result, made of published figures alone; a range where counts are coded.

    ``by`` is the breakdown and ``group`` its group where it is about one. ``interval`` is at 95 %. ``now`` and ``then``
    are the answers it stands on, ``effective`` so many equally weighted ones. ``why`` says why there is no figure.
    """

    method: Method
    by: str = ""
    group: str = ""
    estimate: Range | None = None
    interval: Range | None = None
    p: float | None = None
    now: int | None = None
    then: int | None = None
    effective: float | None = None
    why: NotMade | None = None


class Raking(StrEnum):
    """Where the share lies when answers are weighted to all who could have answered: over three points off, or not."""

    NEAR = "near"
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Raked:
    """Weighted by these margins: Kish's design effect, the number of equally weighted answers, and how far it moves."""

    margins: tuple[str, ...]
    design_effect: float
    effective: int
    share: Raking


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a number scale from ``low`` to ``high``, to one decimal, and of how many answers."""

    mean: float
    base: int
    low: int
    high: int
