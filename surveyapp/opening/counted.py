"""Whether anything of a wave was counted at its own opening."""

from __future__ import annotations

from surveyapp.db.engines import Stores
from surveyapp.results import store


def nothing_counted(stores: Stores, wave: str) -> bool:
    """Whether none of the wave's answers was: all of them wait for others, or only comments were kept."""
    with stores.read("results") as results:
        return not store.bands_of(results, wave)
