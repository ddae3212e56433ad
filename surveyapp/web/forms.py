"""The form that every form of ours is made from: protected, and telling mistakes in our words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm

from surveyapp.web.words import Text

REWORDED: Mapping[str, Text] = {
    "Not a valid choice.": _("Choose one from the list"),
    "Invalid Choice: could not coerce.": _("Choose one from the list"),
    "Invalid choice(s): one or more data inputs could not be coerced.": _("Choose from the list"),
    "Not a valid date value.": _("Enter a real day"),
    "Not a valid time value.": _("Enter a time, such as 09:00"),
    "Not a valid integer value.": _("Enter a whole number, such as 24"),
}


class OurWords:
    """What wtforms asks for its sentences: those a reader can meet are reworded, all pass through our catalogue."""

    def gettext(self, string: str) -> str:
        """One sentence."""
        return str(REWORDED[string]) if string in REWORDED else str(gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Singular or plural."""
        if singular.startswith("'%(value)s'"):
            return str(_("Choose from the list"))
        return str(ngettext(singular, plural, n))


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A form with the token that shows it is ours."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # as above
        """How the form speaks."""

        def get_translations(self, _form: object) -> OurWords:
            """Our words."""
            return OurWords()
