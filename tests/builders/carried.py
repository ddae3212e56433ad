"""A wave whose box is carried to a machine without network and back: the two files, and what each store holds."""

from __future__ import annotations

from datetime import date
from functools import cache

from builders.permits import fill
from builders.wave import WAVE
from sqlalchemy import text

from surveyapp.config import HOME
from surveyapp.definition import catalogue
from surveyapp.definition.answers import encode_ballot
from surveyapp.opening.export import export
from surveyapp.opening.homecoming import bring_home

TODAY = date(2026, 4, 20)
DEFINITIONS = (HOME / "surveys" / "definitions",)
TABLES = ("opening", "opened_band", "response", "comment", "tally", "joint_count", "raked_sum", "score_mean")
DRAWN = {"id"}


@cache
def known():
    """The surveys of this installation."""
    return catalogue.load(DEFINITIONS)


def put_in(wave, band, count, **answers):
    """Ballots as they lie in the box; how they came there is tested elsewhere."""
    plaintext = encode_ballot(known().version(band, "2024"), {"assent": "yes", **answers}, 4096)
    fill(wave.stores, WAVE, band, plaintext, count)


def export_box(wave, path, **changes):
    """The sealed box, written to ``path``."""
    return export(changes.get("stores", wave.stores), wave.catalogue, DEFINITIONS, WAVE, path)


def come_home(wave, path, **choices):
    """What was opened away, brought in from ``path``."""
    return bring_home(wave.stores, wave.catalogue, path, state_keys=wave.state_keys, today=TODAY, **choices)


def stored(stores, *, of=TABLES):
    """Everything in the results but ids drawn at random, as sets."""
    with stores.read("results") as results:
        rows = {table: results.execute(text(f"SELECT * FROM {table}")).mappings().all() for table in of}
    return {
        table: sorted(repr({name: it for name, it in row.items() if name not in DRAWN}) for row in found)
        for table, found in rows.items()
    }


def everything(stores):
    """Each table's rows, to see that nothing changed."""
    tables = {"fieldwork": ("wave", "access_code"), "box": ("wave_key", "wrapped_key", "ballot"), "results": TABLES}
    found = {}
    for store, names in tables.items():
        with stores.read(store) as session:
            for name in names:
                found[name] = sorted(map(repr, session.execute(text(f"SELECT * FROM {name}")).all()))
    return found
