"""Killing a process of our own before one of its statements or commits."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from sqlalchemy import event

from surveyapp.config import Settings
from surveyapp.db.engines import Stores, open_stores

STORES = ("fieldwork", "box", "results")


def counting(stores: Stores, at: int) -> list[int]:
    """Kill this process before its ``at``-th statement or commit; says how many there were if it lives."""
    seen = [0]

    def one(*_args: object) -> None:
        if seen[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        seen[0] += 1

    for store in STORES:
        event.listen(stores.engine(store), "before_cursor_execute", one)
        event.listen(stores.engine(store), "commit", one)
    return seen


def killed(settings: Settings, act: Callable[[Stores], object], at: int) -> bool:
    """Whether the act, in another process, was killed at this statement before it came to its end."""
    process = os.fork()
    if process == 0:
        try:
            stores = open_stores(settings)
            counting(stores, at)
            act(stores)
        except BaseException:
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it ended by itself, but not well"
    return os.WIFSIGNALED(status)
