"""How many could have answered, as a release says it: of bands, and of groups where their rates are shown."""

from __future__ import annotations

from surveyapp.releases.counting import AGE, Bands
from surveyapp.releases.model import Release


def everybody_of(release: Release, bands: Bands) -> int:
    """All who could have answered in these bands."""
    return sum(rate.eligible for rate in release.response_rates if rate.band in bands)


def eligible_of(release: Release, bands: Bands, breakdown: str, group: str) -> int | None:
    """Those of one group; None where the release does not say it of just these bands."""
    if breakdown == AGE:
        return everybody_of(release, tuple(group.split("+")))
    for rate in release.rates_by_group:
        if rate.breakdown == breakdown and set(rate.bands) == set(bands):
            return next((one.eligible for one in rate.groups if one.value == group), None)
    return None
