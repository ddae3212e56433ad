"""What a reader is told when something goes wrong: what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from surveyapp.web.audience import Kind

Text: TypeAlias = LazyString | str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A status for machines, a title and sentences for people."""

    status: int
    title: Text
    sentences: tuple[Text, ...]


FORM_TOO_OLD = Explanation(
    400,
    _("This form has run out"),
    (
        _("It was open for a long time, or cookies are switched off in your browser."),
        _("Go back, load the page again, and send it once more. Nothing has been changed."),
    ),
)
NOT_FOR_YOU = Explanation(
    403,
    _("This page is not part of your role"),
    (
        _("You are signed in, but your account is not allowed to see this page."),
        _("If you need it for your work, ask the person who manages accounts in your authority."),
    ),
)
BUSY = Explanation(
    503,
    _("We cannot save or read anything just now"),
    (_("The database is busy or is being looked after. Wait a minute, then try again."),),
)
CHILD_BUSY = Explanation(
    503,
    _("Something is very busy"),
    (_("Your answers are still on this page. Wait a moment, go back, and try again."),),
)

ADULTS = {
    400: Explanation(
        400,
        _("We could not read that"),
        (_("What your browser sent was incomplete or damaged. Go back and try again."),),
    ),
    403: NOT_FOR_YOU,
    404: Explanation(
        404,
        _("There is no page here"),
        (
            _("Check that the address is typed or copied whole."),
            _("If a link on one of our pages brought you here, the thing it led to is gone."),
        ),
    ),
    405: Explanation(
        405,
        _("This page cannot be used like that"),
        (_("Start again from the first page. Nothing has been changed."),),
    ),
    413: Explanation(
        413,
        _("That is more than we can take"),
        (_("Send less text at once. Nothing has been changed."),),
    ),
    429: Explanation(
        429,
        _("Please wait a little"),
        (_("There were too many tries in a short time. Wait a minute, then try again."),),
    ),
    500: Explanation(
        500,
        _("Something went wrong on our side"),
        (
            _("It is not your fault. The people who look after this service can see that it happened."),
            _("Try again in a few minutes."),
        ),
    ),
}
CHILDREN = {
    400: Explanation(
        400,
        _("That did not work"),
        (_("Something went wrong with this page. Go back and try again, or ask the adult with you."),),
    ),
    404: Explanation(
        404,
        _("This page is not here"),
        (_("Nothing bad happened. You can go back to the start."),),
    ),
    405: Explanation(
        405,
        _("Let us start from the first page"),
        (_("This page only opens after the one before it."),),
    ),
    413: Explanation(
        413,
        _("That is too much writing for us"),
        (_("Go back, make it shorter, and try again."),),
    ),
    500: Explanation(
        500,
        _("Something broke on our side"),
        (_("You did nothing wrong. Go back and try again, or tell the adult with you."),),
    ),
}


def of_status(kind: Kind, status: int) -> Explanation:
    """What an audience is told of a status that no named exception explains."""
    known = CHILDREN if kind is Kind.CHILDREN else ADULTS
    return known.get(status) or known[500 if status >= 500 else 400]
