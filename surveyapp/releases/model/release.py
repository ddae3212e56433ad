"""The release itself, and the facts of its wave, bands and domains."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.releases.model.elsewhere import Comparator
from surveyapp.releases.model.quotes import Quote
from surveyapp.releases.model.rates import BreakdownRate, ResponseRate
from surveyapp.releases.model.results import IndicatorResult
from surveyapp.releases.model.scores import ScoreResult
from surveyapp.releases.model.shares import Why
from surveyapp.releases.model.themes import QuestionThemes
from surveyapp.releases.model.together import LeftOut, Member, Waiting


@dataclass(frozen=True, slots=True)
class WaveFacts:
    """What a reader must know of a wave."""

    id: str
    title: str
    year: int
    opened_on: str
    closed_on: str


@dataclass(frozen=True, slots=True)
class BandFacts:
    """A band's title, the instrument its children answered, and their ages."""

    id: str
    title: str
    instrument: str
    version: str
    youngest: int = 0
    oldest: int = 0


@dataclass(frozen=True, slots=True)
class DomainFacts:
    """A domain and its indicators in question order."""

    id: str
    title: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing the disclosure rules hid, for the record: what, why, and which rule; "" in releases from before."""

    what: str
    why: Why
    rule: str = ""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """How the authority says a term in one language: "looked after" for ``in_care``."""

    term: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """One wave's protected results. The store adds revision, reason and fingerprint.

    ``earlier`` are the waves on the lines, oldest first. ``floor`` is the response rate under which results do not
    speak for those who did not answer. ``words`` are the authority's own for terms that councils call differently.
    ``members`` are the waves counted together here, none for a wave of its own; ``left_out`` what they did not all ask.
    ``waiting`` are the bands of a wave of its own that are to be counted with others. ``themes`` are of comments,
    ``quotes`` their approved words. ``scores`` are composites, told of everybody.
    """

    authority: str
    authority_title: str
    wave: WaveFacts
    previous: WaveFacts | None
    bands: tuple[BandFacts, ...]
    domains: tuple[DomainFacts, ...]
    response_rates: tuple[ResponseRate, ...]
    indicators: tuple[IndicatorResult, ...]
    comparisons: int
    by_chance: float
    policy: dict[str, str]
    hidden: tuple[Hidden, ...]
    earlier: tuple[WaveFacts, ...] = ()
    rates_by_group: tuple[BreakdownRate, ...] = ()
    floor: float = 0.3
    words: tuple[OwnWord, ...] = ()
    members: tuple[Member, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    themes: tuple[QuestionThemes, ...] = ()
    quotes: tuple[Quote, ...] = ()
    comparator: Comparator | None = None
    scores: tuple[ScoreResult, ...] = ()

    def indicator(self, indicator_id: str) -> IndicatorResult:
        """The indicator with this id; KeyError when the release has none."""
        for indicator in self.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise KeyError(indicator_id)
