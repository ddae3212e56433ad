"""Surveys as no author would write them, for checks that two programs understand the same of anything."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from surveyapp.definition.conditions import (
    And,
    Answered,
    Comparison,
    Expression,
    NoneOf,
    Not,
    OneOf,
    Or,
    Sign,
    Skipped,
    Value,
)
from surveyapp.definition.fingerprint import with_fingerprint
from surveyapp.definition.model import AnsweredBy, Instrument, Item, Kind, Option, Page, Pipe, Scale, Section

from . import definition

NAMES = (
    "constructor", "length", "name", "size", "0", "1", "7", "10", "none", "yes", "no", "next", "page", "rest", "then",
    "to_adult", "check", "valueof", "q-1", "q_1", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
    *(f"q{number}" for number in range(40)),
)  # fmt: skip
"""Ids, of which a program may mistake some for something of its own; enough for the longest of these surveys."""
OPTIONS = ("yes", "no", "none", "0", "1", "2", "07", "7", "10", "always", "constructor", "not_sure", "a", "b")
VALUES: tuple[Value, ...] = (*OPTIONS, "7a", 0, 1, 2, 7, 10, 250, 999_999_999, "none_of_these", "nowhere")
WORDS = (
    "{who}",
    "{constructor}",
    "{__proto__}",
    "{nobody}",
    "{ who}",
    "{{who}}",
    "plain",
    "مرحبا {who}",
    "$& $1 {who}",
)
BESIDE = (Kind.INFORMATION, Kind.ASSENT)
"""An assent that does not stand alone on its page."""


def instrument(chance: Random) -> Instrument:
    """One such survey; the same for the same state of ``chance``."""
    names = chance.sample(NAMES, k=len(NAMES))
    sections: list[Section] = []
    earlier: list[Item] = []
    for number in range(chance.randint(1, 5)):
        section = f"part{number}" if chance.random() < 0.8 else names[-1 - number]
        pages = [_page(chance, names, section, earlier) for _ in range(chance.randint(1, 4))]
        sections.append(Section(section, "Part", tuple(pages), rest=chance.random() < 0.7))
    pipes = {name: _pipe(chance, name, earlier) for name in ("who", "constructor") if chance.random() < 0.8}
    band = definition.band(chance.choice(("8-11", "11-18")))
    return with_fingerprint(Instrument(band.id, "2024", "Nasty", band, tuple(sections), pipes, ""))


def _page(chance: Random, names: list[str], section: str, earlier: list[Item]) -> Page:
    if not earlier and chance.random() < 0.5:
        items = [definition.item(names.pop(), kind) for kind in chance.choice(((Kind.ASSENT,), BESIDE))]
    else:
        items = [_item(chance, names.pop(), earlier) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    page = items[0].id if chance.random() < 0.8 else f"page-{items[0].id}"
    asked_if = condition(chance, earlier, depth=3) if chance.random() < 0.25 else None
    earlier.extend(items)
    return Page(page, tuple(items), section, asked_if)


def _item(chance: Random, name: str, earlier: list[Item]) -> Item:
    kind = chance.choice([Kind.CHOICE, Kind.CHOICE, Kind.SEVERAL, Kind.NUMBER, *Kind])
    smallest = chance.choice((0, 0, 1, 5))
    number = {"smallest": smallest, "largest": chance.choice((7, 20, 250))} if kind is Kind.NUMBER else {}
    longest = {"longest": chance.choice((1, 5, 40, 200, 1000))} if kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT) else {}
    return Item(
        id=name,
        kind=kind,
        ask=" ".join(chance.choices(WORDS, k=2)) if chance.random() < 0.5 else "What about that?",
        hint=chance.choice(WORDS) if chance.random() < 0.3 else "",
        scale=_scale(chance, name, kind),
        show_if=condition(chance, earlier, depth=2) if chance.random() < 0.25 else None,
        answered_by=AnsweredBy.ADULT if chance.random() < 0.2 else AnsweredBy.CHILD,
        practice=chance.random() < 0.1,
        shuffled=chance.random() < 0.3,
        **number,
        **longest,
    )


def _scale(chance: Random, name: str, kind: Kind) -> Scale | None:
    if kind is Kind.ASSENT:
        return definition.scale("yes", "no", name=name)
    if kind is Kind.CHOICE:
        return definition.scale(*chance.sample(OPTIONS, k=chance.randint(2, 7)), name=name)
    if kind is not Kind.SEVERAL:
        return None
    ids = [option for option in chance.sample(OPTIONS, k=chance.randint(2, 7)) if option != "none"]
    none = Option(chance.choice(("none", "none", "none_of_these")), "None of these", exclusive=True)
    options = [*(Option(one, one) for one in ids)]
    options.insert(chance.randint(0, len(options)), none)
    return Scale(name, tuple(options))


def _pipe(chance: Random, name: str, earlier: list[Item]) -> Pipe:
    cases = {case: f"the {case} ones" for case in chance.sample(OPTIONS, k=4)}
    return Pipe(name, chance.choice(earlier).id, cases, chance.choice(("somebody", "{who}", "")))


def condition(chance: Random, earlier: Sequence[Item], *, depth: int) -> Expression | None:
    """A condition over these items and now and then another; None where there are none."""
    if not earlier:
        return None
    if depth and chance.random() < 0.5:
        parts = [part for _ in range(chance.randint(1, 3)) if (part := condition(chance, earlier, depth=depth - 1))]
        return Not(parts[0]) if chance.random() < 0.4 else chance.choice((And, Or))(tuple(parts))
    item = chance.choice(earlier)
    values = _values(chance, item)
    name = item.id if chance.random() < 0.95 else "nowhere"
    kind = chance.choice((Comparison, Comparison, OneOf, NoneOf, Skipped, Answered))
    if kind is Comparison:
        return Comparison(name, chance.choice(list(Sign)), values[0])
    if kind in (OneOf, NoneOf):
        return kind(name, values)  # type: ignore[return-value]  # mypy does not read this file; both take values
    return chance.choice((Skipped, Answered))(name)


def _values(chance: Random, item: Item) -> tuple[Value, ...]:
    """Mostly what the item could be answered with, else anything."""
    own: list[Value] = [option.id for option in item.scale.options] if item.scale else list(range(0, 12))
    pool = own if chance.random() < 0.7 else list(VALUES)
    return tuple(chance.choices(pool, k=chance.randint(1, 3)))
