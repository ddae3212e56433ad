"""Making a day's copies: all six stores or none, beside the older ones, then letting go of what may not stay."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from surveyapp.backup import places, rule, sets
from surveyapp.backup.sets import SURVEYS, BackupSet, Kept
from surveyapp.config import STORES, Settings
from surveyapp.db import copying, durable, migrate, sqlite
from surveyapp.db.engines import Stores

ORDER = ("box", *(store for store in STORES if store != "box"))
"""The box first: a child who answers in between is then spent in the registry and not in the box, never the reverse."""

DAYS = 35
FAR = timedelta(days=35)
"""So long after the newest copies the machine's day is believed without a question."""


class BackupFailed(Exception):
    """A copy could not be made. The copies of before are as they were."""

    def __init__(self, store: str, why: object) -> None:
        super().__init__(f"The {store} store could not be copied: {why}. The copies of before are as they were.")


class DayDoubtful(Exception):
    """The machine's day is far from the newest copies'. Nothing was copied, and nothing removed."""

    def __init__(self, newest: date, today: date) -> None:
        way = (
            "Were they made with a wrong clock, move their folder away"
            if newest > today
            else "If the machine is right, say so with --the-day-is-right"
        )
        super().__init__(
            f"This machine says that it is {today:%Y-%m-%d}, and the newest copies there are of {newest:%Y-%m-%d}. "
            f"A wrong clock would remove copies that are needed, so nothing was copied. {way}; else set the clock."
        )


@dataclass(frozen=True, slots=True)
class Made:
    """The new set, the older sets in which registry and box stayed, and the days whose copies were removed."""

    made: BackupSet
    beside: tuple[date, ...]
    removed: tuple[date, ...]


def back_up(
    settings: Settings,
    stores: Stores,
    folder: Path,
    *,
    today: date,
    keep: bool = False,
    days: int = DAYS,
    believed: bool = False,
) -> Made:
    """Copy everything but secrets and state keys. Raises PlaceUnfit, PlaceBusy, BackupFailed, DayDoubtful.

    ``keep`` lets older copies of registry and box stay where the rule allows; copies older than ``days`` go. A day far
    after the newest copies' has to be ``believed``.
    """
    with places.held(folder, instance=settings.instance, needs=_size(settings)) as place:
        _assert_near(place, today, far=timedelta.max if believed else FAR)
        made = _make(place, settings, stores, today)
        beside = _thin_out(place, made, keep=keep)
        return Made(made, beside, _forget_old(place, made, today - timedelta(days=days)))


def _assert_near(place: Path, today: date, *, far: timedelta) -> None:
    newest = max((one.day for one in sets.found(place)), default=today)
    if not -timedelta(days=1) <= today - newest <= far:
        raise DayDoubtful(newest, today)


def _make(place: Path, settings: Settings, stores: Stores, today: date) -> BackupSet:
    with places.unfinished(place) as new:
        kept = {store: _copied(store, stores, new / f"{store}.db") for store in ORDER}
        files = _surveys(settings.instance, new)
        sets.write(new, today, kept, files)
        durable.sync(new)
        final = sets.name(place, today)
        new.rename(final)
    durable.sync(place)
    return sets.read(final)


def _copied(store: str, stores: Stores, path: Path) -> Kept:
    engine = stores.engine(store)
    try:
        copying.copy_out(store, engine, path)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise BackupFailed(store, error) from error
    copy = sqlite.engine(store, make_url(f"sqlite:///{path}"))
    try:
        with copy.connect() as connection:
            counts = copying.counts(store, connection)
        return Kept(sets.digest(path), migrate.version(store, copy) or "", counts)
    finally:
        copy.dispose()


def _surveys(instance: Path, new: Path) -> Mapping[str, str]:
    """The authority's own surveys, without which its answers cannot be read; they hold no secret."""
    own = instance / SURVEYS
    if not own.is_dir():
        return {}
    shutil.copytree(own, new / SURVEYS)
    everything = sorted([new / SURVEYS, *(new / SURVEYS).rglob("*")])
    for path in everything:
        path.chmod(0o700 if path.is_dir() else 0o600)
        durable.sync(path)
    copied = [path for path in everything if path.is_file()]
    return {str(path.relative_to(new)): sets.digest(path) for path in copied}


def _thin_out(place: Path, made: BackupSet, *, keep: bool) -> tuple[date, ...]:
    """Remove older copies of registry and box, and those of results with rows that were let go of since."""
    older = [one for one in sets.found(place) if one.folder != made.folder]
    let_go = rule.waves_let_go(made.path("results"))
    for one in older:
        path = one.path("results")
        if path.is_file() and rule.waves_with_rows(path) & let_go:
            path.unlink()
    ruled = [one for one in older if all(one.path(store).is_file() for store in rule.RULED)]
    latest = rule.children(made)
    may = rule.may_stay(latest, map(rule.children, ruled)) if keep else [False] * len(ruled)
    staying = [one for one, stays in zip(ruled, may, strict=True) if stays]
    for one in older:
        for store in rule.RULED if one not in staying else ():
            one.path(store).unlink(missing_ok=True)
    durable.sync(place)
    return tuple(one.day for one in staying)


def _forget_old(place: Path, made: BackupSet, before: date) -> tuple[date, ...]:
    """Remove whole sets that are too old, and those of the same day as the new one that keep nothing of their own."""
    gone = []
    for one in sets.found(place):
        repeated = one.day == made.day and not one.whole
        if one.folder != made.folder and (one.day < before or repeated):
            shutil.rmtree(one.folder)
            gone.append(one.day)
    durable.sync(place)
    return tuple(gone)


def _size(settings: Settings) -> int:
    """About how many bytes the copies will need, as far as files tell."""
    files = (sqlite.file(make_url(url)) for url in settings.databases.values() if url.startswith("sqlite"))
    return sum(path.stat().st_size for path in files if path.is_file())
