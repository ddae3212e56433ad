"""How the reader's pages say since when a request waits, by when it was promised, and who read it."""

from __future__ import annotations

from flask_babel import gettext

from surveyapp.safeguarding import moments
from surveyapp.safeguarding.requests import Listed, State
from surveyapp.web import clock


def told(one: Listed) -> str:
    """How long it waits, or who read it and when, in one line."""
    now = clock.now()
    if one.state is State.NEW and one.overdue(now):
        return str(gettext("Promised for %(when)s: too late", when=clock.exactly(moments.local(one.due_at))))
    if one.state is State.NEW:
        return str(gettext("To be read by %(when)s", when=clock.exactly(moments.local(one.due_at))))
    last = one.read_at if one.done_at is None else one.done_at
    when = clock.exactly(moments.local(last or now))
    if one.state is State.READ:
        said = str(gettext("%(name)s read it: %(when)s", name=one.read_by, when=when))
        return f"{said} · {_lingers(now - last)}" if last and one.lingers(now) else said
    return str(gettext("Done: %(when)s", when=when))


def _lingers(seconds: int) -> str:
    return str(gettext("not done for %(time)s: what happened?", time=clock.duration(seconds)))


def waits(one: Listed) -> str:
    """How long it has waited."""
    return str(gettext("waiting for %(time)s", time=clock.duration(clock.now() - one.asked_at)))


def asked_at(one: Listed) -> str:
    """When the child asked."""
    return str(clock.exactly(moments.local(one.asked_at)))


def overdue(one: Listed) -> bool:
    """Whether it waits for longer than was promised, or was read and forgotten."""
    now = clock.now()
    return one.overdue(now) or one.lingers(now)


SAID = {"told": told, "waits": waits, "asked_at": asked_at, "overdue": overdue}
"""How the templates say what is known of a request."""
