"""Page templates compiled once in the process, whichever of its many short-lived apps asks for them."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps each template's code by its name and the checksum of its source."""

    def __init__(self) -> None:
        self.kept = dict[tuple[str, str], CodeType | None]()

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code
