"""How two versions of a survey differ, in lines for its author."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definition.model import AgeBand, Instrument
from surveyapp.definition.trends import Trend, Trends, changed_parts, compare


def lines(then: Instrument, now: Instrument) -> Iterator[str]:
    """The trend of every question, with what was asked, what is asked and why."""
    yield f"{now.survey} {now.version}, compared with {then.survey} {then.version}:"
    if _ages(then.band) != _ages(now.band):
        yield f"The ages were {_ages(then.band)} and are {_ages(now.band)}: every line of this band starts anew."
    declared = now.trends if now.trends and now.trends.since == then.version else None
    for item, trend in compare(then, now).items():
        yield f"{trend:9} {item}"
        yield from (f"          {line}" for line in _details(then, now, item, trend))
        if declared and trend is not Trend.SAME:
            yield f"          why:  {_reason(declared, item, trend)}"


def _ages(band: AgeBand) -> str:
    return f"{band.youngest} to {band.oldest}"


def _details(then: Instrument, now: Instrument, item: str, trend: Trend) -> Iterator[str]:
    if trend is Trend.SAME:
        return
    if trend is not Trend.NEW:
        yield f"then: {then.item(item).ask}"
    if trend is not Trend.RETIRED:
        yield f"now:  {now.item(item).ask}"
    if trend in (Trend.REWORDED, Trend.RESCALED):
        yield f"not the same: {', '.join(changed_parts(then, now, item))}"


def _reason(declared: Trends, item: str, trend: Trend) -> str:
    """What the version says; a contract that says otherwise has no reason for this."""
    return declared.reason(item) if declared.of(item) is trend else "(it does not say)"
