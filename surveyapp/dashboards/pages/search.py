"""Looking for words in a release: what it asked, what its indicators, domains and pages are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.wording import found as say
from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.shares import sentence
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import IndicatorResult, Release

LONGEST = 80
"""Characters of a search that are looked at."""
MOST = 60
WORD = re.compile(r"\w+")
SHORTEST_STEM = 4
ENDINGS = ("ies", "ing", "es", "ed", "er", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``marked`` where it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its name, the page and subject it leads to, and texts in which words are looked for.

    ``texts`` are (what it is, the words); the first is the name. ``about`` says what stands there.
    """

    title: str
    page: str
    subject: str
    texts: tuple[tuple[str, str], ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: the name, where it leads, and the text that matched with the words marked."""

    title: tuple[Piece, ...]
    page: str
    subject: str
    where: str
    matched: tuple[Piece, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Search:
    """The page of what was found. ``tips`` are said where nothing was."""

    asked_for: str
    headline: str
    hits: tuple[Hit, ...]
    tips: tuple[str, ...]


def compose(release: Release, asked_for: str) -> Search:
    """Everything in the release that holds all the words asked for, in question order, names before questions."""
    asked_for = " ".join(asked_for[:LONGEST].split())
    wanted = tuple(dict.fromkeys(_stem(word) for word in _words(asked_for)))
    hits = _hits(release, wanted) if wanted else ()
    return Search(
        asked_for=asked_for,
        headline=say.headline(asked_for if wanted else "", len(hits)),
        hits=hits,
        tips=() if hits else say.tips(),
    )


def _hits(release: Release, wanted: tuple[str, ...]) -> tuple[Hit, ...]:
    ranked = [
        (place, number, hit) for number, one in enumerate(_entries(release)) for place, hit in _match(one, wanted)
    ]
    return tuple(hit for _place, _number, hit in sorted(ranked, key=lambda one: one[:2]))[:MOST]


def _match(entry: Entry, wanted: tuple[str, ...]) -> Iterator[tuple[int, Hit]]:
    """The first text that holds all the words, or else the one that holds most of them where together all do."""
    held = [_held(words, wanted) for _where, words in entry.texts]
    if set().union(*held) != set(wanted):
        return
    place = max(range(len(held)), key=lambda one: (len(held[one]), -one))
    where, words = entry.texts[place]
    matched = _marked(words, wanted) if place else ()
    yield place, Hit(_marked(entry.title, wanted), entry.page, entry.subject, where, matched, entry.about)


def _held(text: str, wanted: tuple[str, ...]) -> set[str]:
    stems = {_stem(word) for word in _words(text)}
    return {word for word in wanted if any(stem.startswith(word) for stem in stems)}


def _entries(release: Release) -> Iterator[Entry]:
    yield from (Entry(*one) for one in say.fixed(bool(release.previous)))
    domains = {facts.id: texts.domain(facts) for facts in release.domains}
    for facts in release.domains:
        if facts.indicators:
            yield Entry(domains[facts.id], "domain", facts.id, ((_("Domain"), domains[facts.id]),), _("A domain"))
    for one in release.indicators:
        yield _indicator(release, one, domains.get(one.domain, ""))


def _indicator(release: Release, one: IndicatorResult, domain: str) -> Entry:
    asked = {texts.asked(question): texts.bands(release, (question.band,)) for question in one.questions}
    answers = dict.fromkeys(word for question in one.questions for word in texts.choices(question))
    title = texts.title(one)
    told = findings.judged(one)
    return Entry(
        title=title,
        page="indicator",
        subject=one.id,
        texts=(
            ("", title),
            *((say.asked_of(bands), words) for words, bands in asked.items()),
            (_("Answers to choose from"), "; ".join(answers)),
            (_("Domain"), domain),
        ),
        about=_("No longer asked.") if one.retired else _about(release, one, told),
    )


def _about(release: Release, one: IndicatorResult, told: Iterable[findings.Finding]) -> str:
    said = (
        _("%(ages)s: %(share)s", ages=texts.ages(release, found.result.bands), share=sentence(found.result.now))
        if texts.partial(one, found.result)
        else sentence(found.result.now)
        for found in told
    )
    return "; ".join(said)


def _marked(text: str, wanted: tuple[str, ...]) -> tuple[Piece, ...]:
    """The text in pieces, whole words marked."""
    pieces, end = [], 0
    for found in WORD.finditer(text):
        if any(_stem(_plain(found[0])).startswith(word) for word in wanted):
            pieces += [Piece(text[end : found.start()], False), Piece(found[0], True)]
            end = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:], False)) if piece.text)


def _words(text: str) -> list[str]:
    return WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """Without accents and capitals."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    """The word without one common ending, so that "friends" finds "friend" and "decide" finds "deciding"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
