"""What the words mean, with this council's own words for those who were asked."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.wording import glossary
from surveyapp.dashboards.wording.glossary import Meaning
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words by what they are about: (title, meanings)."""

    headline: str
    parts: tuple[tuple[str, tuple[Meaning, ...]], ...]


def compose(release: Release) -> Glossary:
    """The glossary of a release."""
    return Glossary(
        headline=_("What the words mean"),
        parts=(
            (_("Whom we asked"), tuple(glossary.people(release))),
            (_("How we count"), tuple(glossary.numbers())),
            (_("What changed"), tuple(glossary.words_of_change())),
            (_("What stands out"), tuple(glossary.words_of_judging())),
        ),
    )
