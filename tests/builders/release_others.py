"""The made-up release beside a programme's other councils: a bright spot, its opposite, and most of neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from surveyapp.disclosure.policy import STANDARD
from surveyapp.history.comparators import Comparators, Elsewhere, Round
from surveyapp.releases.asked import wording
from surveyapp.releases.elsewhere import with_others
from surveyapp.releases.model import Release, Share

BEHIND = tuple(f"{at:016x}" for at in range(9))
BASE = 900
MOVED = (0.0, 0.02, -0.03, -0.3, 0.25, 0.05)
"""How far the others' share lies from ours, indicator by indicator in turn."""


def round_for(release: Release, *, made_up: bool = False, number: int = 1) -> Round:
    """Nine others that asked everything in the same words."""
    figures = []
    for at, one in enumerate(release.indicators):
        for result in (*one.results, *one.by_band):
            bands = tuple(sorted(result.bands))
            if isinstance(result.now, Share) and bands not in [f.bands for f in figures if f.indicator == one.id]:
                share = result.now.count.low / result.now.count.base + MOVED[at % len(MOVED)]
                positive = round(min(0.97, max(0.03, share)) * BASE)
                words = wording(one, bands, release.bands)
                figures.append(Elsewhere(one.id, bands, words, positive, positive + 4, BASE, 0.005, 0.01, BEHIND))
    told = Comparators(
        "Many Voices", release.authority, number, "2026-07-01", 2025, 2026, 9, made_up=made_up, figures=tuple(figures)
    )
    return Round(told, "0" * 64, "1" * 64, "me", date(2026, 7, 2))


def beside_others(release: Release, *, made_up: bool = False) -> Release:
    """The release as it is built once a programme's file was taken in."""
    return with_others(replace(release), (round_for(release, made_up=made_up),), STANDARD)
