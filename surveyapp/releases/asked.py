"""What children were asked, as one fingerprint: figures of two authorities meet only where it is the same."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from surveyapp.releases.model import BandFacts, IndicatorResult
from surveyapp.signing.files import canonical


def wording(indicator: IndicatorResult, bands: tuple[str, ...], facts: Iterable[BandFacts]) -> str:
    """SHA-256 (hex) of the questions of these bands, all their answers, which count as positive, and the bands' ages.

    Whatever else their surveys hold may differ.
    """
    ages = sorted((one.id, one.youngest, one.oldest) for one in facts if one.id in bands)
    asked = sorted(
        (one.band, one.item, one.ask, [(o.id, o.text, o.positive) for o in one.options], one.by_adult, one.asked_if)
        for one in indicator.questions
        if one.band in bands
    )
    return sha256(canonical([indicator.id, sorted(bands), ages, asked])).hexdigest()
