"""A mail server without encryption, and a council whose rota is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders.post import Postbox, running
from builders.talk import kept

from surveyapp.config import Alerts
from surveyapp.db.engines import Stores


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[Alerts]:
    """A server without encryption."""
    with running(postbox) as settings:
        yield settings


@pytest.fixture
def council(stores: Stores) -> Stores:
    kept(stores)
    return stores
