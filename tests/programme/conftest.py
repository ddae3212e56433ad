"""A programme in a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.gathered import Programme

from surveyapp.db.engines import Stores


@pytest.fixture
def programme(stores: Stores, tmp_path: Path) -> Iterator[Programme]:
    """A programme that nobody has joined."""
    with stores.write("releases") as session:
        yield Programme(session, tmp_path / "keys")
