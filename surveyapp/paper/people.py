"""Whom a booklet tells of: the authority's own checked list, or the national lines where it has none."""

from __future__ import annotations

from surveyapp.paper.model import Person
from surveyapp.paper.saying import Sayings

CHILDLINE_UP_TO = 18
"""The oldest whom Childline is for."""


def national(said: Sayings, *, oldest: int) -> tuple[Person, ...]:
    """The lines for the ages of a band; for adults the one for any age comes first."""
    hours = said.gettext("At any time, day and night")
    childline = Person("Childline", said.gettext("For anybody under 19. It is free."), "0800 1111", hours=hours)
    samaritans = Person("Samaritans", said.gettext("For anybody of any age. It is free."), "116 123", hours=hours)
    return (samaritans, childline) if oldest > CHILDLINE_UP_TO else (childline,)
