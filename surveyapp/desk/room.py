"""The desk's blueprint, and who may do what in it."""

from typing import cast

from flask import Blueprint, Flask, abort
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _

from surveyapp.desk import bands, comments_progress, comments_waiting, requests_waiting, words
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.fieldwork.models import Authority, Wave
from surveyapp.staff import audit
from surveyapp.web import audience, navigation
from surveyapp.web.audience import Role
from surveyapp.web.navigation import Room
from surveyapp.web.stores import stores

READING = (Role.WORKER, Role.ANALYST, Role.CUSTODIAN, Role.ADMIN)
RUNNING = (Role.WORKER, Role.ADMIN)
PLANNING = (Role.WORKER, Role.ANALYST, Role.ADMIN)
KEEPING = (Role.CUSTODIAN, Role.ADMIN)
RELEASING = (Role.ANALYST, Role.ADMIN)
DESTROYING = (Role.ADMIN,)
MASKING = (Role.ANALYST, Role.SAFEGUARDING)

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.record_once
def _enter(state: BlueprintSetupState) -> None:
    """Put the desk on the list of rooms, name the authorities, and say what its refusals mean."""
    app = cast(Flask, state.app)
    about = _("Prepare a wave, print the cards, see how many have answered, close it and open the box.")
    navigation.add(app, Room("desk.waves", _("Waves"), about, frozenset(READING), 1))
    contacts = _("The people and lines that children see when they want to talk to somebody.")
    navigation.add(app, Room("desk.contacts", _("Help contacts"), contacts, frozenset(RUNNING), 3))
    asking = _("Children who want somebody to get in touch with them. Only the reader sees these.")
    reader = frozenset({Role.SAFEGUARDING})
    navigation.add(app, Room("desk.requests", _("Requests"), asking, reader, 0, waiting=requests_waiting.waiting))
    reading = _("What children wrote in their own words, to be read for harm. Only the reader sees it.")
    navigation.add(app, Room("desk.comments", _("Comments"), reading, reader, 0, waiting=comments_waiting.waiting))
    masking = _("What showed no sign of harm, made fit for others to read: names are masked, and two people approve.")
    texts = Room("desk.texts", _("Children's words"), masking, frozenset(MASKING), 0, waiting=comments_progress.waiting)
    navigation.add(app, texts)
    duty = _("When somebody reads the requests of children, and who gets an e-mail.")
    navigation.add(app, Room("desk.duty", _("Who is told"), duty, reader | {Role.ADMIN}, 4))
    nights = _("Whether the machine did its work every night, and when a backup was last put back as a trial.")
    navigation.add(app, Room("desk.nightly", _("Nightly work"), nights, frozenset(READING), 5))
    navigation.name_authorities(app, authority_title)
    words.install(app)


blueprint.app_context_processor(lambda: {"band_title": bands.title})


def own_wave(wave_id: str) -> Wave:
    """The wave, if it is of the visitor's authority; for everybody else there is no such page."""
    with stores().read("fieldwork") as session:
        try:
            wave = waves.find(session, wave_id)
        except WaveUnknown:
            abort(404)
    if wave.authority != audience.current().authority:
        abort(404)
    return wave


def note(action: str, about: str = "") -> None:
    """Write down in the record that the visitor did something."""
    with stores().write("staff") as session:
        audit.record(session, audience.current(), action, about)


def authority_title(authority: str) -> str:
    """An authority's name."""
    with stores().read("fieldwork") as session:
        found = session.get(Authority, authority)
    return found.title if found else authority
