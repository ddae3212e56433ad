"""A first mask over a comment, before people read it: names, places and other marks of a person, by rules alone."""

from surveyapp.disclosure.masking.checking import Piece, in_pieces, left, still_named, unexplained
from surveyapp.disclosure.masking.gazetteer import Entry, Gazetteer, Unreadable, read_gazetteer
from surveyapp.disclosure.masking.marks import Mark, Role, Source, find_marks, masked

__all__ = [
    "Entry", "Gazetteer", "Mark", "Piece", "Role", "Source", "Unreadable", "find_marks", "in_pieces", "left", "masked",
    "read_gazetteer", "still_named", "unexplained",
]  # fmt: skip
