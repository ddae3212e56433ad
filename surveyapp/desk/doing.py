"""Acting on a form: done, or given back with what stood in the way named in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from surveyapp.desk import words
from surveyapp.web.forms import Form

Done = TypeVar("Done")


def attempted(form: Form, act: Callable[[], Done]) -> Done | None:
    """What the act returned; None where the form was not sent, had mistakes, or the act was refused."""
    if not form.validate_on_submit():
        return None
    try:
        return act()
    except tuple(words.TOLD) as refusal:
        form.form_errors.append(words.sentence(refusal))
        return None


def status(form: Form) -> int:
    """The status of a page that shows the form: 422 where it was sent and did not do."""
    return 422 if form.is_submitted() else 200
