"""How the workers of a run share the tests: what many of them need is made by one worker, and long ones go first.

The groups of pytest-xdist do not do: since pytest 9.2 it no longer sees them, and hands out test by test, so that every
worker makes what a module or a folder needs.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("attacks", "client", "demo", "faults", "releases")
"""Folders that make something for all of their files: a council, a program's server, two releases."""
FIRST = (
    "attacks",
    "faults",
    "journeys/test_journeys_child_looks",
    "journeys",
    "dashboards",
    "client",
    "desk",
    "audit",
    "demo",
    "releases",
    "opening",
    "survey",
)
"""What takes minutes, so that no worker begins it when the others are done; what takes seconds is left to the end."""


class Sharing(LoadScopeScheduling):
    """Gives a worker a whole file at a time, or a folder of those that go together."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def unit(nodeid: str) -> str:
    """What a test is handed out with: its folder or its file."""
    file = nodeid.partition("::")[0]
    folder = file.removeprefix("tests/").partition("/")[0]
    return folder if folder in TOGETHER else file


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The tests as they are handed out, those of one file as they stand there."""
    return sorted(items, key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    found = (place for place, begins in enumerate(FIRST) if nodeid.startswith(f"tests/{begins}"))
    return next(found, len(FIRST))
