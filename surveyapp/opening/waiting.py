"""Which bands stay sealed at their own wave's opening, to be opened together with others."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.opening.bands import laid_together
from surveyapp.opening.contents import Plan
from surveyapp.opening.groups import THRESHOLD


def must_wait(plan: Plan, counts: Mapping[str, int]) -> Mapping[str, str]:
    """Each band whose ballots must wait, and where they will be opened, if so many were given in each.

    Others wait for it already, whatever its own number; or it stays too small and the wave declared where it waits; or
    it stays too small and the neighbour it would have joined waits.
    """
    given = {band: counts.get(band, 0) for band in plan.instruments}
    waiting = {band: plan.awaited[band] for band, n in given.items() if n and band in plan.awaited}
    rest = {band: 0 if band in waiting else n for band, n in given.items()}
    for unit in laid_together(rest, plan.neighbours):
        beside = [plan.neighbours.get(band) for band in unit.bands]
        pool = plan.pool or next((plan.awaited[band] for band in beside if band in waiting), "")
        if unit.n < THRESHOLD and pool:
            waiting |= dict.fromkeys(unit.bands, pool)
    return {band: waiting[band] for band in given if band in waiting}
