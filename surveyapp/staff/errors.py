"""What staff are told of accounts: what can go wrong, and what was done."""

from flask import Flask
from flask_babel import lazy_gettext as _

from surveyapp.staff import audit
from surveyapp.staff.attempts import TooManyAttempts
from surveyapp.web.audience import Kind
from surveyapp.web.errors import explain
from surveyapp.web.words import Explanation

TOO_MANY = Explanation(
    429,
    _("Please wait a minute before you try again"),
    (
        _("There were several tries with a wrong password. Your account is not locked."),
        _("Wait a minute, then go back and try again."),
    ),
)


def install(app: Flask) -> None:
    """Teach the app these words."""
    for kind in (Kind.ALL, Kind.STAFF):
        explain(app, kind, {TooManyAttempts: TOO_MANY})
    audit.name_deeds(app, {"signed.in": _("Signed in"), "password.changed": _("Changed their password")})
