"""Putting a release into an app's store, as after an opening."""

from __future__ import annotations

from datetime import date

from flask import Flask

from surveyapp.releases import store
from surveyapp.releases.model import Release
from surveyapp.releases.read import Published

DAY = date(2026, 5, 19)


def publish(app: Flask, told: Release, *, reason: str | None = None) -> Published:
    """Freeze a release in the app's store."""
    with app.extensions["stores"].write("releases") as session:
        return store.publish(session, told, day=DAY, reason=reason)
