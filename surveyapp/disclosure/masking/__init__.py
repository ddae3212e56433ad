"""A first mask over a comment, before people read it: names, places and other marks of a person, by rules alone."""

from surveyapp.disclosure.masking.gazetteer import Entry, Gazetteer, Unreadable, read_gazetteer
from surveyapp.disclosure.masking.marks import Mark, Role, Source, find_marks, masked

__all__ = ["Entry", "Gazetteer", "Mark", "Role", "Source", "Unreadable", "find_marks", "masked", "read_gazetteer"]
