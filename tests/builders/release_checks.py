"""The made-up release with every check that an analyst can meet, on one question, and a score."""

from __future__ import annotations

from dataclasses import replace

from builders.release import release

from surveyapp.releases.model import (
    Check,
    IndicatorResult,
    Mean,
    Method,
    NotMade,
    Raked,
    Raking,
    Range,
    Release,
    Result,
    ScoreResult,
)

ABOUT = "settled_home"
BY = {
    Method.STANDARDISED: "placement",
    Method.ANSWERS: "placement",
    Method.CHILDREN: "placement",
    Method.MANTEL_HAENSZEL: "placement",
    Method.WEIGHTED: "sex",
    Method.SHRUNK: "placement",
    Method.SHIFT: "mode",
    Method.MOVED: "mode",
}
NO_INTERVAL = frozenset({Method.ANSWERS, Method.CHILDREN, Method.SHIFT, Method.MOVED})
TESTED = frozenset({Method.SUPERIORITY, Method.WELCH, Method.SHIFT})
MISSING = Check(Method.STANDARDISED, by="sex", why=NotMade.GROUPS_HIDDEN)


def checked() -> Release:
    """The release; ABOUT has one figure by every method, and one that could not be made."""
    whole = release()
    indicators = tuple(_with_checks(one) if one.id == ABOUT else one for one in whole.indicators)
    return replace(whole, indicators=indicators, scores=(_score(), replace(_score(), mean=None, why=NotMade.NO_MEAN)))


def _with_checks(one: IndicatorResult) -> IndicatorResult:
    first, *others = one.results
    return replace(one, results=(_told(first), *others))


def _told(result: Result) -> Result:
    figures = (*(_check(method) for method in Method), MISSING)
    raked = Raked(("age_band", "sex"), 1.12, 84, Raking.LOWER)
    return replace(result, checks=figures, raked=raked, mean=Mean(7.1, 94, 0, 10))


def _check(method: Method) -> Check:
    interval = None if method in NO_INTERVAL else Range(0.012, 0.234)
    return Check(
        method,
        by=BY.get(method, ""),
        group="kinship" if method is Method.SHRUNK else "",
        estimate=Range(0.1231, 0.1231),
        interval=interval,
        p=0.0004 if method in TESTED else None,
        now=94,
        then=93,
    )


def _score() -> ScoreResult:
    return ScoreResult(
        "safe_and_heard",
        "rights",
        "Safe and heard",
        "how far they feel safe",
        ("8-11", "11-18"),
        ("feels_safe_home", "settled_home"),
        0.0,
        100.0,
        base=63,
        mean=71.0,
        deviation=22.0,
        alpha=0.95,
        interval=Range(0.93, 0.97),
        omega=0.8,
        then=66.0,
        change=Range(-3.2, 13.2),
    )
