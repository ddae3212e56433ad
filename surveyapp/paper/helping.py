"""What pages on a screen say of themselves, as paper says it: help is on the last page, and a child holds a pencil."""

from __future__ import annotations

from surveyapp.paper.saying import Sayings

BUTTON = "I want to talk to somebody"
TAPPED = "Let the child choose and tap. Give the child time."
TYPED = "Grown-ups will read your words. The grown-up with you can type them."


def at_the_end(said: Sayings) -> str:
    """Instead of a button."""
    return said.gettext("If you need help, look at the last page.")


def on_paper(text: str, english: str, said: Sayings) -> tuple[str, ...]:
    """The lines of a text, with what only a screen has said for paper; a translation has the lines of its English."""
    lines = text.splitlines()
    for place, line in enumerate(english.splitlines()[: len(lines)]):
        lines[place] = _with_a_pencil(line, said) or lines[place]
    return tuple(lines)


def _with_a_pencil(line: str, said: Sayings) -> str:
    """What paper says instead; nothing where it says the same."""
    if BUTTON in line:
        return at_the_end(said)
    if line == TAPPED:
        return said.gettext("Let the child choose and tick the box. Give the child time.")
    if line == TYPED:
        return said.gettext("Grown-ups will read your words. The grown-up with you can write them down.")
    return ""
