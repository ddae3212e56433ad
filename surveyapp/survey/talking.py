"""The addresses at which a child asks to be contacted: not anonymous, and apart from everything of the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, g, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext

from surveyapp.safeguarding.pace import Pace
from surveyapp.survey import asking, support, words
from surveyapp.survey.asking import Door, Page
from surveyapp.survey.presentation import FOR_ADULT, NOBODY_YET, PRESENTATIONS, Presentation
from surveyapp.translations.languages import Language
from surveyapp.web import language, navigation, offers
from surveyapp.web.audience import open_to_children

blueprint = Blueprint("talk", __name__, url_prefix="/talk")
LOOKS: Mapping[str, Presentation] = {
    one.room: replace(one, private=False) for one in (FOR_ADULT, *PRESENTATIONS.values())
}
"""The bands' looks by room; "nobody can tell which answers are yours" does not stand on these pages."""


@blueprint.before_request
def speak() -> None:
    """No wish to be contacted opens the registry of codes: which drafts a trial asks in, the form brings along."""
    asks = request.method == "POST"
    g.offered = offers.of_pages((language.typed("drafts") or "").split() if asks else offers.drafts())


@blueprint.route("", methods=["GET", "POST"])
@open_to_children
def where() -> tuple[str, int]:
    """The form where there is one authority; where there are more, which of them, also in another language."""
    known = support.authorities()
    if len(known) == 1:
        return _rendered(known[0], asking.begun(_door(known[0])))
    offering = {one: navigation.title_of(one) for one in known if support.of_authority(one)[0].asks}
    title = gettext("Who looks after you?") if offering else gettext("You can talk to somebody.")
    shows = {"title": title, "offering": offering, "contacts": support.for_anybody()}
    return _rendered("", Page("talk_where" if offering else asking.CLOSED, shows))


@blueprint.get("/<authority>")
@open_to_children
def form(authority: str) -> tuple[str, int]:
    """The form."""
    return _rendered(authority, asking.begun(_door(authority)))


@blueprint.post("/<authority>")
@open_to_children
def ask(authority: str) -> tuple[str, int]:
    """Ask to be contacted."""
    return _rendered(authority, asking.answered(_door(authority), request.form))


@blueprint.get("/<authority>/here")
@open_to_children
def here(authority: str) -> Mapping[str, str]:
    """Whether the network leads here: what no other page of a network would answer."""
    return {"here": authority}


@blueprint.record_once
def install(setup: BlueprintSetupState) -> None:
    """Give the app its pace."""
    setup.app.extensions["asking pace"] = Pace()


def _door(authority: str) -> Door:
    return Door(authority, grown=request.args.get("look") == FOR_ADULT.room)


def _rendered(authority: str, page: Page) -> tuple[str, int]:
    """The page in the look of the child's band, which is all that the address tells of the survey."""
    room = request.args.get("look", "")
    sent_to = url_for("survey.talk.ask", authority=authority, look=room or None) if authority else ""
    shown = render_template(
        f"survey/{page.template}.html",
        look=LOOKS.get(room, NOBODY_YET),
        state="",
        action=sent_to,
        lacking=_lacking(),
        **page.shows,
    )
    return shown, page.status


def _lacking() -> tuple[Language, str] | None:
    """A child whose language this page has not got is told so in it; None where it has."""
    asked = language.asked_in_vain()
    if asked is None:
        return None
    with language.spoken(asked):
        return asked, str(words.LACKING[0])
