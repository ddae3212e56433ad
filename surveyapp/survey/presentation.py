"""What sets one band's pages apart from another's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a band's pages are dressed.

    ``stones`` draws the way as stepping stones instead of counting questions; ``pictured`` puts a drawing on every
    button; ``hides`` offers a scene to hide behind instead of leaving for another site; ``reviews`` lets the child
    read all answers again before sending; ``private`` says in one line on every page who can see the answers;
    ``accompanied`` children have a grown-up beside them who may hold the pen.
    """

    room: str
    stones: bool = False
    pictured: bool = False
    hides: bool = False
    reviews: bool = False
    private: bool = False
    accompanied: bool = False


NOBODY_YET = Presentation("start")
FOR_ADULT = Presentation("adults", stones=True, hides=True)
PRESENTATIONS: Mapping[str, Presentation] = {
    "4-7": Presentation("youngest", stones=True, pictured=True, hides=True, accompanied=True),
    "8-11": Presentation("middle", stones=True, pictured=True, hides=True),
    "11-18": Presentation("teens", reviews=True, private=True),
    "leavers": Presentation("adults", reviews=True, private=True),
}


def presentation(name: str) -> Presentation:
    """How the band that asks for this presentation looks; a new band without one of its own looks grown-up."""
    return PRESENTATIONS.get(name, PRESENTATIONS["leavers"])
