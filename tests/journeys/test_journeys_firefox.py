"""Firefox writes down what stands in forms, to bring windows back: of a child's answers it finds nothing to write."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path

import pytest
import sealed
from builders import talk
from canary import unpacked
from flask import Flask
from hands import PATIENCE
from test_journeys_engines import HERE, Site, Tablet, _to_the_bedroom, site
from test_journeys_session import BEDROOM

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]
__all__ = ["site"]

CONTROL = """() => { const made = document.getElementById("control") ?? document.createElement("input");
    made.id = "control"; document.body.append(made); made.value = ""; made.focus(); return true }"""
"""Something that it does write down, so that one knows when it has."""
_TURN = count()


def test_nothing_of_what_is_ticked_and_typed_is_in_its_session_file(site: Site, app: Flask) -> None:
    talk.ready(app)
    with ExitStack() as room:
        tablet = Tablet(room, site, "firefox")
        _to_the_bedroom(tablet, site.made.cards["8-11"][0])
        assert written(tablet) == [], "ticked before, and drawn again"
        tablet.tap(f"label.card:not(:has(:checked)):has({BEDROOM})")
        assert written(tablet) == [], "ticked by a finger"
        while not tablet.hand.look(HERE, "main textarea"):
            tablet.hand.pause()
            tablet.hand.look(sealed.ANSWER, 1)
        tablet.write("main textarea", "Canarywords")
        assert written(tablet) == [], "a child's own words"
        tablet.hand.go("/s/talk/council")
        for name in ("called", "reach", "when", "words"):
            tablet.write(f"#{name}", "Canarywords")
        assert written(tablet) == [], "who asks to be contacted"


def written(tablet: Tablet) -> list[str]:
    """What of this page's form stands in the file, as soon as a control does."""
    marker = f"control{next(_TURN)}"
    tablet.hand.look(CONTROL)
    tablet.hand.write(marker)
    file = tablet.folder / "firefox" / "sessionstore-backups" / "recovery.jsonlz4"
    end = time.monotonic() + PATIENCE
    while (found := _kept(file)).get("control") != marker:
        assert time.monotonic() < end, "it has written nothing down"
        time.sleep(0.2)
    return [f"{field}: {value}" for field, value in found.items() if field != "control"]


def _kept(file: Path) -> dict[str, object]:
    """What it keeps of the fields of the page on top, by their ids or ways."""
    with suppress(FileNotFoundError):
        for session in unpacked(file.read_bytes()):
            kept = json.loads(session)["windows"][0]["tabs"][0].get("formdata", {})
            return kept.get("id", {}) | kept.get("xpath", {})
    return {}
