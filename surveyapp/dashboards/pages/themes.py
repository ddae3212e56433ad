"""What children wrote about, question by question, for everybody together; never beside a breakdown."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.figures import themes as charts
from surveyapp.dashboards.figures.model import DotChart
from surveyapp.dashboards.pages.parts import NoSuchPart
from surveyapp.dashboards.wording import texts, years
from surveyapp.dashboards.wording import themes as say
from surveyapp.releases.model import QuestionThemes, Release


@dataclass(frozen=True, slots=True)
class Meaning:
    """What belongs to a theme and what does not, in the council's own words."""

    name: str
    language: str
    belongs: str
    other: str


@dataclass(frozen=True, slots=True)
class Part:
    """One question: whom it was asked, how many comments could be read, and what they are about."""

    id: str
    question: str
    ages: str
    read: str
    chart: DotChart | None


@dataclass(frozen=True, slots=True)
class Themes:
    """The page of themes; ``anew`` says that the codebook was changed after a first coding, if it was."""

    headline: str
    standfirst: tuple[str, ...]
    parts: tuple[Part, ...]
    meanings: tuple[Meaning, ...]
    anew: str = ""

    @property
    def charts(self) -> tuple[DotChart, ...]:
        """All charts of the page."""
        return tuple(part.chart for part in self.parts if part.chart)


def compose(release: Release) -> Themes:
    """The themes of a release; NoSuchPart when none were counted."""
    if not release.themes:
        raise NoSuchPart("themes")
    parts = tuple(_part(release, one) for one in release.themes)
    anew = say.coded_anew(max(one.codebook for one in release.themes))
    return Themes(say.title(), say.standfirst(), parts, _meanings(release), anew)


def _part(release: Release, one: QuestionThemes) -> Part:
    bands = tuple(question.band for question in one.questions)
    question = " / ".join(dict.fromkeys(texts.asked(question) for question in one.questions))
    chart = None if one.comments is None else charts.chart(one, question, years.now(release))
    told = say.none_read() if one.comments is None else say.read(one.comments)
    return Part(one.item, question, texts.bands(release, bands), told, chart)


def _meanings(release: Release) -> tuple[Meaning, ...]:
    """Each theme once, in the order of the codebook."""
    found = {theme.name: theme for one in release.themes for theme in one.themes}
    return tuple(Meaning(say.name(one), say.language(one), one.belongs, one.other) for one in found.values())
