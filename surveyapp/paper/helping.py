"""Where help is, as paper says it: pages on a screen name a button, and a booklet has its last page."""

from __future__ import annotations

from surveyapp.paper.saying import Sayings

BUTTON = "I want to talk to somebody"


def at_the_end(said: Sayings) -> str:
    """Instead of a button."""
    return said.gettext("If you need help, look at the last page.")


def without_buttons(text: str, english: str, said: Sayings) -> tuple[str, ...]:
    """The lines of a text, with what names the button said for paper; a translation has the lines of its English."""
    lines = text.splitlines()
    for place, line in enumerate(english.splitlines()[: len(lines)]):
        if BUTTON in line:
            lines[place] = at_the_end(said)
    return tuple(lines)
