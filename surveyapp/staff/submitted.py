"""What was typed into the account forms: acted on, or given back with its mistakes named."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask_babel import gettext as _

from surveyapp.staff import access
from surveyapp.staff.access import SignIn, SignInRefused
from surveyapp.staff.forms import ChangePasswordForm, SignInForm
from surveyapp.staff.passwords import PasswordWeak
from surveyapp.web import audience


def sign_in(form: SignInForm) -> SignIn | None:
    """Sign in with what was typed; None where it was not typed yet, or wrong."""
    if not form.validate_on_submit():
        return None
    try:
        return access.sign_in(form.email.data, form.password.data)
    except SignInRefused:
        form.form_errors.append(_("The e-mail address or the password is wrong. Check both and try again."))
        return None


def change_password(form: ChangePasswordForm) -> SignIn | None:
    """Change the password; None where nothing was typed yet, or something was wrong."""
    if not form.validate_on_submit():
        return None
    try:
        return access.change_password(audience.current(), form.old.data, form.new.data)
    except SignInRefused:
        form.old.errors = [_("This is not the password you use now")]
    except PasswordWeak as weak:
        form.new.errors = [_weak(weak.why)]
    return None


def safe_way_back(path: str | None) -> str | None:
    """The page of our own that somebody was on the way to; nothing that leads to another site."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable():
        return None
    parts = urlsplit(path)
    return path if not parts.scheme and not parts.netloc and "\\" not in path else None


def _weak(why: str) -> str:
    words: dict[str, str] = {
        "short": _("The new password is too short. Use at least 12 signs."),
        "long": _("The new password is too long. Use at most 200 signs."),
        "easy": _("The new password is too easy to guess. Use words that have nothing to do with you."),
    }
    return words[why]
