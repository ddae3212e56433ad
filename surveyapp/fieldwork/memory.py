"""Memory that the processes of one server share: a file without a name that never was on a disk, gone with them."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any


class Memory:
    """What is kept here is seen by this process and by those forked from it after it was made.

    Where the machine makes no such files (only Linux does), each process keeps its own: one process serves all then.
    """

    def __init__(self) -> None:
        make = getattr(os, "memfd_create", None)
        self._file: int | None = make("surveyapp") if make else None
        self._own = b""
        self._lock = Lock()

    @contextmanager
    def changed(self) -> Iterator[dict[str, Any]]:
        """What is kept, to be changed in place; one thread of one process at a time. An error changes nothing."""
        with self._alone():
            kept = self._read()
            yield kept
            self._write(json.dumps(kept, separators=(",", ":")).encode())

    def seen(self) -> dict[str, Any]:
        """What is kept now."""
        with self._alone():
            return self._read()

    def _read(self) -> dict[str, Any]:
        content = self._own if self._file is None else os.pread(self._file, os.fstat(self._file).st_size, 0)
        return dict(json.loads(content)) if content else {}

    def _write(self, content: bytes) -> None:
        if self._file is None:
            self._own = content
            return
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, content, 0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A process that dies lets go by itself."""
        with self._lock:
            if self._file is not None:
                fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                if self._file is not None:
                    fcntl.lockf(self._file, fcntl.LOCK_UN)
