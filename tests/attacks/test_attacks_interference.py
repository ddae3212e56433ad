"""Answers swapped between children of small groups change no public byte: not of the release, a page, or a file.

A group of ten and more that is hidden beside small ones is hidden for what it would tell; so its own count can decide
whether it is. Only groups hidden for their size are swapped here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import published
import pytest
from councils import council as made_up
from councils import surveys
from flask import Flask
from pages import Page, Pages
from rounds import Opening, source
from sqlalchemy import text

from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.expressions import items_of
from surveyapp.definition.model import Missing
from surveyapp.definition.model import Page as Asked
from surveyapp.disclosure.policy import STANDARD
from surveyapp.opening.contents import sort_out
from surveyapp.opening.opened import Opened
from surveyapp.releases.assemble import assemble
from surveyapp.releases.document import encode
from surveyapp.releases.model import IndicatorResult, Release, Share

Swap = tuple[int, int]
"""Two children's places."""


def released(known: Catalogue, opening: Opening) -> Release:
    """What is published of these children, weighted shares too.

    Not scores: they are of several answers of one child, so a swap of one answer changes what they tell of everybody.
    """
    parts = sort_out(opening.plan, opening.told)
    return assemble(replace(source(known, opening), raked=parts.raked))


def opening_of(known: Catalogue, size: str, seed: int) -> Opening:
    plan, told = made_up(known, size, seed)
    numbers = {band: (n, sum(one.band == band for one in told)) for band, n in plan.eligible.bands.items()}
    return Opening("made-up", "Made up", 2026, numbers, plan, told)


def kinds(opening: Opening, told: IndicatorResult) -> list[tuple[str, ...]]:
    """Of each child its band, and its group of each breakdown: "" where fewer than ten of the group answered."""
    pool = {band: result.bands for result in told.results for band in result.bands}
    found = [[one.band] for one in opening.told]
    for groups in _groups(opening):
        large = Counter(
            (pool.get(one.band), group)
            for one, group in zip(opening.told, groups, strict=True)
            if not isinstance(one.answers.get(told.id, Missing.NOT_ASKED), Missing)
        )
        for mine, one, group in zip(found, opening.told, groups, strict=True):
            mine.append(group if large[pool.get(one.band), group] >= STANDARD.smallest_base else "")
    return [tuple(one) for one in found]


def hidden_apart(opening: Opening, told: IndicatorResult) -> Iterator[Swap]:
    """Two children of different small groups whom no larger one tells apart, who answered differently.

    Both answered: who left a question out is known to whom an attack reckons with, and decides what is shown.
    """
    alike: dict[tuple[str, ...], list[int]] = {}
    for at, kind in enumerate(kinds(opening, told)):
        if isinstance(_said(opening, at, told), Missing):
            continue
        alike.setdefault(kind, []).append(at)
    true = [tuple(groups) for groups in zip(*_groups(opening), strict=True)]
    used: set[int] = set()
    for same in alike.values():
        for one in same:
            for other in same:
                differ = true[one] != true[other] and _said(opening, one, told) != _said(opening, other, told)
                if one < other and differ and not {one, other} & used:
                    used |= {one, other}
                    yield one, other


def _groups(opening: Opening) -> Iterator[Sequence[str]]:
    contents = opening.contents
    for breakdown in opening.plan.bank.breakdowns:
        by_band = {band: iter(contents.groups[breakdown, band]) for band in contents.members}
        yield [next(by_band[one.band]) for one in opening.told]


def _said(opening: Opening, at: int, told: IndicatorResult) -> object:
    return opening.told[at].answers.get(told.id)


def swapped(opening: Opening, name: str, pairs: Sequence[Swap]) -> Opening:
    """The same children, these pairs of whom gave each other's answers to one question."""
    told: list[Opened] = list(opening.told)
    for one, other in pairs:
        for to, of in ((one, other), (other, one)):
            told[to] = replace(told[to], answers={**told[to].answers, name: opening.told[of].answers[name]})
    return replace(opening, told=told)


