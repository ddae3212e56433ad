"""The sentences of a page that are ours, and the age at which they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

import textstat
from pages import Page

from surveyapp.releases.model import Release

SENTENCES = {"p", "li", "dd", "h1", "h2", "h3", "figcaption"}
APART = SENTENCES | {"dl", "ul", "ol", "table", "figure", "div"}
NOT_OURS = {"q", "script", "svg", "code", "select"}
NO_SENTENCE = {"label", "said", "skip", "asked", "matched", "wording", "foot", "seeker", "source"}
"""Names, figures at the end of a line, what children were asked, and the stamp of the release."""
SHORTEST = 6
"""Words; below that a single long word decides, and the formula was made for running text."""
SCHOOL_STARTS = 5
"""A grade of a school in the United States is this many years below the age of those who are in it."""
NUMBER = re.compile(r"[+−]?\d(?:[\d,.]*\d)?%?")
END = re.compile(r"(?<=[.?!])\s+")


@cache
def age(sentence: str) -> float:
    """The age at which a sentence can be read: Flesch and Kincaid's grade (1975) as textstat counts it, plus five."""
    return float(textstat.flesch_kincaid_grade(sentence)) + SCHOOL_STARTS


def sentences(page: Page, release: Release) -> Iterator[str]:
    """Our sentences; the release's own names are "this", numbers "ten", as they are one word each when read."""
    for one in _ours(page.all("body")[0]):
        if one.tag in SENTENCES:
            for sentence in END.split(_plain(" ".join(_text(one).split()), release)):
                if len(re.findall("[a-zA-Z]+", sentence)) >= SHORTEST:
                    yield sentence


def _ours(element: Element) -> Iterator[Element]:
    if element.tag in NOT_OURS or NO_SENTENCE & set((element.get("class") or "").split()):
        return
    yield element
    for one in element:
        yield from _ours(one)


def _text(element: Element) -> str:
    """What stands in the element itself, without the sentences of those inside."""
    told = element.text or ""
    for one in element:
        apart = one.tag in APART or next(_ours(one), None) is not one
        told += ("" if apart else _text(one)) + (one.tail or "")
    return told


def _plain(sentence: str, release: Release) -> str:
    names = {one.title for one in release.indicators} | {one.title for one in release.domains}
    names |= {band.title for band in release.bands} | {
        group.title for split in release.rates_by_group for group in split.groups
    }
    names |= {release.authority_title, release.wave.title}
    for name in sorted(names, key=len, reverse=True):
        sentence = sentence.replace(name, "this")
    return NUMBER.sub("ten", re.sub("[“”]", "", sentence))
