"""How far the reading of comments is: numbers alone."""

from __future__ import annotations

from surveyapp.fieldwork import waves
from surveyapp.results import comments
from surveyapp.results.comments import Reading
from surveyapp.web import audience
from surveyapp.web.stores import stores


def readings() -> list[tuple[str, str, Reading]]:
    """Of each wave with comments its id, its title and how far it is read, the newest first."""
    with stores().read("fieldwork") as session:
        titles = {one.id: one.title for one in waves.of(session, audience.current().authority)}
    with stores().read("results") as session:
        found = comments.reading(session, titles)
    return [(id, title, found[id]) for id, title in titles.items() if id in found]


def waiting() -> int:
    """How many comments wait to be read for harm, for the list of rooms."""
    return sum(one.unread for _, _, one in readings())