def judged(release: Release, opening: Opening) -> Iterator[IndicatorResult]:
    """The questions whose answers decide of no other whether it is asked."""
    routed = {id for one in opening.plan.instruments.values() for page in one.pages for id in _conditions(page)}
    yield from (told for told in release.indicators if told.results and told.id not in routed)


def _conditions(page: Asked) -> Iterator[str]:
    """The questions on whose answers it depends whether this page, or something on it, is asked."""
    for condition in (page.show_if, *(item.show_if for item in page.items)):
        if condition is not None:
            yield from items_of(condition)


@pytest.mark.parametrize(("size", "seed"), [("40", 1), pytest.param("97", 2, marks=pytest.mark.slow)])
def test_no_byte_of_a_release_changes(size: str, seed: int) -> None:
    known = surveys()
    opening = opening_of(known, size, seed)
    before = released(known, opening)
    changed, pairs = opening, 0
    for told in judged(before, opening):
        chosen = list(hidden_apart(opening, told))
        changed, pairs = swapped(changed, told.id, chosen), pairs + len(chosen)
    assert pairs > 50
    assert changed.told != opening.told
    assert encode(released(known, changed)) == encode(before)


ONCE = re.compile(rb'nonce="[^"]*"|value="[^"]{20,}"')
"""What is drawn anew for each request, and says nothing."""


def fetched(app: Flask, release: Release) -> Mapping[str, bytes]:
    """Every byte that a panel member gets of a release; it is forgotten afterwards."""
    seen: dict[str, bytes] = {}

    class Kept(Pages):
        def get(self, path: str, status: int = 200, **more: object) -> Page:
            page = super().get(path, status, **more)
            seen[path] = ONCE.sub(b"", page.response.get_data())
            return page

    published.publish(app, release)
    published.reads(app, Kept)
    with app.extensions["stores"].write("releases") as session:
        session.execute(text("DELETE FROM release"))
    return seen


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_byte_of_a_page_or_a_file_changes(app: Flask, council: published.Council) -> None:
    known, opening = council.surveys, council.openings[2]
    before = published.released(council, 2)
    changed, shown = opening, opening
    for told in judged(before, opening):
        if told.id in published.READ:
            chosen = list(hidden_apart(opening, told))
            assert chosen
            changed = swapped(changed, told.id, chosen)
            shown = swapped(shown, told.id, shown_apart(opening, told))
    pages = fetched(app, before)
    assert {"html", "json", "csv"} <= {kind_of(path) for path in pages}
    assert fetched(app, alike(known, changed)) == pages
    assert fetched(app, alike(known, shown)) != pages, "of children of shown groups the pages tell"


def kind_of(path: str) -> str:
    """What comes from an address."""
    return path.rpartition(".")[2] if "." in path else "html"


def alike(known: Catalogue, opening: Opening) -> Release:
    """The release of what these children said to the questions that are read."""
    made = source(known, opening)
    return assemble(replace(made, counts=tuple(one for one in made.counts if one.item in published.READ)))


def shown_apart(opening: Opening, told: IndicatorResult) -> list[Swap]:
    """Children of an exactly shown group who answered positively, each with another of its band who did not."""
    exact = next(
        (split.breakdown, group.value)
        for split in told.breakdowns
        for group in split.groups
        if isinstance(group.result, Share) and group.result.count.low == group.result.count.high
        if split.breakdown in opening.plan.bank.breakdowns
    )
    place = 1 + list(opening.plan.bank.breakdowns).index(exact[0])
    found = kinds(opening, told)
    inside = [at for at, kind in enumerate(found) if kind[place] == exact[1] and _positive(opening, at, told)]
    others = [at for at, kind in enumerate(found) if kind[place] != exact[1] and not _positive(opening, at, told)]
    apart = ((one, other) for one in inside for other in others if found[one][0] == found[other][0])
    return list(islice(apart, 1))


def _positive(opening: Opening, at: int, told: IndicatorResult) -> bool:
    return str(_said(opening, at, told)) in opening.plan.bank.indicators[told.id].positive
