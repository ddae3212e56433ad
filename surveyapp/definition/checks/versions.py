"""One id, one question, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from surveyapp.definition.lines import earlier
from surveyapp.definition.loader import Found
from surveyapp.definition.model import Bank, Instrument, Item
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


def same_questions(surveys: Iterable[Found[Instrument]], bank: Bank) -> Iterator[Problem]:
    """Ids that a later version uses for another question, also after years in which nobody asked it."""
    found = [one for one in surveys if one.content is not None]
    known = [one.content for one in found if one.content is not None]
    for one in found:
        if one.content is not None:
            yield from reused(earlier(one.content, known, bank), one.content, one.places)


def reused(before: Iterable[Instrument], after: Instrument, places: Places) -> Iterator[Problem]:
    """Ids of ``after`` that one of the versions ``before``, oldest first, used for another question."""
    old = {item.id: (one.version, item) for one in before for item in one.items if item.counted}
    for item in after.items:
        if item.counted and item.id in old and _another(old[item.id][1], item):
            version, asked = old[item.id]
            what = f'version {version} has the id "{item.id}" for another question ("{asked.ask}")'
            yield places.problem(f"{item.id}.id", what, "give this question an id of its own")


def _another(old: Item, new: Item) -> bool:
    if old.kind is not new.kind:
        return True
    return not _stems(old.ask) & _stems(new.ask) and countable(old) != countable(new)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in words_in(PLACE.sub(" ", text)) if word.lower() not in _SMALL)
