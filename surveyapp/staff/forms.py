"""The forms of the account pages."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from surveyapp.staff.passwords import LONGEST
from surveyapp.web.forms import Form


class SignInForm(Form):
    """Address and password."""

    email = StringField(
        _("E-mail address"),
        validators=[
            InputRequired(_("Enter your e-mail address")),
            Length(max=254, message=_("That address is too long")),
        ],
        render_kw={"autocomplete": "username", "inputmode": "email", "spellcheck": "false", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("Password"),
        validators=[
            InputRequired(_("Enter your password")),
            Length(max=LONGEST, message=_("That password is too long")),
        ],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class ChangePasswordForm(Form):
    """The old password, and the new one twice."""

    old = PasswordField(
        _("Your password now"),
        validators=[InputRequired(_("Enter the password you use now"))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _("Your new password"),
        description=_("At least 12 signs. Three or four words that do not belong together are easy to keep in mind."),
        validators=[InputRequired(_("Enter a new password"))],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("Your new password again"),
        validators=[EqualTo("new", _("The two new passwords are not the same"))],
        render_kw={"autocomplete": "new-password"},
    )


class SignOutForm(Form):
    """Nothing but the token that shows the form is ours."""


class AuthorityForm(Form):
    """Which authority to work for."""

    authority = SelectField(_("Work for"), validators=[InputRequired(_("Choose an authority"))])
