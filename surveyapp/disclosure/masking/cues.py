"""Words after which a name comes, and capitals in mid-sentence: names that stand on no list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from surveyapp.disclosure.masking.model import Mark, Role, Source
from surveyapp.disclosure.masking.texts import AUXILIARY, Word, fold, listed, shouted

NAMED: Mapping[tuple[str, ...], Role] = {
    ("called",): Role.NAME,
    ("named",): Role.NAME,
    ("name", "is"): Role.NAME,
    ("names",): Role.NAME,
    ("names", "is"): Role.NAME,
    ("nickname", "is"): Role.NAME,
    ("surname", "is"): Role.NAME,
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

NAMING = frozenset({"called", "named", "is", "names", "miss"})
"""The last words of those cues that only a name follows: even "will" and "said" are names there."""

OF_A_LIST: Mapping[tuple[str, ...], Role] = {
    ("miss",): Role.NAME,
    ("worker",): Role.WORKER,
    ("workers",): Role.WORKER,
    ("staff",): Role.WORKER,
    ("adviser",): Role.WORKER,
    ("manager",): Role.WORKER,
    ("nurse",): Role.WORKER,
    ("sis",): Role.SISTER,
    ("bro",): Role.BROTHER,
    ("twin",): Role.FAMILY,
    ("mum",): Role.FAMILY,
    ("dad",): Role.FAMILY,
    ("gran",): Role.FAMILY,
    ("nanny",): Role.FAMILY,
    ("niece",): Role.FAMILY,
    ("nephew",): Role.FAMILY,
    ("bestie",): Role.FRIEND,
    ("bff",): Role.FRIEND,
}
"""Words that anything may follow: only a first name of the list is masked after them."""

LONGEST = 2
SHORTEST = 3


def by_cue(words: Sequence[Word]) -> Iterator[Mark]:
    """The word after a cue, and those after it that have a capital too, such as a surname."""
    for at, word in enumerate(words):
        role = _cue_before(words, at, NAMED)
        if role is not None and word.folded in listed("words"):
            role = None
        role = role or _listed_after(words, at) or _capital_after(words, at)
        if role is not None:
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


def _listed_after(words: Sequence[Word], at: int) -> Role | None:
    """What a first name of the list is after a cue for people, in any case and even as a word ("my sister hope")."""
    name = words[at].folded
    if at == 0 or name not in listed("names"):
        return None
    role = _cue_before(words, at, NAMED) or _cue_before(words, at, OF_A_LIST)
    verb = name in AUXILIARY and words[at - 1].folded not in NAMING
    return None if verb or role is Role.PLACE else role


def _cue_before(words: Sequence[Word], at: int, cues: Mapping[tuple[str, ...], Role]) -> Role | None:
    if words[at].first:
        return None
    for size in range(LONGEST, 0, -1):
        cue = tuple(word.folded for word in words[max(0, at - size) : at])
        if cue in cues:
            return cues[cue]
    return None


def _capital_after(words: Sequence[Word], at: int) -> Role | None:
    """What a word of everyday with a capital is after a person ("my carer Hall"); one may miss a Thursday, too."""
    word = words[at]
    if not word.capital or word.folded in listed("nobody") or shouted(words):
        return None
    role = _cue_before(words, at, NAMED) or _cue_before(words, at, OF_A_LIST)
    return None if role is Role.PLACE or words[at - 1].folded == "miss" else role


def _surname(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return word.capital and not word.first and word.folded not in listed("words") and not shouted(words)
