"""Careless designs, one fault each, that the same attacks have to catch."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from simulation import Loot, Truth
from sqlalchemy import create_engine, text

from surveyapp.db import serverlog, statistics
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import encode_ballot
from surveyapp.opening.contents import Contents
from surveyapp.opening.rows import Row


def careless_log(folder: Path, truth: Truth) -> tuple[list[bytes], list[bytes]]:
    """A box in WAL mode with synchronous = NORMAL: tags in the order of the log's frames, and the tags as they came."""
    path = folder / "careless.db"
    tags = [truth.tags[child] for child in truth.order]
    with closing(sqlite3.connect(path, isolation_level=None)) as box:
        box.execute("PRAGMA journal_mode = WAL")
        box.execute("PRAGMA synchronous = NORMAL")
        box.execute("CREATE TABLE ballot (tag BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
        for tag in tags:
            box.execute("INSERT INTO ballot VALUES (?, ?)", [tag, secrets.token_bytes(200)])
        box.execute("PRAGMA wal_checkpoint(FULL)")
        log = Path(f"{path}-wal").read_bytes()
    return sorted((tag for tag in tags if tag in log), key=log.find), tags


@contextmanager
def logs_kept() -> Iterator[None]:
    """As if a wash rewrote the tables, and left it to PostgreSQL when to write over its own log."""
    drop, serverlog.drop = serverlog.drop, lambda _engine: None
    try:
        yield
    finally:
        serverlog.drop = drop


def analysed(stores: Stores) -> None:
    """As PostgreSQL looks at tables by itself once enough has come: a sample of each column that may be sampled."""
    for store in ("fieldwork", "box"):
        with stores.write(store) as session:
            session.execute(text("ANALYZE"))


@contextmanager
def samples_kept(stores: Stores) -> Iterator[None]:
    """As if nobody had told PostgreSQL not to sample: every column as it comes, and no wash that drops it."""
    kept, statistics.drop = statistics.drop, lambda _engine: None
    columns = {"fieldwork": ("access_code", "blinded"), "box": ("ballot", "tag")}
    _let_sample(stores, columns, -1)
    try:
        yield
    finally:
        statistics.drop = kept
        for store in columns:
            statistics.drop(stores.engine(store))


def _let_sample(stores: Stores, columns: Mapping[str, tuple[str, str]], values: int) -> None:
    for store, (table, column) in columns.items():
        with stores.write(store) as session:
            session.execute(text(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {values}"))


def access_log(truth: Truth) -> str:
    """What a web server writes where the code stands in the address."""
    lines = (
        f'10.0.0.9 - - [day {truth.days[child]}] "GET /s/?code={truth.cards[child]} HTTP/1.1" 200 -'
        for child in truth.order
    )
    return "\n".join(lines)


def cards_in(log: str, truth: Truth) -> list[int]:
    """The children whose codes stand in a log, in its order: an attacker who has the list of cards reads it off."""
    child_of = {card: child for child, card in truth.cards.items()}
    return [child for card, child in sorted(child_of.items(), key=lambda it: log.find(it[0])) if card in log]


def plain_lengths(loot: Loot, answers: Iterable[Mapping[str, str]]) -> Counter[int]:
    """How long ballots would be if they were as long as what was written."""
    instrument = loot.wave.catalogue.version("8-11", "2024")
    return Counter(len(encode_ballot(instrument, given, 4096).rstrip(b"\0")) for given in answers)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Everything that any logger of the process would write at the level DEBUG."""
    lines: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]  # a listener of one line
    loggers = [
        logging.getLogger(name) for name in ("", "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "werkzeug")
    ]
    before = [one.level for one in loggers]
    loggers[0].addHandler(handler)
    for one in loggers:
        one.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        loggers[0].removeHandler(handler)
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)


@contextmanager
def unfiltered() -> Iterator[None]:
    """As if the program did not keep its engines' log short."""
    logger = logging.getLogger("sqlalchemy.engine.Engine")
    before, logger.filters = logger.filters, []
    try:
        yield
    finally:
        logger.filters = before


def told_by_echo(address: str, digest: bytes) -> list[str]:
    """The lines of an engine that shows what it was given (hide_parameters left as it comes)."""
    engine = create_engine(address)
    with unfiltered(), listening() as lines, engine.connect() as connection:
        connection.execute(text("SELECT 1 WHERE :digest IS NOT NULL"), {"digest": digest.hex()})
    engine.dispose()
    return lines


def with_groups(contents: Contents, rows: Sequence[Row], breakdowns: Sequence[str]) -> list[tuple[str, ...]]:
    """Rows that carry some breakdowns: what stands beside the answers on each."""
    found = []
    for unit in contents.units:
        for band in unit.bands:
            groups = [contents.groups[one, band] for one in breakdowns]
            found += [(unit.label, *(group[at] for group in groups)) for at in range(len(contents.members[band]))]
    assert len(found) == len(rows)
    return found


def alone(described: Iterable[tuple[str, ...]]) -> int:
    """How many are the only one of their kind: an adult who knows the child has the row."""
    return sum(n == 1 for n in Counter(described).values())
