"""Reading one item: what it asks, how it is answered, and what the bank says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from surveyapp.definition.conditions import Expression
from surveyapp.definition.fields import Form
from surveyapp.definition.grammar import ExpressionError, parse
from surveyapp.definition.model import TEXT, AnsweredBy, Bank, Item, Kind, Mark, Scale
from surveyapp.definition.problems import nearest
from surveyapp.definition.scales import SCALE, read_options, read_picture, read_scale

ITEM = frozenset(
    {
        "id", "ask", "kind", "scale", "options", "hint", "picture", "sound", "show_if", "answered_by", "practice",
        "breakdown", "longest", "smallest", "largest", "shuffled",
    }
)  # fmt: skip
LONGEST_TEXT = {Kind.SHORT_TEXT: 100, Kind.LONG_TEXT: 1000}
"""How many characters a text may have where the definition does not say."""
LARGEST_NUMBER = 250
"""Numbers above are the bytes of missing answers on a packed row."""
MOST_TOGETHER = 7
"""Options of an item that takes several: a bit each, and room for the missing answers."""
_WITH_SCALE = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.ASSENT})
_ANSWERING = ("scale", "options", "practice", "breakdown", "longest", "smallest", "largest", "shuffled")
_SOUND = re.compile(r"[a-z0-9_-]{1,60}\.(mp3|m4a)")


def read_item(form: Form, bank: Bank, scales: Mapping[str, Scale]) -> Item:
    """The item in this mapping; ``form`` is already called by its id."""
    item_id = form.id()
    kind = form.one_of("kind", Kind, Kind.INFORMATION if "kind" in form else Kind.CHOICE)
    if kind is Kind.INFORMATION:
        return _told(form, item_id)
    scale = _scale(form, item_id, kind, scales)
    if scale is not None:
        _fits(form, kind, scale)
    breakdown, mark = _kept(form, item_id, bank)
    smallest, largest = _limits(form, kind)
    return Item(
        id=item_id,
        kind=kind,
        ask=form.text("ask"),
        scale=scale,
        hint=form.text("hint", required=False),
        picture=read_picture(form),
        sound=_sound(form),
        show_if=read_condition(form),
        answered_by=form.one_of("answered_by", AnsweredBy, AnsweredBy.CHILD),
        practice=form.flag("practice", default=False),
        mark=mark,
        breakdown=breakdown,
        longest=_longest(form, kind),
        smallest=smallest,
        largest=largest,
        shuffled=form.flag("shuffled", default=False),
    )


def _told(form: Form, item_id: str) -> Item:
    """An item without an answer; also one whose kind is not known, so that one slip is one problem."""
    if form.holds_scalar("kind") and form.id("kind") == Kind.INFORMATION:
        for key in _ANSWERING:
            if key in form:
                form.problem(key, f"information has no {key}", f"leave out {key}, or change the kind")
    return Item(
        id=item_id,
        kind=Kind.INFORMATION,
        ask=form.text("ask"),
        hint=form.text("hint", required=False),
        picture=read_picture(form),
        sound=_sound(form),
        show_if=read_condition(form),
        answered_by=form.one_of("answered_by", AnsweredBy, AnsweredBy.CHILD),
    )


def read_condition(form: Form) -> Expression | None:
    """The show-if of an item or page; None when there is none or it cannot be understood."""
    text = form.text("show_if", required=False)
    if not text:
        return None
    try:
        return parse(text)
    except ExpressionError as error:
        form.problem("show_if", f"{error.what} at character {error.position}", error.instead)
        return None


def _kept(form: Form, item_id: str, bank: Bank) -> tuple[str, Mark]:
    indicator = bank.indicators.get(item_id)
    breakdown = form.id("breakdown", required=False)
    if breakdown and breakdown not in bank.breakdowns:
        form.problem("breakdown", f'the bank has no breakdown "{breakdown}"', nearest(breakdown, bank.breakdowns))
    if indicator is None:
        return breakdown, Mark.BREAKDOWN if breakdown else Mark.ROW
    if breakdown and breakdown != indicator.breakdown:
        what = f'the bank says that this item serves {indicator.breakdown or "no breakdown"}, not "{breakdown}"'
        form.problem("breakdown", what, "leave it out here, or change the bank")
    return indicator.breakdown, indicator.mark


def _scale(form: Form, item_id: str, kind: Kind, scales: Mapping[str, Scale]) -> Scale | None:
    keys = [key for key in ("scale", "options") if key in form]
    if kind not in _WITH_SCALE:
        for key in keys:
            form.problem(key, f"an item of kind {kind} has no options", f"leave out {key}, or change the kind")
        return None
    if len(keys) != 1:
        what = "both scale and options stand here" if keys else "there are no options to choose from"
        form.problem("options", what, 'write either scale: and its name, or options: [{id: "…", text: "…"}]')
        return None
    if keys == ["options"]:
        return Scale(item_id, read_options(form))
    if form.holds_scalar("scale"):
        return _named(form, scales)
    inner = form.form("scale", SCALE)
    return read_scale(inner, item_id) if inner else None


def _named(form: Form, scales: Mapping[str, Scale]) -> Scale | None:
    name = form.id("scale")
    if name not in scales:
        form.problem("scale", f'there is no scale "{name}"', nearest(name, scales, otherwise="add it under scales:"))
    return scales.get(name)


def _fits(form: Form, kind: Kind, scale: Scale) -> None:
    key = "scale" if "scale" in form else "options"
    exclusive = [option for option in scale.options if option.exclusive]
    if kind is Kind.SEVERAL and not exclusive:
        instead = 'add {id: "none", text: "None of these", exclusive: true}'
        form.problem(key, "a child to whom none of these applies has no answer", instead)
    if kind is Kind.SEVERAL and len(scale.options) - len(exclusive) > MOST_TOGETHER:
        what = f"several answers out of {len(scale.options) - len(exclusive)} do not fit one byte"
        form.problem(key, what, f'keep at most {MOST_TOGETHER} beside "none of these", or ask twice')
    if kind is not Kind.SEVERAL and exclusive:
        form.problem(key, "only an item of kind several has an exclusive option", "leave exclusive out")
    if kind is Kind.ASSENT and {option.id for option in scale.options} != {"yes", "no"}:
        form.problem(key, "an assent is answered by yes or no", 'give it the options "yes" and "no"')


def _longest(form: Form, kind: Kind) -> int:
    if kind in TEXT:
        return form.whole("longest", default=LONGEST_TEXT[kind], lowest=1, highest=2000)
    if "longest" in form:
        form.problem("longest", f"an item of kind {kind} has no longest", "leave it out, or change the kind")
    return 0


def _limits(form: Form, kind: Kind) -> tuple[int, int]:
    if kind is not Kind.NUMBER:
        for key in ("smallest", "largest"):
            if key in form:
                form.problem(key, f"an item of kind {kind} has no {key}", "leave it out, or write kind: number")
        return 0, 0
    smallest = form.whole("smallest", default=0, highest=LARGEST_NUMBER)
    largest = form.whole("largest", highest=LARGEST_NUMBER)
    if largest <= smallest and "largest" in form:
        form.problem("largest", f"no number lies between {smallest} and {largest}", "write a higher number")
    return smallest, largest


def _sound(form: Form) -> str:
    sound = form.text("sound", required=False)
    if sound and not _SOUND.fullmatch(sound):
        form.problem("sound", f'"{sound}" is no sound file', 'write a name such as "feels_safe_home.mp3"')
    return sound
