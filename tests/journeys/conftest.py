"""A real server and an open wave for children in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders import child
from builders.child import Fieldwork
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from walking import SIZES, scripted


@pytest.fixture
def made(app: Flask, request: pytest.FixtureRequest) -> Fieldwork:
    """A council with an open wave and cards: for the test's band, or for every band."""
    bands = [it for name, it in request.node.callspec.params.items() if name == "band"] or child.BANDS
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].version(band, "2024") for band in bands])


@pytest.fixture
def tablet(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A tablet with the pages' scripts."""
    with scripted(chromium, served, size=SIZES["tablet"]) as context:
        yield context
