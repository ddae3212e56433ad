"""Noticing that a store went missing while the others are in use, or that a part of its SQLite file did."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine, inspect, select, table

from surveyapp.db.errors import StoreDamaged, StoreLost


def refuse_lost(engines: Mapping[str, Engine], versions: Mapping[str, str | None]) -> None:
    """Raise StoreLost if a store is at no version at all while another one has rows.

    An installation that is new, or whose first upgrade was cut short, has rows nowhere.
    """
    lost = tuple(store for store, at in versions.items() if at is None)
    if lost and any(_in_use(engines[store]) for store in versions if store not in lost):
        raise StoreLost(lost)


def refuse_cut(store: str, engine: Engine) -> None:
    """Raise StoreDamaged if a SQLite file is shorter than it says of itself: SQLite reads what is missing as zeros."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(surveyapp_read=True) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()  # from here on nobody can be writing
        pages, size = (connection.exec_driver_sql(f"PRAGMA page_{name}").scalar_one() for name in ("count", "size"))
        path = connection.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'").scalar_one()
        missing = pages * size - Path(path).stat().st_size
    if missing > 0:
        raise StoreDamaged(store, f"{missing} bytes at its end are missing")


def refuse_damaged(store: str, engine: Engine) -> None:
    """Raise StoreDamaged if anything in a SQLite file is not as SQLite would have written it; reads the whole file."""
    refuse_cut(store, engine)
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(surveyapp_read=True) as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if found != "ok":
        raise StoreDamaged(store, found)


def _in_use(engine: Engine) -> bool:
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return any(connection.execute(select(1).select_from(table(name)).limit(1)).first() for name in names)
