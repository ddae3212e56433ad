"""Every sentence of a survey that can be read aloud, in the order of its pages: taken from the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask, g, render_template
from flask_babel import pgettext
from markupsafe import escape

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Instrument, Item, Kind, Missing, Pipe
from surveyapp.definition.wording import PLACE, Translate, pipes_in
from surveyapp.survey import document, journey, showing, words
from surveyapp.survey.answering import Trouble
from surveyapp.survey.hearing import sentences
from surveyapp.survey.presentation import NOBODY_YET, Presentation
from surveyapp.translations.languages import ENGLISH, Language
from surveyapp.web.language import FIELD
from surveyapp.web.pictures import FOR, PICTURES

DOOR = "the first page"
"""Of a session's tablet, where no survey is known: what is met there alone has a file of its own."""
_SCENE = re.compile(r'<template (?:data-stop|id)="([\w:-]+)"[^>]*>(.*?)</template>', re.DOTALL)
_MAIN = re.compile(r'<main id="main">(.*)</main>', re.DOTALL)
_BEHIND = ("idle", "aside:lock", "saved:session", "said-wrong")
_BY_PICTURES = ("pictures", "said-four")
_BEFORE = ("clear", "unclear", "over", "pictures", "said-four", "said-other", "pictures-gone")
_OLDER = re.compile(r'<p class="older">.*?</p>')


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, and the stop on which it is met first, such as “page:home_safe” or “check:”."""

    stop: str
    sentence: str


@contextmanager
def read_in(app: Flask, language: Language) -> Iterator[None]:
    """Children's pages in this language, for commands."""
    with app.test_request_context("/s/", query_string={FIELD: language.code}):
        g.offered = (ENGLISH, language)
        yield


def lines(instrument: Instrument) -> tuple[Line, ...]:
    """What a child may meet in the language of this request, each sentence once; without what only grown-ups are asked.

    A sentence into which an earlier answer puts words is there once for each of these words.
    """
    found: dict[str, Line] = {}
    for stop, sentence in _met(instrument):
        for said in filled(instrument, sentence):
            found.setdefault(said, Line(stop, said))
    return tuple(found.values())


def _met(instrument: Instrument) -> Iterator[tuple[str, str]]:
    adult = {f"page:{page.id}" for page in instrument.pages if journey.for_adult(page)}
    for stop, drawn in document.stops(instrument):
        if stop not in adult:
            yield from ((stop, said) for said in sentences(drawn) if not _counts(said))
    yield from (("every page", said) for said in sentences(_tools(showing.look_of(instrument))))
    yield from (
        ("a session's tablet", said) for scene in _session(instrument) for said in sentences(scene) if not _counts(said)
    )
    yield from (("notes", said) for said in _notes(instrument))
    yield from ((DOOR, said) for said in doorway())


def doorway() -> tuple[str, ...]:
    """What a session's tablet says before any survey is known: the first page, and all that may stand there instead."""
    first = "".join(_MAIN.findall(showing.rendered(showing.start())[0]))
    drawn = (first, _tools(NOBODY_YET, state=""), *_scenes(_BEFORE), *map(_paragraph, _of_codes()))
    return tuple(dict.fromkeys(said for one in drawn for said in sentences(one)))


def _of_codes() -> Iterator[object]:
    """What is wrong with a code."""
    told = (*words.CODE_PROBLEMS.values(), *words.CODE_MISTAKES.values(), words.WAIT)
    yield from (sentence for each in told for sentence in each)


def _paragraph(sentence: object) -> str:
    return f"<p>{escape(str(sentence))}</p>"


def _tools(look: Presentation, *, state: str = document.ON_THE_WAY) -> str:
    """The buttons above every page."""
    shows: dict[str, Any] = {"look": look, "state": state}
    return f'<div class="tools">{render_template("survey/tools.html", **shows)}</div>'


def _session(instrument: Instrument) -> tuple[str, ...]:
    """What a tablet of a session shows in the document: its lock, and that what was said is saved."""
    scenes = _scenes((*_BEHIND, *_BY_PICTURES) if instrument.band.presentation in FOR else _BEHIND)
    young = showing.look_of(instrument).accompanied
    return tuple(_OLDER.sub("", scene) for scene in scenes) if young else scenes


def _scenes(wanted: Collection[str]) -> tuple[str, ...]:
    """Of what tablets of a session show, the scenes with these names; what is put into a page is a paragraph there."""
    drawn = render_template("survey/session_scenes.html", pictures=PICTURES.values())
    found = ((name, scene) for name, scene in _SCENE.findall(drawn) if name in wanted)
    return tuple(f"<p>{scene}</p>" if name.startswith("said-") else scene for name, scene in found)


def _notes(instrument: Instrument) -> Iterator[str]:
    """What is said under a question: what was answered before, and what is wrong."""
    yield from (str(words.REASONS[reason]) for reason in (Missing.SKIPPED, Missing.RATHER_NOT_SAY))
    for page in instrument.pages:
        if not journey.for_adult(page):
            yield from (words.trouble(item, what) for item in page.items for what in _troubles(item))


def _troubles(item: Item) -> tuple[Trouble, ...]:
    """What a child can do wrong with this item on a page of ours."""
    found: Mapping[Kind, tuple[Trouble, ...]] = {
        Kind.CHOICE: (Trouble.NOTHING_CHOSEN,),
        Kind.SEVERAL: (Trouble.NOTHING_CHOSEN, Trouble.BOTH_NONE_AND_SOME),
        Kind.NUMBER: (Trouble.NOTHING_CHOSEN, Trouble.NOT_A_NUMBER, Trouble.OUT_OF_RANGE),
        Kind.SHORT_TEXT: (Trouble.NOTHING_CHOSEN,),
        Kind.LONG_TEXT: (Trouble.NOTHING_CHOSEN,),
    }
    return found.get(item.kind, ())


def _counts(sentence: str) -> bool:
    """Whether a number stands in it that only the script knows: those are for a voice, or left out."""
    return any(f"{{{name}}}" in sentence for name in ("TOLD", "NUMBER", "SECONDS"))


def filled(instrument: Instrument, sentence: str, translate: Translate = pgettext) -> Iterator[str]:
    """The sentence with all words that earlier answers can put into its places."""
    places = [name for name in dict.fromkeys(pipes_in(sentence)) if name in instrument.pipes]
    for chosen in product(*(_words(instrument.pipes[name], translate) for name in places)):
        given = dict(zip(places, chosen, strict=True))
        yield PLACE.sub(lambda place, given=given: given.get(place[1], place[0]), sentence)  # type: ignore[misc]


def _words(pipe: Pipe, translate: Translate) -> tuple[str, ...]:
    """In the order of the definition, so that the words of two languages stand at the same place."""
    return tuple(translate(context_of(pipe), one) for one in dict.fromkeys((*pipe.cases.values(), pipe.otherwise)))
