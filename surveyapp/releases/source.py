"""Everything a release is made of, read from the stores once and then only computed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveyapp.definition.model import Bank, Instrument
from surveyapp.disclosure.policy import STANDARD, Policy
from surveyapp.history.comparators import Round
from surveyapp.history.model import Earlier
from surveyapp.releases.counting import Count
from surveyapp.releases.kept import Scored, Sums
from surveyapp.releases.model import Member, Outcomes, OwnWord, Release, Waiting, WaveFacts


@dataclass(frozen=True, slots=True)
class Completed:
    """How many of a band's eligible completed."""

    band: str
    completed: int
    eligible: int


@dataclass(frozen=True, slots=True)
class CodedTheme:
    """A theme of the codebook: its name, in Welsh too if it has one, what belongs to it and what does not."""

    name: str
    welsh: str
    belongs: str
    other: str


@dataclass(frozen=True, slots=True)
class Coded:
    """The finished coding of a wave's comments. Ticks are numbers whose bit 0 is the first theme.

    ``texts``: of each question the ticks that count, one number a comment. ``twice``: of texts that two or more people
    coded, what each had ticked alone.
    """

    version: int
    themes: tuple[CodedTheme, ...]
    texts: Mapping[str, tuple[int, ...]]
    twice: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A text that two people approved and somebody chose, under a label of bands such as "4-7+8-11".

    ``unexplained`` is what the mask, with today's list of names, finds in it and nobody let stand.
    """

    item: str
    bands: str
    text: str
    welsh: str = ""
    domain: str = ""
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One opened wave: its facts, its questions, its counts, and the published release it is compared with.

    ``coded`` are the themes of comments, once all are coded.
    ``eligible`` counts by band, breakdown and value as far as they were given before fieldwork; ``outcomes`` are the
    true counts of the whole wave. ``earlier`` are the published releases of the authority's waves before this one,
    ``earlier_figures`` what was brought in of other years. ``members`` are the waves that are counted together in it,
    ``asked`` the items that any of them asked, and ``waiting`` the bands that are to be counted with other waves.
    ``revisions`` are the releases of this same wave that were published before, ``rounds`` the comparators of a
    programme that were taken in. ``raked`` and ``scored`` were kept at the opening.
    ``said`` are the texts to be quoted, None once the comments are gone; ``respondents`` counts those of each label.
    """

    authority: str
    authority_title: str
    wave: WaveFacts
    bank: Bank
    instruments: Mapping[str, Instrument]
    counts: tuple[Count, ...]
    completed: tuple[Completed, ...]
    floor: float
    outcomes: Outcomes | None = None
    eligible: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    neighbours: Mapping[str, str] = field(default_factory=dict)
    before: Release | None = None
    policy: Policy = STANDARD
    earlier: tuple[Release, ...] = ()
    earlier_figures: tuple[Earlier, ...] = ()
    members: tuple[Member, ...] = ()
    asked: frozenset[str] = frozenset()
    waiting: tuple[Waiting, ...] = ()
    revisions: tuple[Release, ...] = ()
    coded: Coded | None = None
    rounds: tuple[Round, ...] = ()

    @property
    def chain(self) -> tuple[Release, ...]:
        """All published releases before this one, oldest first, the one it is compared with among them."""
        known = {release.wave.id: release for release in (*self.earlier, *((self.before,) if self.before else ()))}
        return tuple(sorted(known.values(), key=lambda release: (release.wave.opened_on, release.wave.id)))

    words: tuple[OwnWord, ...] = ()
    raked: tuple[Sums, ...] = ()
    said: tuple[Said, ...] | None = ()
    respondents: Mapping[str, int] = field(default_factory=dict)
    scored: tuple[Scored, ...] = ()
