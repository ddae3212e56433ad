"""What the tests of the pages' scripts need: Node.js, and the packages of package.json where a test asks for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import browser as browsers
import pytest
import workbench
from playwright.sync_api import Browser, BrowserContext

from surveyapp import create_app
from surveyapp.config import Settings


@pytest.fixture(scope="session")
def node() -> str:
    """The program that runs the scripts without a browser."""
    found = shutil.which("node")
    if found is None:
        pytest.fail("these tests need Node.js: ./run-tests brings it, or install the package nodejs", pytrace=False)
    return found


@pytest.fixture(scope="session")
def bench(sqlite_template: Settings) -> Iterator[str]:
    """The address of an app whose workbench page calls the scripts by name; nothing is written to its stores."""
    app = create_app(sqlite_template)
    workbench.add(app)
    with browsers.served(app) as address:
        yield address
    app.extensions["stores"].close()


@pytest.fixture
def context(chromium: Browser, bench: str) -> Iterator[BrowserContext]:
    """A browser with an empty device."""
    made = browsers.opened(chromium, bench)
    yield made
    made.close()
