"""PostgreSQL's own lists of everything that there is in a database and that no server is made with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

FIRST = 16384
"""The lowest number of things that somebody made after the server was."""
LISTS = text(
    """SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'oid'
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT c.relisshared
AND c.relname NOT IN ('pg_enum', 'pg_largeobject_metadata') AND has_table_privilege(c.oid, 'select') ORDER BY 1"""
)
"""Words of a type go with it; what is said of large objects stands below."""
LARGE = "SELECT 'pg_largeobject'::regclass::oid, oid FROM pg_largeobject_metadata"
"""Whoever makes a large object chooses its number."""
IDENTIFIED = """SELECT made.classid, made.oid, one.type, one.identity, named.object_names
FROM ({made}) AS made, pg_identify_object(made.classid, made.oid, 0) AS one,
pg_identify_object_as_address(made.classid, made.oid, 0) AS named ORDER BY one.type, one.identity"""
BELONGING = text(
    """SELECT classid, objid, refclassid, refobjid, deptype::text FROM pg_depend
WHERE objid >= :first AND deptype IN ('i', 'a', 'e')"""
)
UNSTEADY = text(
    """WITH said AS (
    SELECT 'check ' || conname || ' on ' || conrelid::regclass::text AS what, conbin::text AS said
    FROM pg_constraint WHERE conbin IS NOT NULL AND oid >= :first
    UNION ALL SELECT 'default of ' || adrelid::regclass::text || '.' || attname, adbin::text
    FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE pg_attrdef.oid >= :first
)
SELECT what FROM said WHERE said LIKE '%{SQLVALUEFUNCTION%' OR EXISTS (
    SELECT FROM regexp_matches(said, 'funcid (\\d+)', 'g') AS called
    JOIN pg_proc ON pg_proc.oid = called[1]::oid WHERE provolatile = 'v' AND proname <> 'nextval')
ORDER BY what"""
)
"""Checks and defaults that do something, or look at the clock, whenever a row is written."""
ACTING = text(
    """SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'rule ' || rulename || ' on ' || ev_class::regclass::text FROM pg_rewrite
    WHERE oid >= :first AND rulename <> '_RETURN'
UNION ALL SELECT 'policy ' || polname || ' on ' || polrelid::regclass::text FROM pg_policy
UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger ORDER BY 1"""
)
"""What does something of its own when rows are written or read."""
PASSING = ("pg_temp", "pg_toast_temp")
"""How schemas begin that a server makes for tables of one connection, which go with it: nobody else may call one so."""
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a database: ``names`` are its schema, its table where it is of one, and its own, each by itself.

    ``identity`` is them in one line, for people: out of it no name can be told, for a name may hold any sign.
    """

    kind: str
    identity: str
    names: tuple[str, ...]

    @property
    def passing(self) -> bool:
        """Whether it goes with the connection that made it."""
        return (self.kind == "schema" or len(self.names) > 1) and self.names[0].startswith(PASSING)


def things(connection: Connection, *, known: Callable[[Thing], bool]) -> Iterator[Thing]:
    """What there is and is neither known, nor belongs inwardly to what is known, nor to another thing named here."""
    found = _all(connection)
    owners = _owners(connection, found)
    fine = {key for key, thing in found.items() if known(thing) or thing.passing}
    while more := {key for key in found.keys() - fine if owners.get(key, set()) & fine}:
        fine |= more
    for key, thing in found.items():
        if key not in fine and not owners.get(key, set()) & found.keys():
            yield thing


def unsteady(connection: Connection) -> Iterator[str]:
    """See ``UNSTEADY``."""
    yield from connection.scalars(UNSTEADY, {"first": FIRST})


def acting(connection: Connection) -> Iterator[str]:
    """See ``ACTING``, and ``UNSTEADY``."""
    yield from connection.scalars(ACTING, {"first": FIRST})
    yield from unsteady(connection)


def _all(connection: Connection) -> Mapping[Key, Thing]:
    lists = list(connection.scalars(LISTS))
    each = [f"SELECT '{one}'::regclass::oid AS classid, oid FROM {one} WHERE oid >= {FIRST}" for one in lists]  # noqa: S608 (the server's own names)
    rows = connection.exec_driver_sql(IDENTIFIED.format(made=" UNION ALL ".join([*each, LARGE])))
    return {(row[0], row[1]): Thing(row[2], row[3], tuple(row[4])) for row in rows if row[2] is not None}


def _owners(connection: Connection, found: Mapping[Key, Thing]) -> Mapping[Key, set[Key]]:
    """What each thing belongs to: inwardly, to an extension, or an index to a table of long values."""
    owners: dict[Key, set[Key]] = {}
    for classid, objid, refclass, refobj, kind in connection.execute(BELONGING, {"first": FIRST}):
        owner = found.get((refclass, refobj))
        if kind in "ie" or (owner is not None and owner.kind == "toast table"):
            owners.setdefault((classid, objid), set()).add((refclass, refobj))
    return owners
