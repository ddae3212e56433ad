"""Building a wave's release and publishing it."""

from __future__ import annotations

from datetime import date

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.releases import read, store
from surveyapp.releases.read import Published
from surveyapp.releases.store import NothingChanged


def release(
    stores: Stores,
    catalogue: Catalogue,
    wave_id: str,
    *,
    previous: str | None = None,
    reason: str | None = None,
    day: date | None = None,
) -> Published:
    """Build, check and publish an opened wave's release, or a revision of it.

    Two commits, the release first: after a crash between them the same command finds the release and marks the wave.
    Raises what ``build.build`` and ``store.publish`` raise.
    """
    from surveyapp.releases import build  # numpy and scipy come with it, and only building needs them

    made = build.build(stores, catalogue, wave_id, previous=previous)
    with stores.read("fieldwork") as session:
        unmarked = waves.find(session, wave_id).state is State.OPENED
    with stores.write("releases") as session:
        try:
            published = store.publish(session, made, day=day or date.today(), reason=reason)
        except NothingChanged:
            if not unmarked:
                raise
            published = read.latest(session, made.authority, wave_id)
    with stores.write("fieldwork") as session:
        waves.mark_released(session, wave_id)
    return published
