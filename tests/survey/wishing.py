"""A child asks to be contacted, in the forms of these tests."""

from __future__ import annotations

from typing import Any

from flask import Flask
from pages import Page, Pages

from surveyapp.safeguarding import requests
from surveyapp.safeguarding.requests import Wish
from surveyapp.safeguarding.wrapped import PURPOSE

ROBIN = {"called": "Robin", "reach": "07700 900123", "when": "after school", "words": "Please ring me"}


def sent(pages: Pages, status: int = 200, path: str = "/s/talk/council", **typed: Any) -> Page:
    return pages.submit(pages.get(path), status, **({"go": "send"} | ROBIN | typed))


def wishes(app: Flask) -> list[Wish]:
    stores = app.extensions["stores"]
    with stores.read("safeguarding") as session:
        known = requests.listed(session, "council")
        return [requests.wish(session, stores.key(PURPOSE), "council", one.id) for one in known]
