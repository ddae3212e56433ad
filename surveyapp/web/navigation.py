"""The rooms a signed-in person can go to; each room puts itself on the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, current_app, request, url_for

from surveyapp.web import audience
from surveyapp.web.audience import Role
from surveyapp.web.words import Text


@dataclass(frozen=True, slots=True)
class Room:
    """A room's first page, its name, one line on what it is for, and the roles that may enter.

    ``waiting`` counts what waits there for whoever may enter; the number stands beside the name.
    """

    endpoint: str
    name: Text
    about: Text
    roles: frozenset[Role]
    place: int = 0
    waiting: Callable[[], int] = lambda: 0


def add(app: Flask, room: Room) -> None:
    """Put a room on the list."""
    app.extensions["rooms"] = tuple(sorted((*app.extensions.get("rooms", ()), room), key=lambda known: known.place))


def rooms() -> tuple[Room, ...]:
    """The rooms that this visitor may enter."""
    person = audience.visitor()
    known = cast(tuple[Room, ...], current_app.extensions.get("rooms", ()))
    return tuple(room for room in known if person is not None and person.may(*room.roles))


def here(room: Room) -> bool:
    """Whether this page is in the room: the one whose address is the longest beginning of ours."""
    begun = [url for one in rooms() if request.path.startswith(url := _path(one))]
    return bool(begun) and _path(room) == max(begun, key=len)


def _path(room: Room) -> str:
    return urlsplit(url_for(room.endpoint)).path


def name_authorities(app: Flask, title: Callable[[str], str]) -> None:
    """Say how an authority's id becomes its name; the store of accounts knows only ids."""
    app.extensions["authority title"] = title


def title_of(authority: str) -> str:
    """The authority's name, or its id where nobody knows the name."""
    named = cast("Callable[[str], str] | None", current_app.extensions.get("authority title"))
    return named(authority) if named and authority else authority


def install(app: Flask) -> None:
    """Give pages the list."""
    app.context_processor(lambda: {"rooms": rooms, "here": here, "authority_title": title_of})
