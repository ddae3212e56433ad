"""The addresses by which a tablet joins a session and says now and again how it is."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from surveyapp.fieldwork import sessions
from surveyapp.fieldwork.sessions import (
    MOST_BALLOTS,
    MOST_REPORTS,
    MOST_TABLETS,
    Report,
    SessionFull,
    SessionOver,
    TakenOff,
)
from surveyapp.survey import saying, showing
from surveyapp.survey.presentation import FOR_ADULT
from surveyapp.survey.saying import Malformed, Told
from surveyapp.survey.showing import Screen
from surveyapp.web import clock
from surveyapp.web.animals import animal
from surveyapp.web.audience import open_to_children
from surveyapp.web.pictures import PICTURES

blueprint = Blueprint("sessions", __name__)
SMALL = 1024
"""Bytes of a request."""
STATES = {"yes": (True, False), "no": (False, False), "unclear": (False, True)}
"""What a tablet says of itself: whether it is in use, and whether it could not be cleared."""


@blueprint.get("/session")
@open_to_children
def session() -> tuple[str, int]:
    """Where a tablet joins; its script takes from here what tablets of a session show. The same for everybody."""
    shows: dict[str, object] = {
        "title": gettext("This tablet joins a session"),
        "animals": [animal(n) for n in range(MOST_TABLETS)],
        "pictures": PICTURES.values(),
    }
    return showing.rendered(Screen("session", shows, FOR_ADULT))


@blueprint.post("/session/join")
@open_to_children
def join() -> ResponseReturnValue:
    """The tablet is one of the session, and has an animal's name there."""
    told = saying.told(most=SMALL)
    joined = sessions.join(told.text("word"), key=told.text_if_any("key"), now=clock.now())
    return saying.said({"says": "joined", "key": joined.key, "number": joined.number, "wave": joined.wave})


@blueprint.post("/session/state")
@open_to_children
def state() -> ResponseReturnValue:
    """What this tablet tells of itself, kept in memory in place of what it told before."""
    told = saying.told(most=SMALL)
    in_use, unclear = _state(told)
    report = Report(in_use, _number(told.text("sent"), most=MOST_BALLOTS), unclear, _left(told))
    turn = _number(told.text_if_any("turn") or "0", most=MOST_REPORTS)
    goes_on = sessions.hear(told.text("key"), report, turn=turn, now=clock.now())
    return saying.said({"says": "heard" if goes_on else "over"})


def _state(told: Told) -> tuple[bool, bool]:
    said = told.text("in_use")
    if said not in STATES:
        raise Malformed
    return STATES[said]


def _left(told: Told) -> str:
    said = told.text_if_any("left")
    if said not in sessions.LEFT:
        raise Malformed
    return said


def _number(said: str, *, most: int) -> int:
    if not (said.isascii() and said.isdigit()) or int(said) > most:
        raise Malformed
    return int(said)


@blueprint.errorhandler(SessionOver)
def over(_error: SessionOver) -> ResponseReturnValue:
    """There is no such session, or not any more."""
    return saying.said({"says": "over"}, 404)


@blueprint.errorhandler(TakenOff)
def off(_error: TakenOff) -> ResponseReturnValue:
    """Not for this tablet."""
    return saying.said({"says": "over", "off": True}, 404)


@blueprint.errorhandler(SessionFull)
def full(_error: SessionFull) -> ResponseReturnValue:
    """So many tablets are no session."""
    return saying.said({"says": "full"}, 409)


@blueprint.errorhandler(Malformed)
def refused(error: Malformed) -> ResponseReturnValue:
    """The request is not one that our own script makes."""
    return saying.refused(error)
