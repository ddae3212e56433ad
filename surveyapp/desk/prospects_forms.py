"""The guesses under which prospects are worked out, and where there is no wave the numbers too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from surveyapp.desk import bands, groups
from surveyapp.desk.fields import whole_number, with_fields
from surveyapp.desk.prospects_numbers import of_100
from surveyapp.fieldwork.breakdowns import Shown
from surveyapp.prospects.assumed import RESPONSE, Assumed, Given, last_response
from surveyapp.prospects.reading import MOST, Numbers
from surveyapp.web.forms import Form

GUESS, ELIGIBLE = "guess_", "eligible_"
USUAL = Assumed()
Shares = Mapping[str, float]


class ProspectsForm(Form):
    """What is assumed of all bands; one guess more for each of them."""

    unsaid = whole_number(
        _("Of 100 who answer, how many will not say whom they live with, and so on?"),
        hint=_("They are a group too, and mostly a small one."),
        most=100,
    )
    start = whole_number(
        _("Of 100, how many gave the good answer before?"), hint=_("Questions differ. Try 50 and 90 too."), most=100
    )

    def guesses(self) -> list[Any]:
        """The fields of the guesses."""
        return [field for field in self if field.name.startswith(GUESS)]

    def numbers(self) -> list[Any]:
        """The fields of the children, none where the wave has them."""
        return [field for field in self if field.name.startswith(ELIGIBLE)]

    def eligible(self) -> dict[str, int]:
        """How many children each band has; left empty is none."""
        return {field.name.removeprefix(ELIGIBLE): field.data or 0 for field in self.numbers()}

    def assumed(self, given: Given) -> Assumed:
        """Everything that is assumed. A guess left as it was offered is the last wave's response, unrounded."""
        offered = {band: last_response(given).get(band, RESPONSE) for band in given.bands}
        response = {band: _meant(self[f"{GUESS}{band}"].data, share) for band, share in offered.items()}
        return Assumed(response, self.unsaid.data / 100, self.start.data / 100)


def of_wave(asked: Iterable[str], last: Shares, now: Shown) -> ProspectsForm:
    """The form of a wave, with what was guessed of it until now: what children did the time before."""
    asked = tuple(asked)
    fields = _guess_fields(asked, last) | {"breakdowns": groups.field(now=now, trying=True)}
    return with_fields(ProspectsForm, fields)(data=_guesses(asked, last))


def of_nothing(asked: Iterable[str], numbers: Numbers, last: Shares) -> ProspectsForm:
    """The form before there is a wave, with the numbers of the one before."""
    asked = tuple(asked)
    eligible = {f"{ELIGIBLE}{band}": whole_number(bands.title(band), most=MOST, needed=False) for band in asked}
    fields = eligible | _guess_fields(asked, last) | {"lines": _lines(numbers)}
    fields |= {"breakdowns": groups.field(trying=True)}
    known = {f"{ELIGIBLE}{band}": numbers.eligible.get(band) for band in asked}
    return with_fields(ProspectsForm, fields)(data=_guesses(asked, last) | known)


def _guess_fields(asked: Iterable[str], last: Shares) -> dict[str, object]:
    return {f"{GUESS}{band}": whole_number(bands.title(band), hint=_hint(last.get(band)), most=100) for band in asked}


def _guesses(asked: Iterable[str], last: Shares) -> dict[str, object]:
    guessed = {f"{GUESS}{band}": of_100(last.get(band, RESPONSE)) for band in asked}
    return {**guessed, "unsaid": of_100(USUAL.unsaid), "start": of_100(USUAL.start)}


def _hint(last: float | None) -> str:
    if last is None:
        return str(gettext("Nobody knows yet. Half of all is only a start."))
    return str(gettext("The time before it was %(number)d.", number=of_100(last)))


def _lines(numbers: Numbers) -> Any:
    """Lines for the groups. Those of the last wave are taken and never shown: a line of it may be one child."""
    left_out = gettext("If you leave this out, they are taken to divide as in your last wave.")
    if not numbers.groups:
        left_out = gettext("You can leave this out.")
    lines = gettext(
        "One line for each group: age band, breakdown, group, number. For example: 8-11, placement, foster, 24. The "
        "groups of an age band add up to its children."
    )
    written = {"rows": 6, "spellcheck": "false", "autocomplete": "off"}
    return TextAreaField(gettext("How do they divide?"), description=f"{lines} {left_out}", render_kw=written)


def _meant(typed: int, offered: float) -> float:
    return offered if typed == of_100(offered) else typed / 100
