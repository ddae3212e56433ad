"""Paper booklets of a wave's surveys: which, in which language and how large, as a PDF."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice

from surveyapp.definition.model import Instrument
from surveyapp.desk import bands, doing, facts, room
from surveyapp.desk.facts import Facts
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.paper_words import LanguageLacking
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.fieldwork.models import State, Wave
from surveyapp.paper import people, printing
from surveyapp.paper.booklet import booklet
from surveyapp.paper.model import Imprint, Person
from surveyapp.paper.printing import SIZES
from surveyapp.paper.saying import Sayings
from surveyapp.safeguarding import contacts
from surveyapp.translations.languages import Language, called
from surveyapp.web import navigation, offers
from surveyapp.web.audience import open_to
from surveyapp.web.language import current
from surveyapp.web.stores import catalogue, stores

PRINTED = (State.DRAFT, State.OPEN, State.CLOSING)
"""While booklets may still be filled in or typed in."""
HOW_LARGE = {14: _("Clear print (14 points)"), 18: _("Large print (18 points)"), 24: _("Very large print (24 points)")}


class BookletForm(PlainForm):
    """Which booklet."""

    band = SelectField(_("Which survey?"))
    spoken = SelectField(_("In which language?"), description=_("Numbers are the same in every language."))
    size = SelectField(
        _("How large?"), coerce=int, choices=[SelectChoice(str(size), HOW_LARGE[size]) for size in SIZES]
    )


@blueprint.route("/waves/<wave>/paper", methods=["GET", "POST"])
@open_to(*RUNNING)
def paper(wave: str) -> ResponseReturnValue:
    """Choose a booklet, and read how paper is handed round and typed in."""
    room.own_wave(wave)
    known = facts.of(wave)
    if known.state not in PRINTED:
        abort(404)
    form = _form(known)
    chosen = doing.attempted(form, lambda: _chosen(known, form))
    if chosen is not None:
        which = {"band": form.band.data, "spoken": chosen.code, "size": form.size.data}
        return redirect(url_for("desk.booklet_pdf", wave=wave, **which))
    shows = {"form": form, "facts": known, "printable": printing.installed()}
    return render_template("desk/paper.html", **shows), doing.status(form)


@blueprint.get("/waves/<wave>/paper/<band>/<spoken>/<int:size>")
@open_to(*RUNNING)
def booklet_pdf(wave: str, band: str, spoken: str, size: int) -> ResponseReturnValue:
    """The booklet, to print."""
    own = room.own_wave(wave)
    asked = next((_instrument(one.instrument) for one in facts.of(wave).bands if one.band == band), None)
    tongue = next((one for one in offers.of_survey(wave, asked) if one.code == spoken), None) if asked else None
    if asked is None or tongue is None or size not in SIZES:
        abort(404)
    name = f"booklet-{band}-{asked.version}-{spoken}-{size}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(_printed(own, band, asked, tongue, size), mimetype="application/pdf", headers=headers)


def _form(known: Facts) -> Any:
    form = BookletForm()
    form.band.choices = [SelectChoice(one.band, bands.title(one.band)) for one in known.bands]
    asked = (_instrument(one.instrument) for one in known.bands)
    spoken = dict.fromkeys(tongue for one in asked for tongue in offers.of_survey(known.wave.id, one))
    form.spoken.choices = [SelectChoice(one.code, _named(one)) for one in spoken]
    return form


def _named(language: Language) -> str:
    name = " · ".join(filter(None, (language.name, called(language, current()))))
    return gettext("%(language)s (draft)", language=name) if language.draft else name


def _chosen(known: Facts, form: Any) -> Language:
    asked = next(_instrument(one.instrument) for one in known.bands if one.band == form.band.data)
    for one in offers.of_survey(known.wave.id, asked):
        if one.code == form.spoken.data:
            return one
    raise LanguageLacking


def _printed(wave: Wave, band: str, asked: Instrument, tongue: Language, size: int) -> bytes:
    said = Sayings(tongue)
    imprint = Imprint(navigation.title_of(wave.authority), wave.title)
    made = booklet(asked, said, people=_people(wave, band, asked, said), imprint=imprint)
    return printing.pdf(made, size=size)


def _people(wave: Wave, band: str, asked: Instrument, said: Sayings) -> tuple[Person, ...]:
    with stores().read("safeguarding") as session:
        found = contacts.of(session, wave.authority, band=band)
    found = contacts.for_adults(found) if asked.band.oldest > people.CHILDLINE_UP_TO else found
    return tuple(contacts.person(it, said) for it in found) or people.national(said, oldest=asked.band.oldest)


def _instrument(fingerprint: str) -> Instrument:
    return catalogue().find(fingerprint)
