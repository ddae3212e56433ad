"""The people and lines that children see when they want to talk to somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from surveyapp.desk import bands, doing, room, words
from surveyapp.desk.facts import Facts
from surveyapp.desk.fields import PlainForm
from surveyapp.desk.room import RUNNING, blueprint
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.kinds import State
from surveyapp.paper.people import CHILDLINE_UP_TO
from surveyapp.safeguarding import contacts as kept
from surveyapp.safeguarding import sentences
from surveyapp.safeguarding.contacts import Contact
from surveyapp.safeguarding.sentences import Answering, Purpose
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import catalogue, stores

NEW = "new"
ASKING = (State.DRAFT, State.OPEN)
NUMBER = r"^$|^\+?[0-9 ()\-]{3,}$"


NOTHING = SelectChoice("", _("Nothing of these"))
PURPOSES = [NOTHING, *(SelectChoice(one.value, _(said)) for one, said in sentences.PURPOSES.items())]
TIMES = [NOTHING, *(SelectChoice(one.value, _(said)) for one, said in sentences.TIMES.items())]


class ContactForm(Form):
    """Somebody a child can turn to."""

    name = StringField(
        _("Who answers?"),
        description=_("For example: Childline, or: Ms Okafor, your advocate"),
        validators=[InputRequired(_("Enter who answers")), Length(max=100, message=_("Use at most 100 signs"))],
    )
    purpose = SelectField(
        _("Who is it for?"), description=_("Each child reads this in their own language."), choices=PURPOSES
    )
    who_for = StringField(
        _("What else should a child know?"),
        description=_("In words a child can read; nobody translates them. For example: It is free."),
        validators=[Length(max=200, message=_("Use at most 200 signs"))],
    )
    phone = StringField(
        _("Phone number"),
        validators=[Length(max=40), Regexp(NUMBER, message=_("Enter a phone number, such as 0800 1111"))],
        render_kw={"inputmode": "tel", "autocomplete": "off"},
    )
    text = StringField(
        _("Number for text messages"),
        validators=[Length(max=40), Regexp(NUMBER, message=_("Enter a number for text messages, such as 85258"))],
        render_kw={"inputmode": "tel", "autocomplete": "off"},
    )
    web = StringField(
        _("Web address"),
        description=_("It begins with https://"),
        validators=[Length(max=200), Regexp(r"^$|^https://[^\s]+$", message=_("Begin the web address with https://"))],
        render_kw={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    answering = SelectField(
        _("When do they answer?"), description=_("Each child reads this in their own language."), choices=TIMES
    )
    opens = TimeField(_("From"), validators=[Optional()])
    closes = TimeField(_("To"), validators=[Optional()])
    hours = StringField(
        _("What else about when they answer?"),
        description=_("Nobody translates these words. For example: not on bank holidays"),
        validators=[Length(max=200, message=_("Use at most 200 signs"))],
    )
    out_of_hours = BooleanField(_("They answer at night and at weekends too"))
    bands = SelectMultipleField(
        _("Which age bands see it?"),
        description=_("Tick none to show it to everybody."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def validate_web(self, _field: Any) -> None:
        """There is at least one way to reach them."""
        if not (self.phone.data or self.text.data or self.web.data):
            raise ValidationError(gettext("Enter a phone number, a number for text messages or a web address"))

    def validate_answering(self, field: Any) -> None:
        """Hours of the clock are whole, and said of days that they can be said of."""
        given = [one for one in (self.opens.data, self.closes.data) if one is not None]
        if given and field.data not in sentences.WITH_HOURS:
            raise ValidationError(gettext("Choose “Monday to Friday” or “Every day” for these hours, or take them out"))
        if len({*given}) == 1:
            raise ValidationError(gettext("Enter from when to when they answer, or leave both times empty"))


@blueprint.get("/contacts")
@open_to(*RUNNING)
def contacts() -> ResponseReturnValue:
    """Everybody on the list, in the order children see them."""
    known = _known()
    shows = {"contacts": known, "when": _when, "today": date.today(), "too_old": _too_old(known)}
    return render_template("desk/contacts.html", **shows)


@blueprint.route("/contacts/<place>", methods=["GET", "POST"])
@open_to(*RUNNING)
def contact(place: str) -> ResponseReturnValue:
    """Add somebody, or correct what is said of them; saving says that it was checked today."""
    known = _known()
    number = _number(place, known)
    form = ContactForm(obj=None if number is None else known[number])
    form.bands.choices = [SelectChoice(band, bands.title(band)) for band in catalogue().bank.bands]
    if doing.attempted(form, lambda: _save(known, number, form)):
        return redirect(url_for("desk.contacts"))
    return render_template("desk/contact.html", form=form, place=place, new=number is None), doing.status(form)


@blueprint.route("/contacts/<place>/remove", methods=["GET", "POST"])
@open_to(*RUNNING)
def remove_contact(place: str) -> ResponseReturnValue:
    """Ask once, then take somebody off the list."""
    known = _known()
    number = _number(place, known)
    if number is None:
        abort(404)
    form = PlainForm()
    if doing.attempted(form, lambda: _replace((*known[:number], *known[number + 1 :]), known[number].name)):
        return redirect(url_for("desk.contacts"))
    return render_template("desk/remove_contact.html", form=form, contact=known[number]), doing.status(form)


@blueprint.post("/contacts/<place>/first")
@open_to(*RUNNING)
def first_contact(place: str) -> ResponseReturnValue:
    """Show somebody first."""
    known = _known()
    number = _number(place, known)
    if number is None:
        abort(404)
    first = known[number]
    doing.attempted(PlainForm(), lambda: _replace((first, *known[:number], *known[number + 1 :]), first.name))
    return redirect(url_for("desk.contacts"))


def unheard(known: Facts) -> str:
    """The age bands with children for whom the authority's list names nobody, as one phrase."""
    listed = _known()
    asked = [band for band, n in known.eligible.items() if n]
    return words.listed(
        bands.title(band) for band in asked if not any(not one.bands or band in one.bands for one in listed)
    )


