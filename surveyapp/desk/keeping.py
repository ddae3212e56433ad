"""The keys of the box: who keeps them, their phrases shown once, and the test ballot that proves them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from surveyapp.casting import custody as keys
from surveyapp.casting import manifest
from surveyapp.casting.problems import CustodiansUnfit
from surveyapp.desk import doing, facts, room, tried, words
from surveyapp.desk.fields import PlainForm, with_fields
from surveyapp.desk.room import KEEPING, blueprint
from surveyapp.fieldwork.errors import CustodiansMissing
from surveyapp.web.audience import open_to
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores

MOST = 5
PHRASE = "phrase_"


class CustodiansForm(Form):
    """Up to five names, and how many of them open the box together."""

    needed = RadioField(
        _("How many of them open the box together?"),
        choices=[
            SelectChoice("2", _("Any two of them (our advice)")),
            SelectChoice("3", _("Any three of them")),
            SelectChoice("1", _("Any one of them alone: in a trial only, for one person could read the answers early")),
        ],
        default="2",
    )

    again = BooleanField(_("Make new keys: the phrases made before become worthless"))

    def names(self) -> tuple[str, ...]:
        """The names that were typed."""
        typed = ((self[f"name_{number}"].data or "").strip() for number in range(1, MOST + 1))
        return tuple(name for name in typed if name)


@blueprint.route("/waves/<wave>/custody", methods=["GET", "POST"])
@open_to(*KEEPING)
def custody(wave: str) -> ResponseReturnValue:
    """Name the people who keep the keys; their phrases are on the answer to this form and nowhere else."""
    room.own_wave(wave)
    known = facts.of(wave)
    form = with_fields(CustodiansForm, _name_fields())()
    phrases = doing.attempted(form, lambda: _keep(wave, form))
    if phrases is not None:
        shown = manifest.short(manifest.fingerprint(stores(), wave))
        sheets = {"phrases": phrases, "needed": int(form.needed.data), "fingerprint": shown, "today": date.today()}
        return render_template("desk/phrases.html", wave=known.wave, **sheets)
    return render_template("desk/custody.html", form=form, facts=known), doing.status(form)


@blueprint.route("/waves/<wave>/canary", methods=["GET", "POST"])
@open_to(*KEEPING)
def canary(wave: str) -> ResponseReturnValue:
    """Open the test ballot with the phrases of those who are here; afterwards the page says whose they were."""
    room.own_wave(wave)
    known = facts.of(wave)
    form = phrases_form(known.custodians)
    proved = doing.attempted(form, lambda: _prove(wave, form))
    if proved is not None:
        return redirect(url_for("desk.canary", wave=wave, tried=tried.signed(wave, proved, known.custodians)))
    ask_again(form)
    names = () if form.errors else tried.just_now(wave, request.args.get("tried", ""), known.custodians)
    shown = {"form": form, "facts": known, "proved": words.listed(names)}
    return render_template("desk/canary.html", **shown), doing.status(form)


def phrases_form(custodians: tuple[str, ...], more: Mapping[str, object] | None = None) -> Any:
    """A form with a field for each custodian's phrase, and more fields if there are any."""
    fields = {f"{PHRASE}{number}": phrase_field(name) for number, name in enumerate(custodians)}
    return with_fields(PlainForm, {**fields, **(more or {})})()


def phrases(form: Any, custodians: tuple[str, ...]) -> Mapping[str, str]:
    """The phrases that were typed, by custodian."""
    typed = {name: (form[f"{PHRASE}{number}"].data or "").strip() for number, name in enumerate(custodians)}
    return {name: phrase for name, phrase in typed.items() if phrase}


def ask_again(form: Any) -> None:
    """After a mistake, say why the phrases are gone from the page."""
    if form.errors:
        form.form_errors.append(gettext("No phrase is shown again. Everybody types theirs once more."))


def _keep(wave: str, form: Any) -> Mapping[str, str] | None:
    if facts.of(wave).custodians and not form.again.data:
        form.again.errors = [gettext("The keys are made already. Tick this only if the phrases are lost.")]
        return None
    try:
        made = keys.keep(stores(), wave, form.names(), needed=int(form.needed.data))
    except CustodiansMissing as error:
        raise CustodiansUnfit from error
    room.note("keys.made", wave)
    return made


def _prove(wave: str, form: Any) -> tuple[str, ...]:
    proved = keys.prove(stores(), wave, phrases(form, facts.of(wave).custodians), today=date.today())
    room.note("keys.tried", f"{wave}: {', '.join(proved)}")
    return proved


def _name_fields() -> dict[str, object]:
    labels = {number: gettext("Person %(number)d", number=number) for number in range(1, MOST + 1)}
    return {
        f"name_{number}": StringField(
            label if number < 4 else gettext("Person %(number)d (if you want one)", number=number),
            validators=[Length(max=60, message=_("Use at most 60 signs"))],
            render_kw={"autocomplete": "off"},
        )
        for number, label in labels.items()
    }


def phrase_field(name: str) -> PasswordField:
    """A field that hides what is typed, on a screen that several people look at, and never gives it back.

    Browsers offer to keep what is typed into a password field unless it is a code for one time.
    """
    return PasswordField(
        gettext("Phrase of %(name)s", name=name),
        validators=[Length(max=200, message=gettext("%(name)s: that is longer than any phrase", name=name))],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"},
    )
