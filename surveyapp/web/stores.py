"""The stores and the catalogue that one process works with."""

from typing import cast

from flask import Flask, current_app

from surveyapp.config import Settings
from surveyapp.db.engines import Stores, open_stores
from surveyapp.definition import catalogue as definitions
from surveyapp.definition.catalogue import Catalogue


def install(app: Flask, settings: Settings) -> None:
    """Open the stores and read the definitions."""
    app.extensions["settings"] = settings
    app.extensions["stores"] = open_stores(settings)
    app.extensions["catalogue"] = definitions.load(settings.definitions)


def stores() -> Stores:
    """The open stores."""
    return cast(Stores, current_app.extensions["stores"])


def catalogue() -> Catalogue:
    """The surveys this installation knows."""
    return cast(Catalogue, current_app.extensions["catalogue"])


def settings() -> Settings:
    """How this installation is set up."""
    return cast(Settings, current_app.extensions["settings"])
