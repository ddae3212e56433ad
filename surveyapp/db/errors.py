"""What can be wrong with a store, each with a name of its own."""

from __future__ import annotations


class UnsafeStore(Exception):
    """A database runs with a setting that would keep an order, a time or a trace; the app refuses to use it."""

    def __init__(self, store: str, setting: str, *, found: object, wanted: object) -> None:
        super().__init__(f"The {store} store is not safe: {setting} is {found!r} and must be {wanted!r}.")
        self.store = store
        self.setting = setting


class RightsMissing(Exception):
    """A store's role may not let the server's own log go, which tells in which order everything came."""

    def __init__(self, store: str, database: str, statements: tuple[str, ...]) -> None:
        super().__init__(
            f"The {store} store is not safe: its role may not let the server's own log go after a wash. "
            f"As the cluster's superuser, connected to the database {database!r}, run: {' '.join(statements)}"
        )
        self.store = store
        self.statements = statements


class LogKept(Exception):
    """After a wash the PostgreSQL server still keeps older files of its own log."""

    def __init__(self, database: str, number: int) -> None:
        super().__init__(
            f"Washed, but the server of the database {database!r} keeps older files of its own log ({number}), which "
            "tell an order. Look for replication slots, wal_keep_size, and who copies the cluster."
        )


class BoxNotAlone(Exception):
    """The box shares a PostgreSQL cluster with another store, whose transaction numbers would tell ballots' times."""

    def __init__(self, other: str) -> None:
        super().__init__(
            f"The box and the {other} store are on one PostgreSQL cluster (equal system identifiers), where "
            "transaction numbers tell which child cast which ballot. Give the box a cluster of its own."
        )


class WatchedStore(Exception):
    """Something that this program did not make acts on a store's rows by itself, and could note who came when."""

    def __init__(self, store: str, found: tuple[str, ...]) -> None:
        super().__init__(
            f"The {store} store is not safe: somebody has laid into its database what acts on rows by itself: "
            f"{', '.join(found)}. Find out who before you remove it; `surveyapp audit anonymity` names what else is "
            "there."
        )
        self.store = store


class DriverMissing(Exception):
    """A postgresql:// address is configured but its driver is not installed."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"The {store} store is to be on PostgreSQL, whose driver is not installed. "
            "Install it with `pip install 'surveyapp[postgresql]'`."
        )


class UnknownDatabase(Exception):
    """A store's address is neither sqlite:/// nor postgresql://."""

    def __init__(self, store: str, found: str) -> None:
        super().__init__(f"The {store} store's address begins with {found!r}; use sqlite:/// or postgresql://.")


class StoreBusy(Exception):
    """Another process kept a SQLite file locked for longer than the 20 seconds we wait; try again."""


class StoreMissing(Exception):
    """A store's database cannot be reached or does not exist."""

    def __init__(self, store: str, why: str) -> None:
        super().__init__(f"The {store} store's database cannot be opened: {why}")


class StoreNotEmpty(Exception):
    """A backup is put back into an empty database alone; nothing that is there is ever written over."""

    def __init__(self, store: str) -> None:
        super().__init__(f"The {store} store has something in it. A backup is put back into an empty one alone.")
        self.store = store


class StoreDamaged(Exception):
    """A store's SQLite file is not what SQLite wrote: its disk, or another program, has changed or cut it."""

    def __init__(self, store: str, why: object) -> None:
        super().__init__(
            f"The {store} store's file is damaged ({why}). Stop the server, keep the file as it is, "
            "and put the last copies back (`surveyapp restore`)."
        )
        self.store = store


class StoreLost(Exception):
    """A store is empty or gone while others are in use; an empty one in its place would hide what was in it."""

    def __init__(self, stores: tuple[str, ...]) -> None:
        super().__init__(
            f"Empty or gone, though the other stores are in use: {', '.join(stores)}. Nothing was made in its place. "
            "Look where the database went, or put the last copies of all stores back (`surveyapp restore`)."
        )
        self.stores = stores


class PepperUnfit(Exception):
    """The pepper in the settings is not the one that the stores, or copies of them, were written under."""

    def __init__(self, *unread: str) -> None:
        super().__init__(
            f"The pepper in the settings does not open {', '.join(unread)}: it is another installation's, or was "
            "changed. Under it no printed card would be known again, and no child's request could be read. "
            "Put the settings.toml that belongs to these stores back, from the safe. Nothing was changed."
        )
        self.unread = unread


class IssuersExchanged(PepperUnfit):
    """The settings are these stores' own, and yet a box holds issuer keys that they do not open."""

    def __init__(self, *waves: str) -> None:
        Exception.__init__(
            self,
            f"The box holds other keys for the cards of {', '.join(waves)} than this installation made: somebody has "
            "exchanged them by other means than this program. The settings are right. No card of theirs can be used; "
            "put the last copies of all stores back (`surveyapp restore`). Nothing was changed.",
        )
        self.unread = waves


class NestedTransaction(Exception):
    """A thread that has a store open opened it again to write: it would wait for itself."""

    def __init__(self, store: str) -> None:
        super().__init__(f"The {store} store is already open in this thread; pass its session instead.")


class DatabaseOutOfDate(Exception):
    """A store's database is not at the version this program needs."""

    def __init__(self, stores: tuple[str, ...]) -> None:
        super().__init__(f"Not at this program's version: {', '.join(stores)}. Run `surveyapp db upgrade`.")
        self.stores = stores


class DatabaseTooNew(Exception):
    """A store's database was made by a newer program than this one."""

    def __init__(self, stores: tuple[str, ...]) -> None:
        super().__init__(
            f"Made by a newer program than this: {', '.join(stores)}. Install that program; nothing was changed."
        )
        self.stores = stores


class BrokenReferences(Exception):
    """A migration would leave rows that refer to nothing; it was undone."""

    def __init__(self, table: str) -> None:
        super().__init__(f"The migration was undone: it would leave rows of {table} that refer to nothing.")
