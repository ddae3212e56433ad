"""Kinds of fields that several of the desk's forms use."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import TextInput

from surveyapp.web.forms import Form
from surveyapp.web.words import Text

MOST = 100_000


class WholeNumber(IntegerField):  # type: ignore[misc]  # wtforms has no types
    """A number typed with a phone's number keys; no arrows that change it by accident."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; what is none is told in our words."""
        try:
            super().process_formdata([one.strip() for one in valuelist])
        except ValueError as error:
            raise ValueError(_("Enter a whole number, such as 24")) from error


def whole_number(label: Text, *, hint: Text = "", least: int = 0, most: int = MOST, needed: bool = True) -> WholeNumber:
    """A field for a whole number."""
    outside = _("Enter a number from %(least)d to %(most)d", least=least, most=most)
    presence = InputRequired(_("Enter a number")) if needed else Optional()
    return WholeNumber(
        label,
        description=hint,
        validators=[presence, NumberRange(least, most, outside)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


def with_fields(form: type[Form], fields: dict[str, object]) -> type[Form]:
    """The form with more fields, whose number the wave decides."""
    return type(form.__name__, (form,), fields)


class PlainForm(Form):
    """Nothing but the token that shows the form is ours."""
