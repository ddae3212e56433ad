"""The made-up release published in a real store, and a panel member who reads it."""

from __future__ import annotations

import pytest
from builders.published import publish
from builders.release import release
from flask import Flask
from pages import Pages

from surveyapp.releases.read import Published
from surveyapp.web.audience import Role


@pytest.fixture
def published(app: Flask) -> Published:
    """The made-up release, published."""
    return publish(app, release())


@pytest.fixture
def panel(pages: Pages, published: Published) -> Pages:
    """A panel member of the made-up council."""
    return pages.signed_in(Role.VIEWER, authority=published.release.authority)
