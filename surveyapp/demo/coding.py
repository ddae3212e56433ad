"""What grown-ups do with approved texts: two people code them by a codebook, and settle where they differ."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping

from surveyapp.db.engines import Stores
from surveyapp.results import codebook, coding
from surveyapp.results.codebook import Entry
from surveyapp.results.coding import Coder

CODEBOOK: Mapping[Entry, tuple[str, ...]] = {
    Entry("Family and friends", "Seeing, missing or staying with them", "Carers and workers", "Teulu a ffrindiau"): (
        "sister",
        "brother",
        "friends",
        "dinner",
    ),
    Entry("Carers and workers", "Carers, and people whose job it is to help", "Family", "Gofalwyr a gweithwyr"): (
        "foster mum",
        "worker",
        "carers",
        "check in",
        "listens",
    ),
    Entry("Home and animals", "The place, its animals, food and belongings", "", "Cartref ac anifeiliaid"): (
        "dog",
        "room",
        "flat",
        "garden",
        "teddy",
        "pancakes",
    ),
    Entry("Being asked and told", "Decisions, reasons, messages, meetings", "", "Cael fy holi a chael gwybod"): (
        "say why",
        "Ask us",
        "Meetings",
        "form",
        "messages",
        "Tell us",
    ),
    Entry("Sport and free time", "What they do when nothing has to be done", "", "Chwaraeon ac amser rhydd"): (
        "football",
        "swimming",
    ),
}
"""The themes, each with the words by which the made-up readers know it."""
OVERLOOKED = ("pancakes", "dinner")
"""What the second reader does not take for a theme."""
TWICE = 30


def code_words(stores: Stores, wave: str, *, secret: bytes) -> int:
    """Do all of it for one wave; how many texts were coded."""
    with stores.write("results") as session:
        codebook.write(session, wave, tuple(CODEBOOK))
        codebook.begin(session, wave, twice=TWICE)
    for who, overlooked in (("analyst", ()), ("safeguarding", OVERLOOKED)):
        _code(stores, wave, _coder(secret, who), overlooked)
    with stores.write("results") as session:
        for one in coding.progress(session, wave).differing:
            coding.settle(session, wave, one.text.id, _ticks(one.text.text, ()))
    with stores.read("results") as session:
        return len(coding.progress(session, wave).texts)


def _code(stores: Stores, wave: str, coder: Coder, overlooked: Collection[str]) -> None:
    """All that one person may code."""
    with stores.write("results") as session:
        texts = coding.waiting_for(coding.progress(session, wave), coder)
        coding.tick(session, wave, coder, {one.id: _ticks(one.text, overlooked) for one in texts})


def _ticks(text: str, overlooked: Collection[str]) -> int:
    """The themes whose words stand in a text."""
    found = ({*words} - {*overlooked} for words in CODEBOOK.values())
    return sum(1 << at for at, words in enumerate(found) if any(word in text for word in words))


def _coder(secret: bytes, who: str) -> Coder:
    return lambda comment: hmac.digest(secret, b"the demo codes a text\0" + comment + who.encode(), "sha256")
