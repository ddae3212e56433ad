"""Reading response scales: options one by one, or a ladder from one number to another."""

from __future__ import annotations

import re

from surveyapp.definition.conditions import NONE
from surveyapp.definition.fields import Form
from surveyapp.definition.model import Look, Option, Scale

SCALE = frozenset({"look", "options", "from", "to", "low_end", "high_end"})
_OPTION = frozenset({"id", "text", "picture", "exclusive"})
_FILE = re.compile(r"[a-z0-9_-]{1,60}\.(svg|png|webp|jpg)")
RESERVED = frozenset({"skipped", "rather_not_say", "not_asked", "answered"})
"""Words that the results use beside option ids."""


def read_scale(form: Form, name: str) -> Scale:
    """The scale of this name; a ladder's options are its numbers."""
    look = form.one_of("look", Look, Look.WORDS)
    if look is Look.LADDER:
        return Scale(name, _rungs(form), look, form.text("low_end"), form.text("high_end"))
    for key in ("from", "to", "low_end", "high_end"):
        if key in form:
            form.problem(key, f"only a ladder has {key}", "write look: ladder, or leave it out")
    return Scale(name, read_options(form), look)


def read_options(form: Form) -> tuple[Option, ...]:
    """The options listed here, at least two, each id once."""
    forms = tuple(form.forms("options", _OPTION))
    options = tuple(_option(inner) for inner in forms)
    for place, (inner, option) in enumerate(zip(forms, options, strict=True)):
        before = options[:place]
        if option.id and option.id in {other.id for other in before}:
            inner.problem("id", f'another option has the id "{option.id}"', "give each option an id of its own")
        elif option.text and option.text.casefold() in {other.text.casefold() for other in before}:
            inner.problem("text", f'another option says "{option.text}"', "give each option words of its own")
    if len(options) == 1:
        form.problem("options", "there is one option only", "write at least two")
    return options


def _option(form: Form) -> Option:
    name = form.id()
    if name in RESERVED:
        form.problem("id", f'"{name}" is offered with every item', "leave the option out, or choose another id")
    picture = read_picture(form)
    if picture and "text" not in form:
        form.problem("picture", "a picture stands here without words", 'write text: "…" beside it')
        text = ""
    else:
        text = form.text("text")
    exclusive = form.flag("exclusive", default=False)
    if exclusive and name != NONE:
        form.problem("id", 'the option that excludes all others is not called "none"', 'write id: "none"')
    return Option(name, text, picture, exclusive)


def _rungs(form: Form) -> tuple[Option, ...]:
    if "options" in form:
        form.problem("options", "a ladder has numbers, not options", "write from: 0 and to: 10 instead")
    low, high = form.whole("from", highest=20), form.whole("to", highest=20)
    if high <= low and "to" in form:
        form.problem("to", f"the ladder goes from {low} to {high}", "write a higher number for to")
    return tuple(Option(str(number), str(number)) for number in range(low, high + 1))


def read_picture(form: Form) -> str:
    """An emoji, or the name of a picture file; empty when there is none."""
    picture = form.text("picture", required=False)
    if picture.isascii() and picture and not _FILE.fullmatch(picture):
        form.problem("picture", f'"{picture}" is neither an emoji nor a picture file', 'write "🏠" or "house.svg"')
    elif not picture.isascii() and len(picture) > 12:
        form.problem("picture", "this is too long for an emoji", "choose one emoji")
    return picture
