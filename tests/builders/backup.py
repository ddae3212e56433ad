"""A wave to be backed up, its backups, and what they hold."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from builders.wave import WAVE
from sqlalchemy import select, text

from surveyapp import config
from surveyapp.backup import making, sets
from surveyapp.box.sealing import SEALED_SIZE
from surveyapp.config import STORES
from surveyapp.db import migrate

DAY = date(2026, 3, 10)


def arrive(wave, count, band="8-11"):
    """So many ballots and used codes more, as a backup sees them."""
    rows = [{"tag": secrets.token_bytes(32), "sealed": secrets.token_bytes(SEALED_SIZE)} for _ in range(count)]
    with wave.stores.write("box") as box:
        for row in rows:
            values = {**row, "wave": WAVE, "band": band}
            box.execute(
                text("INSERT INTO ballot (tag, wave, band, sealed) VALUES (:tag, :wave, :band, :sealed)"), values
            )
    with wave.stores.write("fieldwork") as registry:
        fresh = "SELECT digest FROM access_code WHERE state = 'fresh' LIMIT :count"
        registry.execute(text(f"UPDATE access_code SET state = 'spent' WHERE digest IN ({fresh})"), {"count": count})


def back_up(wave, place, day=DAY, **choices):
    """A backup of the wave's installation in ``place``, as made on ``day``."""
    return making.back_up(wave.settings, wave.stores, place, today=day, **choices)


def holding(place, store):
    """The days of which a copy of this store is there."""
    return sorted(one.day for one in sets.found(place) if one.path(store).is_file())


def rows_of(stores):
    """Every row of every store, whatever it is kept in."""
    found = {}
    for store in STORES:
        with stores.read(store) as session:
            for metadata in migrate.tables(store):
                for table in metadata.sorted_tables:
                    found[store, table.name] = sorted(map(repr, session.execute(select(table)).all()))
    return found


def elsewhere(tmp_path, settings, **databases):
    """Another installation that has nothing yet, but these settings' pepper."""
    config.initialise(tmp_path / "other", databases=databases)
    return replace(config.load(tmp_path / "other", environ={}), pepper=settings.pepper)
