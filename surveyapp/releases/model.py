"""What a release holds: protected results only, frozen, the one thing that pages and reports read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What may be said of a change between two waves; direction is better or worse, never higher or lower."""

    CLEARLY_BETTER = "clearly_better"
    CLEARLY_WORSE = "clearly_worse"
    POSSIBLY_BETTER = "possibly_better"
    POSSIBLY_WORSE = "possibly_worse"
    MIX_DIFFERS = "mix_differs"
    NEARLY_ALL = "nearly_all"
    ABOUT_THE_SAME = "about_the_same"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_FEW = "too_few"
    NOT_COMPARABLE = "not_comparable"


class Why(StrEnum):
    """Why a value is not shown."""

    SMALL_BASE = "small_base"
    SECONDARY = "secondary"
    AUDIT = "audit"
    NOT_ASKED = "not_asked"


class Shown(StrEnum):
    """How a count is shown: exactly, as "fewer than 5 of n", or as "n - 4 or more of n"."""

    EXACT = "exact"
    FEW = "few"
    NEARLY_ALL = "nearly_all"


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest value, both included, as a share from 0 to 1 or a difference of shares from -1 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A value that may not be shown, and why."""

    why: Why


@dataclass(frozen=True, slots=True)
class Count:
    """A protected count: the true count lies in [low, high]; ``base`` is how many answered."""

    shown: Shown
    low: int
    high: int
    base: int


@dataclass(frozen=True, slots=True)
class Share:
    """A protected share of positive answers: point (a range when coded), Wilson's 95 % interval of all of it."""

    count: Count
    point: Range
    interval: Range


@dataclass(frozen=True, slots=True)
class Change:
    """This wave minus the one before, as shares; intervals are Newcombe's, widest over the protected counts.

    ``detectable``: the smallest observed change that would have been flagged. ``caught``: the smallest true change that
    is flagged 8 times in 10. Falls are negative; None where no change could be.
    """

    label: Label
    point: Range | None = None
    interval95: Range | None = None
    interval99: Range | None = None
    p: float | None = None
    q: float | None = None
    detectable_rise: float | None = None
    detectable_fall: float | None = None
    caught_rise: float | None = None
    caught_fall: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What one wave said: its year, its wave's id ("" for an earlier year brought in), and its protected share."""

    wave: str
    year: int
    now: Share | Suppressed


