"""A made-up release of care leavers whom two surveys asked, and of a survey whose care leavers wait."""

from __future__ import annotations

from dataclasses import replace

from builders.release import first_release

from surveyapp.releases.model import IndicatorResult, LeftOut, Member, Release, Result, Suppressed, Waiting, Why

LEAVERS = ("leavers",)
MEMBERS = (
    Member("harbour-2025", "Our life, our say 2025", 2025, "harbour", "Harbourside Council"),
    Member("harbour-2026", "Our life, our say 2026", 2026, "harbour", "Harbourside Council"),
)
COUNCILS = (MEMBERS[1], Member("moor-2026", "Moorland says", 2026, "moor", "Moorland Council"))
TITLE = "Care leavers: 2025 and 2026 together"


def pooled(members: tuple[Member, ...] = MEMBERS) -> Release:
    """What the care leavers of several surveys said together."""
    whole = first_release()
    indicators = tuple(filter(None, map(_alone, whole.indicators)))
    rate = next(one for one in whole.response_rates if one.band == "leavers")
    kept = {one.id for one in indicators}
    return replace(
        whole,
        wave=replace(whole.wave, id="harbour-together", title=TITLE),
        bands=tuple(one for one in whole.bands if one.id == "leavers"),
        domains=tuple(
            replace(one, indicators=tuple(name for name in one.indicators if name in kept)) for one in whole.domains
        ),
        response_rates=(replace(rate, band="all", title="Everybody"), rate),
        rates_by_group=(),
        indicators=indicators,
        hidden=(),
        members=members,
        left_out=(LeftOut("settled_home", "recovery", "Settled where they live"),),
    )


def waiting(partnership: str = "") -> Release:
    """A survey whose care leavers wait to be counted with others."""
    whole = first_release()
    hidden = Suppressed(Why.WAITING)

    def sealed(result: Result) -> Result:
        return replace(result, now=hidden, distribution=()) if result.bands == LEAVERS else result

    indicators = tuple(replace(one, results=tuple(map(sealed, one.results))) for one in whole.indicators)
    return replace(whole, indicators=indicators, waiting=(Waiting("leavers", partnership),))


def _alone(indicator: IndicatorResult) -> IndicatorResult | None:
    mine = tuple(replace(one, line=(), trend=None) for one in indicator.by_band if one.bands == LEAVERS)
    asked = tuple(one for one in indicator.questions if one.band == "leavers")
    if not mine:
        return None
    return replace(indicator, questions=asked, results=mine, by_band=(), breakdowns=())
