"""All prospects of one wave together."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.prospects.assumed import Assumed, Given, divided, evenly
from surveyapp.prospects.breakdowns import OneWay, PoolProspect, one_way, pool_prospects
from surveyapp.prospects.chances import BandProspect, band_prospects
from surveyapp.prospects.changes import ChangeProspect, change_prospects


@dataclass(frozen=True, slots=True)
class Prospects:
    """What the numbers allow under what was assumed.

    ``undivided`` are breakdowns for which numbers are missing; ``with_undivided`` are the results with these too, as if
    children divided evenly among their groups.
    """

    assumed: Assumed
    bands: tuple[BandProspect, ...]
    pools: tuple[PoolProspect, ...]
    changes: tuple[ChangeProspect, ...]
    undivided: tuple[str, ...]
    with_undivided: OneWay

    @property
    def results(self) -> OneWay:
        """How many results by one breakdown could be shown."""
        return one_way(self.pools)


def prospects(given: Given, assumption: Assumed) -> Prospects:
    """Chances of the bands, breakdowns that could be shown, changes that could be found."""
    _, unknown = divided(given)
    pools = pool_prospects(given, assumption)
    return Prospects(
        assumed=assumption,
        bands=band_prospects(given, assumption),
        pools=pools,
        changes=change_prospects(given, assumption),
        undivided=tuple(one.id for one in unknown),
        with_undivided=one_way(pool_prospects(evenly(given), assumption) if unknown else pools),
    )
