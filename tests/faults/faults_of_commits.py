"""PostgreSQL is killed right after it has acknowledged: with safe settings nothing is lost, with others something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

import clusters
import law
from faults_of_power import caller
from law import Figures
from place import Place

from surveyapp.db import postgresql

UNSAFE, WRITER = "synchronous_commit", "wal_writer_delay"


def killed_at_once(place: Place, *, submissions: int, times: int, too_early: bool = False) -> Figures:
    """Cast in this process, and kill both clusters at the very moment that a share of the answers is in."""
    wave = place.wave(submissions)
    callers = [caller(place, wave, band, code) for band, codes in wave.codes.items() for code in codes]
    with _acknowledging_too_early(place) if too_early else nullcontext():
        for number in range(times):
            for one in callers[number::times]:
                one.cast(place.stores)
            for cluster in place.clusters:
                clusters.crash(cluster)
            place.stores.close()  # what is left of its connections; a new one is made when it is needed
            for cluster in place.clusters:
                clusters.revive(cluster)
    return law.judged(place.database, callers, law.look(place.stores, wave), injected=times)


@contextmanager
def _acknowledging_too_early(place: Place) -> Iterator[None]:
    """Commits are acknowledged before they are on the disk, which the program would refuse."""
    looked_at = tuple(one for one in postgresql.SAFE if one[0] != UNSAFE)
    _set(place, f"SET {UNSAFE} = off", f"SET {WRITER} = '10s'")
    try:
        with patch.object(postgresql, "SAFE", looked_at):
            place.stores.close()
            yield
    finally:
        _set(place, f"RESET {UNSAFE}", f"RESET {WRITER}")
        place.stores.close()


def _set(place: Place, commits: str, writer: str) -> None:
    """For the program's role; and for the server's own process that writes what commits did not wait for."""
    for cluster in place.clusters:
        with cluster.admin() as admin:
            admin.execute(f"ALTER ROLE {clusters.ROLE} {commits}")
            admin.execute(f"ALTER SYSTEM {writer}")
            admin.execute("SELECT pg_reload_conf()")
