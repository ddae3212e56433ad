"""The made-up council's two waves and their releases, made once for all that read them."""

from __future__ import annotations

import pytest
from builders import northvale

from surveyapp.definition.catalogue import Catalogue
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Release
from surveyapp.releases.source import Source


@pytest.fixture(scope="session")
def known() -> Catalogue:
    """The surveys of this project."""
    return northvale.surveys()


@pytest.fixture(scope="session")
def sources(known: Catalogue) -> tuple[Source, Source]:
    """What both releases are made of, each on its own."""
    return northvale.source(known, 2024), northvale.source(known, 2026)


@pytest.fixture(scope="session")
def releases(known: Catalogue, sources: tuple[Source, Source]) -> tuple[Release, Release]:
    """2024, and 2026 compared with it."""
    before = assemble(sources[0])
    return before, assemble(northvale.source(known, 2026, counts=sources[1].counts, before=before))
