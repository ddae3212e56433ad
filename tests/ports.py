"""Ports for servers in processes of their own, which bind them a while after they were chosen."""

from __future__ import annotations

import os
import socket
from itertools import count

FIRST, EACH, WORKERS = 20_000, 1_500, 8
"""Below those that the system itself gives out: between choosing and binding nobody comes in between."""
_turns = count(os.getpid())


def free_port() -> int:
    """One that nobody listens on, of this worker's own, and none of the last ``EACH``."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
    for _ in range(EACH):
        port = FIRST + EACH * worker + next(_turns) % EACH
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("All ports of this worker are taken.")
