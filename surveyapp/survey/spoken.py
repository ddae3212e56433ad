"""Every sentence of a survey that can be read aloud, in the order of its pages: taken from the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask, g, render_template
from flask_babel import pgettext

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Instrument, Item, Kind, Missing, Pipe
from surveyapp.definition.wording import PLACE, Translate, pipes_in
from surveyapp.survey import document, journey, showing, words
from surveyapp.survey.answering import Trouble
from surveyapp.survey.hearing import sentences
from surveyapp.translations.languages import ENGLISH, Language
from surveyapp.web.language import FIELD

_OF_SESSION = re.compile(r'<template (?:data-stop="[^>]*|id="idle")>(.*?)</template>', re.DOTALL)
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
    yield from (("every page", said) for said in sentences(_tools(instrument)))
    yield from (
        ("a session's tablet", said) for scene in _session(instrument) for said in sentences(scene) if not _counts(said)
    )
    yield from (("notes", said) for said in _notes(instrument))


def _tools(instrument: Instrument) -> str:
    """The buttons above every page."""
    shows: dict[str, Any] = {"look": showing.look_of(instrument), "state": document.ON_THE_WAY}
    return f'<div class="tools">{render_template("survey/tools.html", **shows)}</div>'


def _session(instrument: Instrument) -> tuple[str, ...]:
    """What a tablet of a session shows in the document: its lock, and that what was said is saved."""
    scenes = tuple(_OF_SESSION.findall(render_template("survey/session_scenes.html", pictures=())))
    young = showing.look_of(instrument).accompanied
    return tuple(_OLDER.sub("", scene) for scene in scenes) if young else scenes


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
