"""Why two waves are not compared: what a version itself says of an earlier one, else what its texts tell."""

from __future__ import annotations

from collections.abc import Sequence

from surveyapp.definition.declared import Trend
from surveyapp.definition.lines import followed
from surveyapp.releases.counting import Bands
from surveyapp.releases.model import BandFacts, IndicatorResult, Release
from surveyapp.releases.questions import AGES_CHANGED, N_, QUESTION_CHANGED, incomparable
from surveyapp.releases.source import Source

NO_LONGER_ASKED = N_("This was not asked this time.")


def why_apart(
    source: Source, indicator: IndicatorResult, bands: Bands, facts: Sequence[BandFacts], before: Release
) -> str:
    """Why this wave's results for these bands cannot be compared with an earlier release's; "" if they can.

    Where the question is not the same, the reason that the later version gives stands in place of a general one.
    """
    found = incomparable(indicator, bands, facts, before)
    if found == AGES_CHANGED:
        return found
    return declared(source, indicator.id, bands, before) or found


def declared(source: Source, item: str, bands: Bands, before: Release) -> str:
    """What the instruments of these bands say of an item that differs from the one in the release before; else ""."""
    versions = {one.id: one.version for one in before.bands}
    for band in bands:
        trends = source.instruments[band].trends if band in source.instruments else None
        since = next((versions[name] for name in (band, *followed(source.bank, band)) if name in versions), None)
        if trends is not None and trends.since == since and trends.of(item) is not Trend.SAME:
            return trends.reason(item) or QUESTION_CHANGED
    return ""


def why_retired(source: Source, item: str, bands: Bands, before: Release) -> str:
    """Why an item that these bands were asked before is asked no more, as their later versions say."""
    here = tuple(band for band in source.instruments if set(bands) & {band, *followed(source.bank, band)})
    return declared(source, item, here, before) or NO_LONGER_ASKED
