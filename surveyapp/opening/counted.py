"""Whether anything of a wave was counted at its own opening, and whether anybody has published it."""

from __future__ import annotations

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.results import store


def nothing_counted(stores: Stores, wave: str) -> bool:
    """Whether none of the wave's answers was: all of them wait for others, or only comments were kept."""
    with stores.read("results") as results:
        return not store.bands_of(results, wave)


def unpublished(stores: Stores, wave: str) -> bool:
    """Whether answers were counted and nobody has published, or looked at, what they say; trials never are."""
    with stores.read("fieldwork") as registry:
        found = waves.find(registry, wave)
        awaited = found.state is State.OPENED and not found.trial
    return awaited and not nothing_counted(stores, wave)
