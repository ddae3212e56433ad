"""What children wrote about: themes of the comments to one question, counted."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.releases.model.questions import Question
from surveyapp.releases.model.shares import Share, Suppressed


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the codebook, in its English and perhaps Welsh words, and the share of comments that it is in.

    ``firm``: those who read the comments agreed so well that the count can be relied on.
    """

    name: str
    welsh: str
    belongs: str
    other: str
    result: Share | Suppressed
    firm: bool


@dataclass(frozen=True, slots=True)
class QuestionThemes:
    """The themes of the comments to one question, of all ages together, in the order of the codebook.

    ``comments`` is how many could be read, each of another child; None, without themes, where they are fewer than 10.
    ``codebook`` is its version. Never split by age or by group.
    """

    item: str
    questions: tuple[Question, ...]
    codebook: int
    comments: int | None = None
    themes: tuple[Theme, ...] = ()
