"""Words after which a name comes, and capitals in mid-sentence: names that stand on no list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from surveyapp.disclosure.masking.model import Mark, Role, Source
from surveyapp.disclosure.masking.texts import Word, fold, listed, shouted

NAMED: Mapping[tuple[str, ...], Role] = {
    ("called",): Role.NAME,
    ("named",): Role.NAME,
    ("name", "is"): Role.NAME,
    ("names",): Role.NAME,
    ("names", "is"): Role.NAME,
    ("nickname", "is"): Role.NAME,
    ("surname", "is"): Role.NAME,
    ("mr",): Role.TEACHER,
    ("mrs",): Role.TEACHER,
    ("ms",): Role.TEACHER,
    ("dr",): Role.WORKER,
    ("doctor",): Role.WORKER,
    ("auntie",): Role.FAMILY,
    ("aunty",): Role.FAMILY,
    ("aunt",): Role.FAMILY,
    ("uncle",): Role.FAMILY,
    ("sister",): Role.SISTER,
    ("brother",): Role.BROTHER,
    ("cousin",): Role.FAMILY,
    ("stepdad",): Role.FAMILY,
    ("stepmum",): Role.FAMILY,
    ("nan",): Role.FAMILY,
    ("grandad",): Role.FAMILY,
    ("friend",): Role.FRIEND,
    ("mate",): Role.FRIEND,
    ("girlfriend",): Role.FRIEND,
    ("boyfriend",): Role.FRIEND,
    ("foster", "mum"): Role.CARER,
    ("foster", "dad"): Role.CARER,
    ("foster", "carer"): Role.CARER,
    ("foster", "carers"): Role.CARER,
    ("carer",): Role.CARER,
    ("carers",): Role.CARER,
    ("social", "worker"): Role.WORKER,
    ("key", "worker"): Role.WORKER,
    ("support", "worker"): Role.WORKER,
    ("personal", "adviser"): Role.WORKER,
    ("teacher",): Role.TEACHER,
    ("live", "in"): Role.PLACE,
    ("lived", "in"): Role.PLACE,
    ("living", "in"): Role.PLACE,
    ("moved", "to"): Role.PLACE,
    ("move", "to"): Role.PLACE,
    ("from",): Role.PLACE,
}
"""What is masked if the next word is no word of everyday, in any case. "Miss" alone is a verb as well as a title."""

TITLES = frozenset({("mr",), ("mrs",), ("ms",), ("dr",)})
LONGEST = 2
SHORTEST = 3


def by_cue(words: Sequence[Word]) -> Iterator[Mark]:
    """The word after a cue, and those after it that have a capital too, such as a surname."""
    for at, word in enumerate(words):
        role = _cue_before(words, at)
        if role is not None and (word.folded not in listed("words") or _titled(words, at)):
            last = at
            while last + 1 < len(words) and _surname(words, last + 1):
                last += 1
            yield Mark(word.start, words[last].end, role, Source.CUE)


def by_capital(words: Sequence[Word]) -> Iterator[Mark]:
    """Words that are not of everyday with a capital in mid-sentence; not where capitals say nothing."""
    if shouted(words):
        return
    for word in words:
        loud = word.text.isupper() and len(word.text) > SHORTEST and not _known(word)
        apart = word.capital and not word.first and word.folded not in listed("words")
        if (loud or apart) and not word.text.isdigit():
            yield Mark(word.start, word.end, Role.NAME, Source.CAPITAL)


def by_strangeness(words: Sequence[Word]) -> Iterator[Mark]:
    """Words of three letters and more that no English list has, in any case and anywhere: "zinhle never listens"."""
    for word in words:
        if len(word.folded) >= SHORTEST and not any(map(str.isdigit, word.folded)) and not _known(word):
            yield Mark(word.start, word.end, Role.NAME, Source.STRANGE)


def _known(word: Word) -> bool:
    """Whether it is a word of everyday or of English, or the plural of one, or several of them joined by hyphens."""
    return _listed(word.folded) or all(_listed(fold(part)) for part in re.split("[-‐‑]", word.text))


def _listed(folded: str) -> bool:
    shapes = (folded, folded.removesuffix("s"))
    return len(folded) < SHORTEST or any(shape in listed(name) for name in ("words", "english") for shape in shapes)


def _cue_before(words: Sequence[Word], at: int) -> Role | None:
    if words[at].first:
        return None
    for size in range(LONGEST, 0, -1):
        cue = tuple(word.folded for word in words[max(0, at - size) : at])
        if cue in NAMED:
            return NAMED[cue]
    return None


def _titled(words: Sequence[Word], at: int) -> bool:
    """Whether a title stands before: then even a word of everyday is a name (Mrs Green)."""
    return at > 0 and (words[at - 1].folded,) in TITLES and words[at].text[:1].isupper()


def _surname(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return word.capital and not word.first and word.folded not in listed("words") and not shouted(words)
