"""What is told of a sitting in another window of the same tablet: at its own code, at another one, and there itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from surveyapp.web.words import Explanation, Text


@dataclass(frozen=True, slots=True)
class OpenElsewhere:
    """What a child at the first page is told of it; ``instead`` says what starting here would do to it."""

    sentences: tuple[Text, ...]
    instead: LazyString


ELSEWHERE = Explanation(
    409,
    _("These questions are open in another window"),
    (_("Go on answering there. Here you can close this window."),),
)
"""A second tab with the same sitting."""
TAKEN = Explanation(
    409,
    _("All clear"),
    (
        _("Somebody has started here in another window, so the questions here are closed."),
        _("Answers that were not sent are thrown away. Nobody has seen them, and the card still works."),
    ),
)
"""Stands where a child's questions stood before the next child began."""
OPEN: Mapping[str, OpenElsewhere] = {
    "elsewhere": OpenElsewhere(
        (ELSEWHERE.title, *ELSEWHERE.sentences),
        _("Can you not find it? You can start again here. What you told us there is then thrown away."),
    ),
    "another": OpenElsewhere(
        (
            _("Somebody else's questions are still open here."),
            _("Are they still answering? Then give this back to them."),
        ),
        _("Have they gone? Then start yours. What they did not send is thrown away, and you will not see it."),
    ),
}
"""By whether it began with the same code."""