@dataclass(frozen=True, slots=True)
class Stretch:
    """Waves that asked the same of the same ages, oldest first: one unbroken piece of a line.

    ``reason`` says why it does not join the piece before; "" for the first.
    """

    points: tuple[Point, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """The slope over three or more waves of one stretch, in shares a year, with its 99 % interval.

    ``p`` is Cochran and Armitage's, largest over the protected counts.
    """

    waves: int
    per_year: Range
    p: float


@dataclass(frozen=True, slots=True)
class Slice:
    """One bar of a distribution: neighbouring options merged until none is small; ``positive`` is None if mixed."""

    options: tuple[str, ...]
    texts: tuple[str, ...]
    count: int
    share: float
    positive: bool | None


@dataclass(frozen=True, slots=True)
class AskedOption:
    """An option as it was worded, and whether it counts as positive."""

    id: str
    text: str
    positive: bool


@dataclass(frozen=True, slots=True)
class Question:
    """The exact question one band was asked. Texts are English message ids; ``item`` is their msgctxt.

    ``asked_if`` writes out the conditions under which it is asked, so that two waves can be compared; "" is always.
    ``options_context`` is the options' msgctxt; ``pipes`` are the {names} in ``ask`` with the words they usually have.
    """

    band: str
    item: str
    ask: str
    options: tuple[AskedOption, ...]
    by_adult: bool
    instrument: str
    asked_if: str = ""
    options_context: str = ""
    pipes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator in one pool of bands: now, then, the change, and the distribution where the base is 50 or more.

    ``asked`` and ``skipped`` are 0 and None where they are small: nobody and a few look alike. ``bad`` is the share of
    bad answers where whole slices of the distribution tell it. ``line`` ends with this wave; empty if it is the first.
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


@dataclass(frozen=True, slots=True)
class Group:
    """One value of a breakdown."""

    value: str
    title: str
    result: Share | Suppressed


@dataclass(frozen=True, slots=True)
class BreakdownResult:
    """An indicator split one way, in one pool of bands."""

    breakdown: str
    title: str
    bands: tuple[str, ...]
    groups: tuple[Group, ...]


class Wording(StrEnum):
    """How near another survey's question is to ours; only an identical one may carry a label."""

    IDENTICAL = "identical"
    NEAR = "near"
    DIFFERENT = "different"


class Origin(StrEnum):
    """Where a figure beside ours comes from: a published benchmark, or this authority's own earlier report."""

    BENCHMARK = "benchmark"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class ContextFigure:
    """A figure of somebody else's, or of an earlier report, as dated context; never one of our results.

    ``share`` is from 0 to 1, ``base`` None where none was printed; ``counted`` says which answers it counts, of ours as
    of theirs. ``bad`` tells that these answers are bad ones. ``dated``: more than three years before this wave.
    ``label`` is made for identical wording and overlapping ages alone, of ``difference`` (ours minus theirs, 95 %).
    """

    origin: Origin
    group: str
    year: int
    ages: tuple[int, ...]
    share: float
    base: int | None
    counted: str
    bad: bool
    wording: Wording
    dated: bool
    source: str
    address: str = ""
    bands: tuple[str, ...] = ()
    ours: Share | Suppressed | None = None
    difference: Range | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """All that may be said of one indicator. ``results``: one a pool, none for another's; ``by_band``: the bands'.

    ``retired`` tells of an indicator that only earlier waves asked: why it is no longer asked; then it has no results.
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


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Typed counts of what became of the eligible, where the wave recorded them; None is hidden or unknown."""

    completed: int
    refused: int | None
    unable: int | None
    no_longer_eligible: int | None
    not_reached: int | None


@dataclass(frozen=True, slots=True)
class RatePoint:
    """A response rate of an earlier wave, or this one's, as a fact."""

    wave: str
    year: int
    completed: int
    eligible: int
    share: float


@dataclass(frozen=True, slots=True)
class GroupRate:
    """How many of a breakdown's group answered; all None where the group is hidden, and ``why`` says by which rule."""

    value: str
    title: str
    completed: int | None = None
    eligible: int | None = None
    share: float | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class BreakdownRate:
    """Response rates by one breakdown, for the bands that ask it and whose eligible numbers were given.

    ``unsaid`` is how many answered without saying which group is theirs; None where that is hidden.
    """

    breakdown: str
    title: str
    bands: tuple[str, ...]
    groups: tuple[GroupRate, ...]
    unsaid: int | None = None


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """Completed of eligible, for a band or "all". ``difference`` is Newcombe's 95 % interval of now minus then.

    ``line`` has the waves before and this one, oldest first, as far as the same ages were asked.
    """

    band: str
    title: str
    completed: int
    eligible: int
    share: float
    below_floor: bool
    then_completed: int | None = None
    then_eligible: int | None = None
    then_share: float | None = None
    difference: Range | None = None
    outcomes: Outcomes | None = None
    line: tuple[RatePoint, ...] = ()


@dataclass(frozen=True, slots=True)
class WaveFacts:
    """What a reader must know of a wave."""

    id: str
    title: str
    year: int
    opened_on: str
    closed_on: str


@dataclass(frozen=True, slots=True)
class BandFacts:
    """A band's title, the instrument its children answered, and their ages."""

    id: str
    title: str
    instrument: str
    version: str
    youngest: int = 0
    oldest: int = 0


@dataclass(frozen=True, slots=True)
class DomainFacts:
    """A domain and its indicators in question order."""

    id: str
    title: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing the disclosure rules hid, for the record: what, and which rule."""

    what: str
    why: Why


@dataclass(frozen=True, slots=True)
class Release:
    """One wave's protected results. The store adds revision, reason and fingerprint.

    ``earlier`` are the waves on the lines, oldest first. ``floor`` is the response rate under which results do not
    speak for those who did not answer.
    """

    authority: str
    authority_title: str
    wave: WaveFacts
    previous: WaveFacts | None
    bands: tuple[BandFacts, ...]
    domains: tuple[DomainFacts, ...]
    response_rates: tuple[ResponseRate, ...]
    indicators: tuple[IndicatorResult, ...]
    comparisons: int
    by_chance: float
    policy: dict[str, str]
    hidden: tuple[Hidden, ...]
    earlier: tuple[WaveFacts, ...] = ()
    rates_by_group: tuple[BreakdownRate, ...] = ()
    floor: float = 0.3

    def indicator(self, indicator_id: str) -> IndicatorResult:
        """The indicator with this id; KeyError when the release has none."""
        for indicator in self.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise KeyError(indicator_id)
