"""Words of children as a reader meets them: the text in a language, what was asked, and whom it was asked."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import locale, pgettext
from surveyapp.releases.model import Quote, Release

WELSH = "cy"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quote: ``language`` is the text's for screen readers, and never what a child wrote in."""

    text: str
    language: str
    question: str
    ages: str


def spoken(release: Release, one: Quote) -> Spoken:
    """A quote in the reader's language where there is one."""
    welsh = locale().partition("_")[0] == WELSH and bool(one.welsh)
    return Spoken(
        text=one.welsh if welsh else one.text,
        language=WELSH if welsh else "en",
        question=pgettext(one.item, one.ask),
        ages=texts.ages(release, one.bands),
    )


def title() -> str:
    """What the page and its parts are called."""
    return _("In children's words")


def standfirst(quoted: int) -> tuple[str, ...]:
    """What these words are, and what they are not."""
    if not quoted:
        return (_("No words of children were published with these results."),)
    return (
        _("What some children wrote. Words say how something feels; they don't say how many feel it."),
        _("Words in brackets, such as [sister], stand in for names and places."),
    )
