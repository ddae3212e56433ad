"""Small definitions for tests, with a default for everything a test does not speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from surveyapp.definition.expressions import parse
from surveyapp.definition.fingerprint import with_fingerprint
from surveyapp.definition.model import (
    AgeBand,
    Bank,
    Breakdown,
    Domain,
    Indicator,
    Instrument,
    Item,
    Kind,
    Look,
    Mark,
    Option,
    Page,
    Pipe,
    Scale,
    Score,
    ScoreItem,
    Section,
)

HOW_OFTEN = ("always", "mostly", "sometimes", "never")
BANDS = {
    "4-7": (4, 7, 12, 6, 10),
    "8-11": (8, 11, 16, 9, 20),
    "11-18": (11, 18, 20, 11, 20),
    "leavers": (16, 25, 20, 12, 20),
}
NEIGHBOURS = {"4-7": "8-11", "8-11": "11-18", "11-18": "8-11", "leavers": ""}


def band(name: str = "8-11") -> AgeBand:
    """One of the four age bands."""
    youngest, oldest, words, age, minutes = BANDS[name]
    return AgeBand(name, name, youngest, oldest, name, words, age, minutes, NEIGHBOURS[name])


def scale(*options: str, name: str = "how_often", look: Look = Look.WORDS, none: bool = False) -> Scale:
    """A scale of these option ids, each its own text; ``none`` adds "none of these"."""
    chosen = tuple(Option(option, option.replace("_", " ").capitalize()) for option in options or HOW_OFTEN)
    return Scale(name, (*chosen, Option("none", "None of these", exclusive=True)) if none else chosen, look)


def item(name: str = "feels_safe_home", kind: Kind | str = Kind.CHOICE, *options: str, **changes: Any) -> Item:
    """One item; a condition may be given as text; kinds that need a scale get one."""
    kind = Kind(kind)
    given: dict[str, Any] = {"ask": f"What about {name.replace('_', ' ')}?"}
    if kind in (Kind.CHOICE, Kind.SEVERAL, Kind.ASSENT):
        ids = options or (("yes", "no") if kind is Kind.ASSENT else HOW_OFTEN)
        given["scale"] = scale(*ids, name=name, none=kind is Kind.SEVERAL)
    if kind is Kind.NUMBER:
        given["largest"] = 20
    if kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT):
        given["longest"] = 200
    if changes.get("breakdown"):
        given["mark"] = Mark.BREAKDOWN
    given |= changes
    if isinstance(given.get("show_if"), str):
        given["show_if"] = parse(given["show_if"])
    return Item(name, kind, **given)


def page(*items: Item, name: str = "", show_if: str = "", section: str = "home") -> Page:
    """A page with these items, called after the first."""
    return Page(name or items[0].id, items, section, parse(show_if) if show_if else None)


def instrument(
    *content: Item | Page,
    name: str = "8-11",
    version: str = "2024",
    pipes: Iterable[Pipe] = (),
    title: str = "Your life, your say",
) -> Instrument:
    """A survey of one section; an item alone gets a page of its own."""
    pages = tuple(part if isinstance(part, Page) else page(part) for part in content or (item(),))
    sections = (Section("home", "Where you live", pages),)
    by_id = {pipe.id: pipe for pipe in pipes}
    return with_fingerprint(Instrument(name, version, title, band(name), sections, by_id, ""))


def indicator(name: str = "feels_safe_home", **changes: Any) -> Indicator:
    """One construct of the bank, asked in every band."""
    given: dict[str, Any] = {
        "domain": "rights",
        "title": name.replace("_", " ").capitalize(),
        "means": name.replace("_", " "),
        "positive": frozenset({"always", "mostly"}),
        "bad": frozenset({"never"}),
        "pools": (tuple(BANDS),),
    }
    return Indicator(name, **(given | changes))


def breakdown(name: str = "placement", *values: str, merge: Mapping[str, str] | None = None) -> Breakdown:
    """One way of splitting the children."""
    options = tuple(Option(value, value.capitalize()) for value in values or ("foster", "family", "home"))
    return Breakdown(name, name.capitalize(), options, dict(merge or {}))


def score(*items: str | ScoreItem, name: str = "safe_and_settled", **changes: Any) -> Score:
    """A score of these items from 0 to 100, of which half must be answered, never to always; made in every band."""
    parts = (
        one if isinstance(one, ScoreItem) else score_item(one) for one in items or ("feels_safe_home", "settled_home")
    )
    given: dict[str, Any] = {"domain": "rights", "title": name.replace("_", " ").capitalize(), "means": "how safe"}
    given |= {"pools": (tuple(BANDS),), "low": 0.0, "high": 100.0, "minimum_answered": Fraction(1, 2)}
    return Score(name, items=tuple(parts), **(given | changes))


def score_item(name: str = "feels_safe_home", *answers: str, turned: bool = False) -> ScoreItem:
    """One item of a score, its answers from the low end to the high one; ``turned`` reverses it."""
    return ScoreItem(name, turned, answers or HOW_OFTEN[::-1])


def bank(*indicators: Indicator, breakdowns: Iterable[Breakdown] = (), scores: Iterable[Score] = ()) -> Bank:
    """A bank of these constructs with the usual domains and all four bands."""
    domains = ("relationships", "resilience", "rights", "recovery", "wellbeing", "background")
    splits = tuple(breakdowns) or (breakdown(), breakdown("sex", "girl", "boy", "another_way"))
    return Bank(
        domains=tuple(Domain(name, name.capitalize()) for name in domains),
        indicators={one.id: one for one in indicators or (indicator(),)},
        breakdowns={split.id: split for split in splits},
        bands={name: band(name) for name in BANDS},
        scores={one.id: one for one in scores},
    )
