"""Looking for words in a release: what it asked, what its indicators, domains and pages are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from surveyapp.dashboards import findings
from surveyapp.dashboards.pages import glossary
from surveyapp.dashboards.pages import words as written
from surveyapp.dashboards.wording import found as say
from surveyapp.dashboards.wording import quotes, texts, themes, years
from surveyapp.dashboards.wording.shares import told
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import IndicatorResult, Release

LONGEST = 80
"""Characters of a search that are looked at."""
MOST = 60
WORD = re.compile(r"\w+")
SHORTEST = 2
SHORTEST_STEM = 4
ENDINGS = ("ing", "es", "ed", "er", "s", "e")
SHARED = 5
"""Letters that two words must begin with alike; and two thirds of the longer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``marked`` where it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its name, the page and subject it leads to, and texts in which words are looked for.

    ``texts`` are (what it is, the words); the first is the name. Of an ``indicator`` a hit says what children said.
    ``language``: of the words, where they are somebody's own and not the page's.
    """

    title: str
    page: str
    subject: str
    texts: tuple[tuple[str, str], ...]
    indicator: IndicatorResult | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: the name, where it leads, and the text that matched with the words marked."""

    title: tuple[Piece, ...]
    page: str
    subject: str
    where: str
    matched: tuple[Piece, ...]
    about: str
    language: str


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
    wanted = _wanted(asked_for)
    hits = _hits(release, wanted) if wanted else ()
    return Search(
        asked_for=asked_for,
        headline=say.headline(asked_for if wanted else "", len(hits)),
        hits=hits,
        tips=() if hits else say.tips(),
    )


def _wanted(asked_for: str) -> tuple[str, ...]:
    """What to look for: words that mean the same put for one another, and little words left out of a question."""
    words = [word for word in WORD.findall(asked_for.casefold()) if len(word) >= SHORTEST]
    telling = [word for word in words if word not in say.LITTLE] or words
    return tuple(dict.fromkeys(_stem(say.SAME.get(word, word)) for word in telling))


def _hits(release: Release, wanted: tuple[str, ...]) -> tuple[Hit, ...]:
    entries = enumerate(_entries(release))
    ranked = [(place, number, hit) for number, one in entries for place, hit in _match(release, one, wanted)]
    return tuple(hit for _place, _number, hit in sorted(ranked, key=lambda one: one[:2]))[:MOST]


def _match(release: Release, entry: Entry, wanted: tuple[str, ...]) -> Iterator[tuple[int, Hit]]:
    """The first text that holds all the words, or else the one that holds most of them where together all do."""
    held = [_held(words, wanted) for _where, words in entry.texts]
    if set().union(*held) != set(wanted):
        return
    place = max(range(len(held)), key=lambda one: (len(held[one]), -one))
    where, words = entry.texts[place]
    matched = _marked(words, wanted) if place else ()
    title, about = _marked(entry.title, wanted), _about(release, entry)
    yield place, Hit(title, entry.page, entry.subject, where, matched, about, entry.language)


def _held(text: str, wanted: tuple[str, ...]) -> set[str]:
    stems = {_stem(word) for word in WORD.findall(text)}
    return {word for word in wanted if any(_alike(stem, word) for stem in stems)}


def _alike(stem: str, word: str) -> bool:
    """Whether a text's stem begins with the one looked for, or shares most of its beginning."""
    if stem.startswith(word):
        return True
    shared = sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(stem, word, strict=False)))
    return shared >= SHARED and 3 * shared >= 2 * max(len(stem), len(word))


def _entries(release: Release) -> Iterator[Entry]:
    yield from (Entry(*one) for one in say.fixed(years.then(release) if release.previous else ""))
    domains = {facts.id: texts.domain(facts) for facts in release.domains}
    for facts in release.domains:
        if facts.indicators:
            yield Entry(domains[facts.id], "domain", facts.id, (("", domains[facts.id]),))
    for _part, meanings in glossary.compose(release).parts:
        for anchor, word, meaning in meanings:
            yield Entry(word, "glossary", anchor, (("", word), (_("What it means"), meaning)))
    for one in release.indicators:
        yield _indicator(release, one, domains.get(one.domain, ""))
    yield from _quotes(release)
    yield from _themes(release)
    for split in release.rates_by_group:
        for group in split.groups:
            title = texts.group(split, group)
            yield Entry(title, "response", "groups", (("", title), (_("Groups of children"), texts.breakdown(split))))


def _quotes(release: Release) -> Iterator[Entry]:
    """The words of children, each found where it stands."""
    for part in written.compose(release).parts:
        for one in part.quotes:
            title = quotes.title()
            yield Entry(title, "words", part.id, (("", title), (one.ages, one.text)), language=one.language)


def _themes(release: Release) -> Iterator[Entry]:
    """What comments were counted by, under the first question of each theme."""
    found = {theme.name: (one.item, theme) for one in reversed(release.themes) for theme in one.themes}
    for item, theme in found.values():
        name = themes.name(theme)
        yield Entry(name, "themes", item, (("", name), (themes.title(), theme.belongs)))


def _indicator(release: Release, one: IndicatorResult, domain: str) -> Entry:
    asked: dict[str, tuple[str, ...]] = {}
    for question in one.questions:
        words = texts.asked(question)
        asked[words] = (*asked.get(words, ()), question.band)
    answers = dict.fromkeys(word for question in one.questions for word in texts.choices(question))
    title = texts.title(one)
    looked_at = (
        ("", title),
        *((say.asked_of(texts.bands(release, bands)), words) for words, bands in asked.items()),
        (_("Answers to choose from"), "; ".join(answers)),
        (_("Domain"), domain),
    )
    return Entry(title, "indicator", one.id, looked_at, one)


def _about(release: Release, entry: Entry) -> str:
    one = entry.indicator
    if one is None:
        return ""
    if one.retired:
        return _("No longer asked.")
    said = (
        _("%(ages)s: %(share)s", ages=texts.ages(release, found.result.bands), share=told(found.result.now))
        if texts.partial(one, found.result)
        else told(found.result.now)
        for found in findings.judged(one)
    )
    return " ".join(said)


def _marked(text: str, wanted: tuple[str, ...]) -> tuple[Piece, ...]:
    """The text in pieces, whole words marked."""
    pieces, end = [], 0
    for found in WORD.finditer(text):
        if any(_alike(_stem(found[0]), word) for word in wanted):
            pieces += [Piece(text[end : found.start()], False), Piece(found[0], True)]
            end = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:], False)) if piece.text)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Without capitals, accents and one common ending: "friends" finds "friend" and "decide" finds "deciding"."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    if plain.endswith(("ies", "ied")) and len(plain) > SHORTEST_STEM:
        return plain[:-3] + "y"
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain.removesuffix(ending)
    return plain
