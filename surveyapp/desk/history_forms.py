"""The forms with which earlier figures come in: a file or pasted lines, then a yes with the text in the page."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from surveyapp.history.preview import Preview
from surveyapp.history.read import Brought
from surveyapp.history.reading import LARGEST
from surveyapp.web.forms import Form


class FileForm(Form):
    """A file, or its lines."""

    file = FileField(
        _("The file"),
        description=_("A CSV file of at most 256 kB. In Excel it is saved as “CSV UTF-8”."),
        render_kw={"accept": ".csv,.txt,.tsv,text/csv,text/plain"},
    )
    pasted = TextAreaField(
        _("Or paste its lines here"),
        description=_("The first line has the names of the columns."),
        render_kw={"rows": 6, "spellcheck": "false", "autocomplete": "off"},
    )
    note = StringField(
        _("What is to be remembered about it?"),
        description=_("For example: from the report to the panel of March 2023. You can leave this out."),
        validators=[Length(max=500, message=_("Use at most 500 signs"))],
    )
    instead_of = SelectField(_("Does it take the place of figures that are here?"))

    @classmethod
    def among(cls, imports: tuple[Brought, ...]) -> FileForm:
        """The form where these were brought in before."""
        form = cls()
        named = [(one.digest, gettext("Yes, of “%(name)s”", name=one.name)) for one in imports]
        form.instead_of.choices = [("", gettext("No, they are new")), *named]
        return form

    def validate_file(self, _field: Any) -> None:
        """Either a file or lines."""
        if bool(self.file.data) == bool((self.pasted.data or "").strip()):
            raise ValidationError(gettext("Choose a file, or paste its lines; one of the two"))

    def content(self) -> bytes:
        """What was sent, a sign more than the most at most."""
        if self.file.data:
            return bytes(self.file.data.read(LARGEST + 1))
        return str(self.pasted.data).encode()

    def name(self) -> str:
        """What the import is called."""
        path = str(self.file.data.filename) if self.file.data else ""
        return re.split(r"[\\/]", path)[-1].strip()[:200] or gettext("Pasted lines")


class KeepForm(Form):
    """The text of a file that was looked at, on its way back; ``mark`` tells what was shown."""

    text = HiddenField()
    file_name = HiddenField(validators=[Length(max=200)])
    note = HiddenField(validators=[Length(max=500)])
    instead_of = HiddenField(validators=[Length(max=64)])
    mark = HiddenField()

    @classmethod
    def after(cls, form: FileForm, content: bytes, looked: Preview) -> KeepForm:
        """The form that follows a preview."""
        text = content.decode("utf-8-sig")
        asked = {"file_name": form.name(), "note": form.note.data, "instead_of": form.instead_of.data}
        return cls(formdata=None, text=text, mark=looked.mark, **asked)

    def content(self) -> bytes:
        """The file's text as it came back."""
        return str(self.text.data or "").encode()
