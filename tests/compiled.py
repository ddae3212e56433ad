"""What is made once in the process, whichever of its many short-lived apps asks: templates, addresses, statements."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule
from whitenoise import WhiteNoise


class Compiled(BytecodeCache):
    """Keeps each template's code by its name and the checksum of its source."""

    def __init__(self) -> None:
        self.kept = dict[tuple[str, str], CodeType | None]()

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


def compile_addresses_once() -> None:
    """What writes the addresses of a route is made once for all apps that have the same route: half of an app's start.

    Ours have no converters of their own, and Werkzeug's keep nothing, so that one app's serve another.
    """
    compiled = Rule._compile_builder  # Werkzeug offers no other place
    kept = dict[tuple[object, ...], Callable[..., tuple[str, str]]]()

    def once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, rule.endpoint, rule.subdomain, rule.host, repr(rule.defaults), append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = once  # type: ignore[method-assign]


def list_static_files_once() -> None:
    """The headers of every static file are written once for all apps that serve the same folder: a third of a start."""
    listing = WhiteNoise.update_files_dictionary
    kept = dict[tuple[object, ...], dict[str, object]]()

    def once(served: WhiteNoise, root: str, prefix: str) -> None:
        key = (root, prefix, served.max_age, served.immutable_file_test, served.add_headers_function)
        if key not in kept:
            before, served.files = served.files, {}
            listing(served, root, prefix)
            kept[key], served.files = served.files, before
        served.files.update(kept[key])

    WhiteNoise.update_files_dictionary = once  # type: ignore[method-assign]  # WhiteNoise offers no other place


def compile_statements_once() -> None:
    """The SQL of each statement is written once for all engines of the same kind: a tenth of a test that uses a store.

    SQLAlchemy keeps it for one engine, by its dialect; ours of one kind are all made alike and read the same server.
    """
    kept = dict[type, LRUCache[object, object]]()

    def shared(engine: Engine) -> LRUCache[object, object]:
        return kept.setdefault(type(engine.dialect), LRUCache(capacity=4000))

    Engine._compiled_cache = property(shared, lambda _engine, _its_own: None)  # type: ignore[assignment]
    DefaultDialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[assignment, method-assign]
    DefaultDialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]
