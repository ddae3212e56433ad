"""Saying what a search found, and what to try where it found nothing."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext

Fixed = tuple[str, str, str, tuple[tuple[str, str], ...]]

LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "did",
        "do",
        "does",
        "for",
        "how",
        "in",
        "is",
        "it",
        "many",
        "of",
        "on",
        "or",
        "the",
        "there",
        "to",
        "was",
        "were",
        "what",
        "when",
        "who",
    ]
)
"""English words of a question that say nothing about what is looked for."""
SAME = {"wifi": "internet", "broadband": "internet"}
"""English words that readers use, and those that the questions use."""


def headline(asked_for: str, found: int) -> str:
    """How much was found for which words."""
    if not asked_for:
        return _("Search these results")
    if not found:
        return _("Nothing found for “%(words)s”", words=asked_for)
    return ngettext(
        "%(count)s place speaks of “%(words)s”",
        "%(count)s places speak of “%(words)s”",
        found,
        count=whole(found),
        words=asked_for,
    )


def tips() -> tuple[str, ...]:
    """What can be looked for."""
    return (
        _("Try one word that a child would use, such as “friend”, “school” or “safe”."),
        _("All questions, their answers, the domains and the words we explain are searched."),
    )


def asked_of(bands: str) -> str:
    """Whose question it is."""
    return _("Question for %(bands)s", bands=bands)


def fixed(then: str) -> tuple[Fixed, ...]:
    """The pages that every release has: name, page, subject, texts; ``then`` is the year before, if there is one."""
    pages = [
        (
            _("Who took part"),
            "response",
            _("Response rates by age and group: who answered, who is missing, refused or was not reached."),
        ),
        (
            _("How we count"),
            "methods",
            _("Methods: how sure we are, chance, ranges, what is hidden and why, strengths and worries."),
        ),
    ]
    if then:
        since = _("Since %(year)s: what is getting better, what is getting worse.", year=then)
        changed = _(
            "Changes: what got better or worse since the time before, what is possible, what can't be compared."
        )
        pages.insert(0, (_("What changed"), "changes", f"{since} {changed}"))
    return tuple((title, page, "", (("", title), (_("About"), about))) for title, page, about in pages)
