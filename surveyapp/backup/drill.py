"""Trying a restore: the copies put back in an empty place, looked at, and a canary wave opened there end to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from surveyapp import config
from surveyapp.backup import places, rehearsal, restoring, sets
from surveyapp.backup.sets import BackupSet
from surveyapp.box import ballots
from surveyapp.config import STORES, Settings
from surveyapp.db import copying
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import PepperUnfit
from surveyapp.definition import catalogue
from surveyapp.fieldwork import cohorts, counts, pools, waves
from surveyapp.releases import read as releases
from surveyapp.results import store as opened_answers


class DrillFailed(Exception):
    """What was restored is not what was copied, or breaks a law."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried: what it showed, or what went wrong.

    Not ``judged``: the settings are not those of the copies, so nothing was learnt of them.
    """

    name: str
    told: str
    well: bool
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Drilled:
    """A drill: the day of the copies, every step in order, and the openings whose answers the copies held.

    ``openings``: each wave with the digest of its box, so that another installation's copies vouch for none of ours.
    """

    copies: date
    steps: tuple[Step, ...]
    openings: frozenset[tuple[str, bytes]] = frozenset()

    @property
    def problem(self) -> str:
        """What went wrong, in one line; empty where nothing did."""
        return "; ".join(f"{step.name}: {step.told}" for step in self.steps if not step.well)

    @property
    def judged(self) -> bool:
        """Whether anything was learnt of the copies."""
        return all(step.judged for step in self.steps)


def drill(folder: Path, settings: Settings, *, today: date, databases: Mapping[str, str] | None = None) -> Drilled:
    """Restore the newest copies into a place of their own and try everything. Raises NoBackup, PlaceUnfit, PlaceBusy.

    The pepper is that of the ``settings``; nothing else of them is used there. ``databases`` names empty databases for
    stores that are to be tried on PostgreSQL; the others become SQLite files.
    """
    with places.held(folder, instance=settings.instance, needs=_size(folder)) as place:
        chosen = sets.newest(place)
        with places.unfinished(place) as new:
            config.initialise(new / "instance", databases=databases)
            tried = replace(config.load(new / "instance", environ={}), pepper=settings.pepper)
            steps = tuple(_steps(chosen, tried, today))
            return Drilled(chosen.day, steps, frozenset() if _failed(steps) else _openings(tried))


def _steps(chosen: BackupSet, settings: Settings, today: date) -> Iterator[Step]:
    put_back = _tried("the copies are whole and were put back", lambda: _put_back(chosen, settings))
    yield put_back
    if not put_back.well:
        return
    settings = replace(settings, definitions=config.definitions(settings.instance))
    with _opened(settings) as stores:
        tries: Mapping[str, Callable[[], str]] = {
            "every row is there": lambda: _counts(chosen, stores),
            "no more ballots than used codes, no more of these than cards": lambda: _laws(stores),
            "every release is as it was published": lambda: _releases(stores),
            "every wave's surveys are there": lambda: _surveys(stores, settings),
            "a canary wave, from its keys to its destruction": lambda: _rehearse(stores, settings, today),
        }
        for name, attempt in tries.items():
            yield _tried(name, attempt)


def _failed(steps: tuple[Step, ...]) -> bool:
    return not all(step.well for step in steps)


def _openings(settings: Settings) -> frozenset[tuple[str, bytes]]:
    """What was opened, by the restored results."""
    with _opened(settings) as stores, stores.read("results") as results:
        return opened_answers.openings(results)


def _tried(name: str, attempt: Callable[[], str]) -> Step:
    """One step that fails does not keep the others from being tried."""
    try:
        return Step(name, attempt(), well=True)
    except PepperUnfit as error:
        return Step(name, str(error), well=False, judged=False)
    except Exception as error:
        return Step(name, str(error).strip() or type(error).__name__, well=False)


@contextmanager
def _opened(settings: Settings) -> Iterator[Stores]:
    stores = open_stores(settings)
    try:
        yield stores
    finally:
        stores.close()


def _put_back(chosen: BackupSet, settings: Settings) -> str:
    restoring.assert_whole(chosen)
    for store in STORES:
        wrong = copying.sound(chosen.path(store))
        if wrong:
            raise DrillFailed(f"{store}: {wrong[0]}")
    restoring.put_back(chosen, settings)
    with _opened(settings):
        return f"copies of {chosen.day:%Y-%m-%d}, all six stores open with safe settings"


def _counts(chosen: BackupSet, stores: Stores) -> str:
    total = 0
    for store, kept in chosen.stores.items():
        with stores.engine(store).connect() as connection:
            here = copying.counts(store, connection)
        wrong = [table for table, n in kept.counts.items() if here.get(table) != n]
        if wrong:
            raise DrillFailed(f"{store}: {', '.join(wrong)} should have as many rows as the list says")
        total += sum(here.values())
    return _number(total, "row")


def _laws(stores: Stores) -> str:
    broken, looked_at = [], 0
    for wave in _waves(stores, pooled=False):
        with stores.read("fieldwork") as registry:
            spent, issued = counts.completed(registry, wave), Counter[str]()
            for one in cohorts.strata(registry, wave):
                issued[one.band] += one.issued
        sealed = _ballots(stores, wave)
        broken += [f"{wave} {band}" for band, n in spent.items() if not sealed.get(band, 0) <= n <= issued[band]]
        looked_at += 1
    if broken:
        raise DrillFailed(f"it is not so in {', '.join(broken)}")
    return _number(looked_at, "wave")


def _ballots(stores: Stores, wave: str) -> Mapping[str, int]:
    with stores.read("box") as box:
        return ballots.count(box, wave)


def _releases(stores: Stores) -> str:
    with stores.read("fieldwork") as registry:
        authorities = [one.id for one in waves.authorities(registry)]
    number = 0
    with stores.read("releases") as session:
        for authority in authorities:
            for listed in releases.waves(session, authority):
                releases.latest(session, authority, listed.wave)
                number += 1
    return f"{_number(number, 'release')} with the fingerprint of the day it was published"


def _surveys(stores: Stores, settings: Settings) -> str:
    known = catalogue.load(settings.definitions)
    number = 0
    for wave in _waves(stores):
        with stores.read("fieldwork") as registry:
            for band in waves.bands(registry, wave):
                known.find(band.instrument)
                number += 1
    return f"{_number(number, 'age band')} of waves"


def _rehearse(stores: Stores, settings: Settings, today: date) -> str:
    return rehearsal.rehearse(stores, settings, catalogue.load(settings.definitions), today=today)


def _waves(stores: Stores, *, pooled: bool = True) -> list[str]:
    """Every wave; without those of ballots that were opened together, which have no cards and no box of their own."""
    with stores.read("fieldwork") as registry:
        found = [wave.id for one in waves.authorities(registry) for wave in waves.of(registry, one.id)]
        return [wave for wave in found if pooled or not pools.is_pooled(registry, wave)]


def _number(n: int, one: str) -> str:
    """A number with its noun: "1 wave", "3 waves"."""
    return f"{n} {one if n == 1 else one + 's'}"


def _size(folder: Path) -> int:
    """The newest set's bytes, which the restored copy needs again."""
    newest = sets.newest(folder)
    return sum(path.stat().st_size for path in newest.folder.rglob("*") if path.is_file())
