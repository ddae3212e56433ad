"""Titles before a surname, in any case and with or without a dot: "Mrs. Hall", "miss smith", "my teacher mr brown"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveyapp.disclosure.masking.model import Mark, Role, Source
from surveyapp.disclosure.masking.texts import AUXILIARY, Word, listed, shouted

SURE: Mapping[str, Role] = dict.fromkeys(("mr", "mrs", "ms", "mx", "mister"), Role.TEACHER)
"""What only a name follows, in any case."""

PEOPLE: Mapping[str, Role] = dict.fromkeys(
    ("dr", "doctor", "nurse", "pc", "constable", "sergeant", "sgt", "officer", "professor", "prof"), Role.WORKER
)
"""Titles that are people, or a computer, without a name too: "the nurse came", "my pc broke"."""

TITLES: Mapping[str, Role] = {**SURE, **PEOPLE, **dict.fromkeys(("miss", "sir"), Role.TEACHER)}

WITHOUT_NAME = frozenset((
    "a", "an", "the", "my", "your", "his", "her", "our", "their", "this", "that", "another", "any", "school",
    "police", "gaming",
))  # fmt: skip
"""Before these titles: then no name need follow."""

WHO_MISSES = frozenset((
    "i", "we", "you", "they", "he", "she", "who", "people", "kids", "children",
))  # fmt: skip
BEFORE_MISS = frozenset((
    "really", "still", "always", "never", "dont", "didnt", "will", "would", "wont", "ill", "id", "might", "could",
    "should",
))  # fmt: skip
"""What stands before the verb; a question that begins with one of these ("Will miss brown stay?") has the title."""

LEADING_TO = frozenset((
    "want", "wanted", "wants", "have", "had", "has", "having", "going", "got", "like", "love", "hate", "need",
    "not", "used", "allowed",
))  # fmt: skip
"""Before "to miss", which is a verb then; "I talk to miss brown" has the title."""

ENDING, LONG = "ing", 5


def by_title(words: Sequence[Word]) -> Iterator[Mark]:
    """The word after a title, and those after it that have a capital too."""
    loud = shouted(words)
    for at in range(1, len(words)):
        role = TITLES.get(words[at - 1].folded)
        if role is not None and _may_be_name(words[at]) and _follows(words, at, loud):
            last = at
            while last + 1 < len(words) and not loud and words[last + 1].capital and _may_be_name(words[last + 1]):
                last += 1
            yield Mark(words[at].start, words[last].end, role, Source.CUE)


def _may_be_name(word: Word) -> bool:
    return not word.first and word.folded not in listed("nobody") and not word.text.isdigit()


def _follows(words: Sequence[Word], at: int, loud: bool) -> bool:
    """Whether the title is one here, and the word after it its name."""
    title, word = words[at - 1], words[at]
    if title.folded in SURE:
        return True
    if title.folded == "miss" and _missed(words, at - 1, loud):
        return False
    return (word.capital and not loud) or (_could_be_surname(word) and not _nameless(words, at - 1))


def _missed(words: Sequence[Word], at: int, loud: bool) -> bool:
    """Whether "miss" is the verb."""
    if at == 0 or words[at].first or (words[at].capital and not loud):
        return False
    before = words[at - 1]
    if before.folded == "to":
        return at > 1 and words[at - 2].folded in LEADING_TO
    return before.folded in WHO_MISSES or (before.folded in BEFORE_MISS and not before.first)


def _nameless(words: Sequence[Word], at: int) -> bool:
    """Whether the title stands for somebody, or for a computer, without a name."""
    return at > 0 and words[at].folded in PEOPLE and words[at - 1].folded in WITHOUT_NAME


def _could_be_surname(word: Word) -> bool:
    """Whether a word of English without a capital may be a name: no form of a verb. What is no English is marked so."""
    acting = word.folded in AUXILIARY or (word.folded.endswith(ENDING) and len(word.folded) > LONG)
    return not acting and (word.folded in listed("words") or word.folded in listed("english"))
