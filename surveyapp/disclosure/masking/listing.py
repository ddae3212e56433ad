"""Names of a list found in a comment: in any case, run together or apart, and with one edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from surveyapp.disclosure.masking.gazetteer import Gazetteer
from surveyapp.disclosure.masking.model import Mark, Role, Source
from surveyapp.disclosure.masking.texts import VERBS, Word, listed, shouted

EXACT_UP_TO = 3
"""A name of so few letters is one edit from too many words."""


@dataclass(frozen=True, slots=True)
class Index:
    """Names under all their shapes with one letter left out: two words one edit apart share a shape."""

    roles: Mapping[str, Role]
    shapes: Mapping[str, frozenset[str]]
    longest: int = 1
    possessive: frozenset[str] = frozenset()

    def name_of(self, text: str, *, shortest: int = EXACT_UP_TO + 1) -> str | None:
        """The name that a folded text is, as it stands, in the plural, or with one edit (Damerau's four kinds)."""
        if text in self.roles:
            return text
        if text.endswith("s") and len(text) > EXACT_UP_TO and text[:-1] in self.roles:
            return text[:-1]
        tried = {name for shape in _without_one(text) for name in self.shapes.get(shape, ())}
        return next((it for it in sorted(tried) if len(it) >= shortest and OSA.distance(text, it) <= 1), None)


def by_authority(words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mark]:
    """What an authority has listed, of one word or more."""
    index = _authority(gazetteer)
    for size in range(index.longest + 1, 0, -1):
        for at in range(len(words) - size + 1):
            some = words[at : at + size]
            name = _meant(some, index, shouted(words))
            if name is not None:
                end = some[-1].whole if name in index.possessive else some[-1].end
                yield Mark(some[0].start, end, index.roles[name], Source.AUTHORITY)


def by_names(words: Sequence[Word]) -> Iterator[Mark]:
    """First names of our small list."""
    index = _names()
    for word in words:
        if _meant((word,), index, shouted(words), shortest=EXACT_UP_TO + 2) is not None:
            yield Mark(word.start, word.end, Role.NAME, Source.NAMES)


def _meant(some: Sequence[Word], index: Index, loud: bool, shortest: int = EXACT_UP_TO + 1) -> str | None:
    """The listed name that some words are. Words of everyday ("Summer") count only as they are listed and with a
    capital, those that are verbs ("Will") not at the beginning; a misspelt name that is such a word is no name."""
    joined = "".join(word.folded for word in some)
    name = index.name_of(joined, shortest=shortest)
    if name is None or not all(word.folded in listed("words") for word in some):
        return name
    return None if joined != name or (len(some) == 1 and _plain(some[0], loud)) else name


def _plain(word: Word, loud: bool) -> bool:
    """Whether nothing in how it is written speaks for a name."""
    if word.first:
        return not word.text[:1].isupper() or word.folded in VERBS
    return loud or not word.text[:1].isupper()


@lru_cache(maxsize=8)
def _authority(gazetteer: Gazetteer) -> Index:
    roles = {entry.folded: entry.role for entry in gazetteer.entries}
    longest = max((entry.words for entry in gazetteer.entries), default=0)
    return Index(roles, _shapes(roles), longest, frozenset(it.folded for it in gazetteer.entries if it.possessive))


@lru_cache(maxsize=1)
def _names() -> Index:
    """Names that are English words too are looked for as they are: "daily" is no misspelt Daisy."""
    return Index(dict.fromkeys(listed("names"), Role.NAME), _shapes(listed("names") - listed("english")))


def _shapes(names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for shape in _without_one(name):
            found[shape].add(name)
    return {shape: frozenset(those) for shape, those in found.items()}


def _without_one(text: str) -> set[str]:
    return {text} | {text[:at] + text[at + 1 :] for at in range(len(text))}
