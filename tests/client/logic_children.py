"""What a child might do: where they stand, what they press, and what they tick and type."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from random import Random

from builders import nasty
from logic_texts import STRANGE, text, whole

from surveyapp.definition.answers import AnswerRejected, understood
from surveyapp.definition.expressions import Expression
from surveyapp.definition.model import Answer, Instrument, Item, Kind, Missing
from surveyapp.survey.plain import Shown
from surveyapp.survey.state import State

Press = tuple[str, Mapping[str, list[str]]]
"""A button's value, and what stands in the form."""


def draw(*, seed: int) -> Random:
    """Chance that repeats itself: one stream for each survey and each test."""
    return Random(hashlib.sha256(str(seed).encode()).digest())


def beginning(instrument: Instrument, chance: Random) -> State:
    """Nothing told yet; or anywhere, with any answers, those included that no way of this survey leads to."""
    state = State(wave="w", band="11-18", instrument=instrument.fingerprint, code=b"", seed=chance.randbytes(32))
    if chance.random() < 0.5:
        return state
    some = chance.random()
    kept = (item for item in instrument.items if item.kind not in (Kind.ASSENT, Kind.INFORMATION))
    answers = {item.id: _answer(item, chance) for item in kept if chance.random() < some}
    return state.answered(answers).moved(_stop(instrument, chance), changing=chance.random() < 0.3)


def _stop(instrument: Instrument, chance: Random) -> str:
    ids = [page.id for page in instrument.pages] + [section.id for section in instrument.sections]
    scene = chance.choice(("page", "page", "rest", "to_adult", "to_child"))
    return chance.choice(("check:", "check:", f"{scene}:{chance.choice(ids)}", *NOWHERE))


NOWHERE = ("", "page:", "page", "page:nowhere", ":a", "a", "page:a:b", "to_child:")
"""Names that few surveys or none have a stop for."""


def _answer(item: Item, chance: Random) -> Answer:
    """Nearly always one that the item takes."""
    luck = chance.random()
    if luck < 0.2:
        return chance.choice(list(Missing))
    if luck < 0.23:
        own = tuple(option.id for option in item.scale.options) if item.scale else ()
        return chance.choice(("", "none", "07", 7, -1, 251, ("a",), (), ("a", "a"), "no", "é" * 300, *own, *own))
    try:
        return understood(item, _values(item, chance))
    except AnswerRejected:
        return Missing.SKIPPED


def assents(instrument: Instrument, chance: Random) -> dict[str, Answer]:
    """What could have been said to its assents; the pages themselves keep no answer to one."""
    given = (item.id for item in instrument.items if item.kind is Kind.ASSENT)
    return {item: chance.choice(("yes", "no", Missing.SKIPPED, "perhaps")) for item in given}


def conditions(instrument: Instrument, chance: Random) -> Iterator[Expression]:
    """A few conditions over any of its items."""
    for _ in range(10):
        if made := nasty.condition(chance, instrument.items, depth=2):
            yield made


def press(instrument: Instrument, place: Shown, chance: Random) -> Press:
    """A button, and what stands in the form; mostly what leads on, sometimes what no page offers."""
    page = place.course.pages.get(place.stop.id)
    items = page.items if page else instrument.items[:1]
    values = {item.id: one for item in items if (one := _values(item, chance))}
    if chance.random() < 0.03:
        stray = chance.choice(instrument.items)
        values[stray.id] = _values(stray, chance)
    return _button(instrument, place, chance), values


def _button(instrument: Instrument, place: Shown, chance: Random) -> str:
    page = place.course.pages.get(place.stop.id)
    if page and any(item.kind is Kind.ASSENT for item in page.items):
        return chance.choices(["yes", "no", "next", "skip", "help", "send"], [90, 2, 2, 2, 2, 2])[0]
    luck, target = chance.random(), chance.choice(instrument.pages).id
    if place.stop.scene == "check" and luck < 0.8:
        return f"change:{target}" if luck < 0.5 else "send"
    if luck < 0.7:
        return "next"
    if luck < 0.85:
        return chance.choice(["skip", "rather_not_say", "back"])
    return chance.choice([*SELDOM, f"change:{target}", f"change:{target}:"])


SELDOM = (
    "help", "hide", "rest", "stop", "send", "stay", "yes", "no", "throw_away", "", "NEXT", "next:1", "back:",
    "constructor", "change", "change:",
)  # fmt: skip
"""Buttons that a child presses now and then, and words that no button of ours has."""


def _values(item: Item, chance: Random) -> list[str]:
    """What a form says for this item: an answer, nothing, or something that no page of ours would send."""
    luck = chance.random()
    if luck < 0.1:
        return []
    if luck < 0.2:
        return [chance.choice((*STRANGE, text(chance))) for _ in range(chance.choice((1, 1, 2)))]
    if item.kind is Kind.NUMBER:
        inside = str(chance.randint(item.smallest, item.largest))
        return [chance.choice((inside, inside, str(chance.randint(0, 260)), f"0{inside:0>3}"))]
    if item.scale is None:
        return [whole(text(chance) * (20 if item.longest >= 1000 and luck < 0.5 else 1))]
    options = [option.id for option in item.scale.options]
    if item.kind is Kind.SEVERAL:
        return chance.choice((chance.sample(options, k=chance.randint(1, len(options))), ["none"]))
    return [chance.choice(options)]
