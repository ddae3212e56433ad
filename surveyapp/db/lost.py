"""Noticing that a store went missing: its database is empty or gone while the others are in use."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, inspect, select, table

from surveyapp.db.errors import StoreLost


def refuse_lost(engines: Mapping[str, Engine], versions: Mapping[str, str | None]) -> None:
    """Raise StoreLost if a store is at no version at all while another one has rows.

    An installation that is new, or whose first upgrade was cut short, has rows nowhere.
    """
    lost = tuple(store for store, at in versions.items() if at is None)
    if lost and any(_in_use(engines[store]) for store in versions if store not in lost):
        raise StoreLost(lost)


def _in_use(engine: Engine) -> bool:
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return any(connection.execute(select(1).select_from(table(name)).limit(1)).first() for name in names)