def _too_old(listed: tuple[Contact, ...]) -> str:
    """The bands of open and coming waves that are too old for lines for children, and have no other, as one phrase.

    Where nobody is listed, national lines stand in.
    """
    with stores().read("fieldwork") as registry:
        of_waves = [one for one in waves.of(registry, audience.current().authority) if one.state in ASKING]
        asked = {one.band for wave in of_waves for one in waves.bands(registry, wave.id)}
    grown = [name for name, one in catalogue().bank.bands.items() if name in asked and one.oldest > CHILDLINE_UP_TO]
    lines = [one for one in listed if one.purpose is Purpose.ANY_AGE]
    alone = (band for band in grown if not any(not one.bands or band in one.bands for one in lines))
    return words.listed(map(bands.title, alone)) if listed else ""


def _known() -> tuple[Contact, ...]:
    with stores().read("safeguarding") as session:
        return kept.of(session, audience.current().authority)


def _when(one: Contact) -> tuple[str, ...]:
    return sentences.when(one, gettext)


def _number(place: str, known: tuple[Contact, ...]) -> int | None:
    if place == NEW:
        return None
    if not (place.isascii() and place.isdigit() and len(place) < 4 and 1 <= int(place) <= len(known)):
        abort(404)
    return int(place) - 1


def _save(known: tuple[Contact, ...], number: int | None, form: Any) -> bool:
    written = {name: form[name].data.strip() for name in ("name", "who_for", "phone", "text", "web", "hours")}
    answering = Answering(form.answering.data) if form.answering.data else None
    one = Contact(
        **written,
        checked_on=date.today(),
        bands=tuple(form.bands.data),
        out_of_hours=form.out_of_hours.data or answering in sentences.NIGHTLY,
        purpose=Purpose(form.purpose.data) if form.purpose.data else None,
        answering=answering,
        opens=form.opens.data,
        closes=form.closes.data,
    )
    changed = (*known, one) if number is None else (*known[:number], one, *known[number + 1 :])
    return _replace(changed, one.name)


def _replace(changed: tuple[Contact, ...], about: str) -> bool:
    with stores().write("safeguarding") as session:
        kept.replace(session, audience.current().authority, changed)
    room.note("contacts.changed", about)
    return True
