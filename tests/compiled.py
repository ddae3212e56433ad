"""What is made once in the process, whichever of its many short-lived apps asks: templates, addresses, statements."""

from __future__ import annotations

from types import CodeType, FunctionType, MethodType

from flask import Flask
from jinja2 import BytecodeCache, Environment
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


def compile_templates_once() -> None:
    """Every template is compiled once for all apps, those too that the program itself makes, as each audit does."""
    kept = Compiled()
    make = Flask.create_jinja_environment

    def once(app: Flask) -> Environment:
        made = make(app)
        made.bytecode_cache = kept
        return made

    Flask.create_jinja_environment = once  # type: ignore[method-assign, assignment]  # no option of Flask's


def compile_addresses_once() -> None:
    """What reads and writes the addresses of a route is made once for all apps that have the same route.

    It was most of an app's start. Ours have no converters of their own, and Werkzeug's keep nothing, so that one app's
    serve another.
    """
    compile_one = Rule.compile  # Werkzeug offers no other place
    kept = dict[tuple[object, ...], tuple[dict[str, object], dict[str, FunctionType]]]()

    def once(rule: Rule) -> None:
        told = (rule.rule, rule.endpoint, rule.subdomain, rule.host, repr(rule.defaults), rule.merge_slashes)
        if told not in kept:
            compile_one(rule)
            made = {name: vars(rule)[name] for name in ("_parts", "_trace", "_converters", "arguments")}
            kept[told] = made, {name: vars(rule)[name].__func__ for name in ("_build", "_build_unknown")}
        made, written = kept[told]
        vars(rule).update(made)
        vars(rule).update({name: MethodType(function, rule) for name, function in written.items()})

    Rule.compile = once  # type: ignore[method-assign]


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
