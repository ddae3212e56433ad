"""What a mask catches of a corpus, and where it stops at nothing; a name is caught when every letter is covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builders.masking_corpus import LISTED, Corpus, Sown

from surveyapp.disclosure.masking import Gazetteer, find_marks, read_gazetteer

COUNCIL = read_gazetteer(LISTED)


def caught(one: Sown, gazetteer: Gazetteer = COUNCIL) -> bool:
    """Whether the mask covers all of what was sown."""
    covered = {at for mark in find_marks(one.text, gazetteer) for at in range(mark.start, mark.end)}
    return all(at in covered for at in range(one.start, one.end) if one.text[at].isalnum())


def shares(corpus: Iterable[Sown], gazetteer: Gazetteer = COUNCIL) -> dict[str, tuple[int, int]]:
    """Of all, of each kind and of each form: how many were caught, of how many."""
    found, there = Counter[str](), Counter[str]()
    for one in corpus:
        hit = caught(one, gazetteer)
        for name in ("all", one.kind, one.form):
            there[name] += 1
            found[name] += hit
    return {name: (found[name], there[name]) for name in there}


def beside(corpus: Iterable[Sown]) -> tuple[int, int]:
    """How many words that are no part of what was sown are marked, and of how many such words."""
    marked = words = 0
    for one in corpus:
        words += len((one.text[: one.start] + " " + one.text[one.end :]).split())
        marked += sum(mark.end <= one.start or mark.start >= one.end for mark in find_marks(one.text, COUNCIL))
    return marked, words


def alarms(those: Corpus) -> list[tuple[str, str]]:
    """What is marked in sentences that name nobody: the words, and the sentence."""
    return [(text[mark.start : mark.end], text) for text in those.nameless for mark in find_marks(text, COUNCIL)]
