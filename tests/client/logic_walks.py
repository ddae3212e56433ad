"""Children's ways through a survey, button by button, and what the server makes of each press."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from logic_children import assents, beginning, conditions, press

from surveyapp.definition import wording
from surveyapp.definition.answers import AnswerRejected
from surveyapp.definition.ballots import ballot_size, encode_ballot
from surveyapp.definition.expressions import holds
from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Answer, Instrument, Item, Missing
from surveyapp.definition.paths import asked_pages, complete
from surveyapp.survey import plain, sending, showing, views
from surveyapp.survey.plain import Ending, Finished, Outcome, Shown
from surveyapp.survey.plan import listed, plan
from surveyapp.survey.state import State

Step = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """A posted form."""

    go: str
    values: Mapping[str, list[str]]

    def get(self, name: str, default: str, /) -> str:
        return self.go if name == "go" else self.values.get(name, [default])[0]

    def getlist(self, name: str, /) -> Sequence[str]:
        return self.values.get(name, [])


@dataclass(frozen=True)
class Walk:
    """One child's way: what the browser's side is given of it, and what it has to say of it."""

    asked: Mapping[str, Any]
    told: Mapping[str, Any]


def translated(context: str, text: str) -> str:
    """Words in another language, such as it is."""
    return f"{text}\u200f{len(context)}{text}"


def planned(instrument: Instrument) -> str:
    """The survey as a line: its plan, and its texts with the places for words as the page has them."""
    texts = {
        item.id: [translated(context_of(item), text) for text in (item.ask, item.hint) if text]
        for item in instrument.items
    }
    return json.dumps({"plan": plan(instrument, translated), "texts": texts})


def walk(instrument: Instrument, chance: Random) -> Walk:
    """One child's way: most are short, some go through the whole survey."""
    start = beginning(instrument, chance)
    place = plain.opened(instrument, start)
    last = met(instrument, place, 0)
    steps, presses = [last], []
    for number in range(1, chance.choice((3, 8, 15, 60)) + 1):
        presses.append(press(instrument, place, chance))
        outcome = plain.step(instrument, place.state, Form(*presses[-1]))
        now = met(instrument, outcome, number)
        steps.append({key: value for key, value in now.items() if key not in last or last[key] != value})
        last = now
        if isinstance(outcome, Shown):
            place = outcome
        elif chance.random() < 0.7:
            break
    tries, met_first = tried(instrument, start, chance)
    asked = {"seed": start.seed.hex(), "draft": draft(start), "tried": tries, "presses": presses}
    return Walk(asked, {"orders": list(orders(instrument, start.seed)), **met_first, "steps": steps})


def tried(instrument: Instrument, start: State, chance: Random) -> tuple[Step, Step]:
    """Conditions, and the path with answers to assents too, tried at the start: what is asked, and what is told."""
    made = tuple(conditions(instrument, chance))
    given = assents(instrument, chance)
    answers = {**start.answers, **given}
    reached = chance.choice((None, *(page.id for page in instrument.pages)))
    return {"conditions": [listed(one) for one in made], "assents": _listed(given), "reached": reached}, {
        "held": [holds(one, start.answers) for one in made],
        "path": [[item.id for item in page.items] for page in asked_pages(instrument, answers)],
        "whole": _listed(complete(instrument, answers, reached=reached)),
    }


def draft(state: State) -> object:
    """The state as it rests on a device; nothing for a child who has not begun."""
    answers = _listed(state.answers)
    begun = state.at or state.changing or answers
    return {"at": state.at, "changing": state.changing, "answers": answers} if begun else None


def orders(instrument: Instrument, seed: bytes) -> Iterator[list[str]]:
    """The options of each shuffled item as the pages without a script show them."""
    pages = VIEWS.of(instrument, "en", wording.untranslated).pages.values()
    for item in (item for page in pages for item in page.items.values()):
        if item.shuffled:
            yield [option.id for option in item.in_order(seed)]


VIEWS = views.Views()


def met(instrument: Instrument, outcome: Outcome, number: int) -> Step:
    """What a child meets after a press, in the words of ``logic_walker.mjs``."""
    if isinstance(outcome, Ending):
        return {"is": str(outcome)}
    known = {"is": "shown", "stop": outcome.stop.name, "answers": _listed(outcome.state.answers)}
    if isinstance(outcome, Finished):
        return known | {"is": "finished", "ballot": ballot(instrument, outcome)}
    return known | _shown(instrument, outcome) | {"ballot": "" if number % 5 else ballot(instrument, outcome)}


def _shown(instrument: Instrument, place: Shown) -> Step:
    page = place.course.pages.get(place.stop.id) if place.stop.scene == "page" else None
    items = page.items if page else ()
    answers = place.state.answers
    progress = place.course.progress[place.stop]
    return {
        "at": place.state.at,
        "changing": place.state.changing,
        "aside": place.aside and str(place.aside),
        "told": plain.told(instrument, place.state),
        "way": [stop.name for stop in place.course.way],
        "asked": [[item.id for item in page.items] for page in place.course.asked],
        "progress": [progress.question, progress.questions, progress.part, progress.parts],
        "items": [item.id for item in items],
        "ticks": [list(place.typed.get(item.id, showing.values(answers.get(item.id)))) for item in items],
        "words": [_words(instrument, item, answers) for item in items],
        "troubles": [[item, str(trouble)] for item, trouble in place.troubles.items()],
        "typed": [[item, list(values)] for item, values in place.typed.items()],
    }


def _words(instrument: Instrument, item: Item, answers: Mapping[str, Answer]) -> list[str]:
    ask = wording.piped(instrument, item, answers, translated)
    return [ask, wording.piped_hint(instrument, item, answers, translated)] if item.hint else [ask]


def _listed(answers: Mapping[str, Answer]) -> list[list[object]]:
    return [[item, said(answer)] for item, answer in answers.items()]


def said(answer: Answer) -> object:
    """An answer as JSON."""
    if isinstance(answer, Missing):
        return {"missing": int(answer)}
    return list(answer) if isinstance(answer, tuple) else answer


def ballot(instrument: Instrument, place: Shown | Finished) -> str:
    """The ballot of a child who sends from here: its length, and its bytes in hex without the zeros at the end."""
    size = ballot_size([instrument])
    try:
        sealed = encode_ballot(instrument, sending.answers(place.state, instrument, stop=place.stop), size)
    except AnswerRejected as error:
        return f"rejected {error.item.id}"
    return f"{len(sealed)} {sealed.rstrip(bytes(1)).hex()}"
