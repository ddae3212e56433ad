"""What most commands need: this installation's settings, its open stores and its surveys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from surveyapp import config
from surveyapp.casting import fitting
from surveyapp.config import Settings
from surveyapp.db.engines import Stores, open_stores
from surveyapp.definition import catalogue
from surveyapp.definition.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation, ready to work with."""

    settings: Settings
    stores: Stores
    catalogue: Catalogue


@contextmanager
def opened(*, any_pepper: bool = False) -> Iterator[Installation]:
    """Open the installation that ``--instance`` names, and close it afterwards.

    Raises PepperUnfit unless what is done is as good under ``any_pepper``.
    """
    settings = config.load(instance(click.get_current_context()))
    stores = open_stores(settings)
    try:
        if not any_pepper:
            fitting.assert_fits(stores)
        yield Installation(settings, stores, catalogue.load(settings.definitions))
    finally:
        stores.close()


def instance(context: click.Context) -> Path | None:
    """The folder that ``--instance`` names."""
    folder = context.find_root().obj
    return folder if isinstance(folder, Path) else None
