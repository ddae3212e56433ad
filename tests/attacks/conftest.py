"""The demo's council, made once for all attacks on what is published."""

from __future__ import annotations

import pytest
from published import Council, of_the_demo


@pytest.fixture(scope="session")
def council() -> Council:
    """Three waves, what is known of their children, and what they said."""
    return of_the_demo()
