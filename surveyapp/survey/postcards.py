"""The words and drawings of the picture that a child gets at the end: of the companion and chance, never of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint
from flask_babel import gettext
from markupsafe import Markup

from surveyapp.survey import looks, showing
from surveyapp.survey.drawings import DRAWINGS
from surveyapp.survey.presentation import FOR_ADULT
from surveyapp.survey.showing import Screen
from surveyapp.web.audience import open_to_children
from surveyapp.web.pictures import PICTURES

blueprint = Blueprint("postcards", __name__)
SKIES = ("sun", "moon", "star")
THINGS = ("house", "tree", "flower", "umbrella", "car")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can stand on the picture: where, what it is called, and how it is drawn."""

    name: str
    part: str
    word: str
    drawing: Markup


@blueprint.get("/postcard")
@open_to_children
def postcard() -> tuple[str, int]:
    """What ``static/child/postcard.js`` makes the picture from. The same for everybody."""
    return showing.rendered(Screen("postcard", {"title": gettext("A picture for you"), "parts": _parts()}, FOR_ADULT))


def _parts() -> Iterator[Part]:
    for name, word in looks.COMPANIONS.items():
        yield Part(name, "companion", str(word), DRAWINGS[f"{name}.svg"])
    for part, names in (("sky", SKIES), ("thing", THINGS)):
        yield from (Part(name, part, str(PICTURES[name].word), PICTURES[name].drawing) for name in names)
