"""Putting earlier closed answers into a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Answers, Instrument, Item, Pipe

Translate = Callable[[str, str], str]
"""From a context (see ``messages.context_of``) and English words to the words of the reader's language."""

PLACE = re.compile(r"\{([a-z0-9_-]+)\}")


def piped(instrument: Instrument, item: Item, answers: Answers, translate: Translate) -> str:
    """The item's question for a reader who gave these answers."""
    return fill(instrument, translate(context_of(item), item.ask), answers, translate)


def piped_hint(instrument: Instrument, item: Item, answers: Answers, translate: Translate) -> str:
    """The item's hint for a reader who gave these answers; empty when it has none."""
    return fill(instrument, translate(context_of(item), item.hint), answers, translate) if item.hint else ""


def fill(instrument: Instrument, text: str, answers: Answers, translate: Translate) -> str:
    """A translated text with each {pipe} replaced by the words that the answers choose; unknown names stay."""

    def words(match: re.Match[str]) -> str:
        pipe = instrument.pipes.get(match[1])
        return chosen_words(pipe, answers, translate) if pipe else match[0]

    return PLACE.sub(words, text)


def chosen_words(pipe: Pipe, answers: Answers, translate: Translate) -> str:
    """The words of the case that was answered, or the pipe's otherwise."""
    answer = answers.get(pipe.source)
    words = pipe.cases.get(answer, pipe.otherwise) if isinstance(answer, str) else pipe.otherwise
    return translate(context_of(pipe), words)


def pipes_in(text: str) -> tuple[str, ...]:
    """The names in braces in a text, in order."""
    return tuple(PLACE.findall(text))


def untranslated(context: str, text: str) -> str:
    """The English words themselves: for checks, print and tests."""
    del context
    return text
