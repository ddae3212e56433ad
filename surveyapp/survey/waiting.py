"""The page of a child whose code is not looked up yet because checks are slow: it asks again by itself."""

from __future__ import annotations

from flask import url_for

from surveyapp.survey import words
from surveyapp.survey.showing import Screen

SECONDS = 2
"""Between two askings without a script: often enough for a fair share of the turns."""


def turn(ticket: str) -> Screen:
    """Nothing to do and nothing to press; the address it asks again holds the code encrypted."""
    again = url_for("survey.turn", ticket=ticket)
    return Screen("turn", {"title": words.ONE_MOMENT, "sentences": words.TURN, "seconds": SECONDS, "again": again})
