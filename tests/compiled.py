"""Page templates and addresses compiled once in the process, whichever of its many short-lived apps asks for them."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


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
