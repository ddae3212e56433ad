"""One id, one question, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from surveyapp.definition.loader import Found
from surveyapp.definition.model import Instrument, Item
from surveyapp.definition.problems import Places, Problem
from surveyapp.definition.readability import words_in
from surveyapp.definition.rows import countable
from surveyapp.definition.wording import PLACE

_SMALL = frozenset(
    {
        "a", "about", "an", "and", "are", "at", "be", "been", "can", "could", "did", "do", "does", "feel",
        "felt", "for", "from", "had", "has", "have", "how", "if", "in", "is", "it", "last", "me", "month",
        "most", "much", "my", "now", "of", "often", "on", "or", "so", "than", "that", "the", "their", "them",
        "they", "things", "think", "this", "to", "was", "week", "what", "when", "which", "who", "why", "with",
        "would", "yesterday", "you", "your",
    }
)  # fmt: skip
_STEM = 5


def same_questions(surveys: Iterable[Found[Instrument]]) -> Iterator[Problem]:
    """Ids that a later version of a survey uses for another question."""
    ordered = sorted(
        (found for found in surveys if found.content is not None),
        key=lambda found: (found.content.survey, found.content.version) if found.content else ("", ""),
    )
    for before, after in pairwise(ordered):
        if before.content and after.content and before.content.survey == after.content.survey:
            yield from _reused(before.content, after.content, after.places)


def _reused(before: Instrument, after: Instrument, places: Places) -> Iterator[Problem]:
    old = {item.id: item for item in before.items if item.counted}
    for item in after.items:
        if item.counted and item.id in old and _another(old[item.id], item):
            what = f'version {before.version} has the id "{item.id}" for another question ("{old[item.id].ask}")'
            yield places.problem(f"{item.id}.id", what, "give this question an id of its own")


def _another(old: Item, new: Item) -> bool:
    if old.kind is not new.kind:
        return True
    return not _stems(old.ask) & _stems(new.ask) and countable(old) != countable(new)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in words_in(PLACE.sub(" ", text)) if word.lower() not in _SMALL)
