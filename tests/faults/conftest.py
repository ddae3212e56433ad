"""Installations that faults are tried on: one for each database, with a running server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from place import Place, installed


@pytest.fixture(scope="session")
def served_place() -> Iterator[Callable[[str], Place]]:
    """The installation on this database, made when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def of(database: str) -> Place:
            place = stack.enter_context(installed(database))
            place.server.start()
            return place

        yield of
