"""Every sentence of a definition with its context, so that pages and definitions share one gettext catalogue.

A message's context (msgctxt) says what it belongs to; the message itself (msgid) is the English text of the YAML:

    <item id>                ask and hint of an item, whatever the band
    scale:<scale id>         option texts and the words at a ladder's ends; scale:<item id> where the item lists them
    pipe:<pipe id>           the words that an earlier answer puts into a sentence
    section:<section id>     a section's title
    survey:<band id>         a survey's title
    domain:<id>  indicator:<id>  breakdown:<id>  band:<id>  score:<id>     titles, values and meanings in the bank
    (none)                   why a question is not the same as before, read beside the pages' own reasons; and whom a
                             published figure tells of, which a release keeps without saying of what list it came
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from surveyapp.definition.model import (
    AgeBand,
    Breakdown,
    Domain,
    Indicator,
    Instrument,
    Item,
    Pipe,
    Scale,
    Score,
    Section,
)
from surveyapp.definition.tree import Listing, Mapping, Node, Scalar, read_tree

Owner = Item | Scale | Pipe | Section | Instrument | Domain | Indicator | Breakdown | AgeBand | Score

_PREFIX: dict[type, str] = {
    Scale: "scale:",
    Pipe: "pipe:",
    Section: "section:",
    Domain: "domain:",
    Indicator: "indicator:",
    Breakdown: "breakdown:",
    AgeBand: "band:",
    Score: "score:",
}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One sentence to translate, and the line it stands in."""

    line: int
    context: str
    text: str


def context_of(owner: Owner) -> str:
    """The msgctxt of every text that this holds."""
    if isinstance(owner, Item):
        return owner.id
    if isinstance(owner, Instrument):
        return f"survey:{owner.survey}"
    return f"{_PREFIX[type(owner)]}{owner.id}"


def messages_in(content: bytes, *, file: str) -> tuple[Message, ...]:
    """The sentences of a definition file in the order of their lines; DefinitionProblems when it is refused."""
    root, _ = read_tree(content, file=file)
    found = _bank(root) if {"indicators", "benchmarks"} & _keys(root).keys() else _survey(root)
    return tuple(sorted(set(found)))


def messages_of(instrument: Instrument) -> frozenset[tuple[str, str]]:
    """Context and text of every sentence that a child may meet in this instrument, with its title."""
    return frozenset((context_of(owner), text) for owner, text in _texts_of(instrument) if text)


def _texts_of(instrument: Instrument) -> Iterator[tuple[Owner, str]]:
    yield instrument, instrument.title
    yield from ((section, section.title) for section in instrument.sections)
    for pipe in instrument.pipes.values():
        yield from ((pipe, text) for text in (*pipe.cases.values(), pipe.otherwise))
    for item in instrument.items:
        yield from ((item, text) for text in (item.ask, item.hint))
        if item.scale:
            worded = (option.text for option in item.scale.options if not option.text.isdigit())
            shown = (*worded, item.scale.low_end, item.scale.high_end)
            yield from ((item.scale, text) for text in shown)


def extract(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Babel's extraction method for definition files: (line, function, what it is called with, comments)."""
    del keywords, comment_tags, options
    for message in messages_in(fileobj.read(), file=getattr(fileobj, "name", "definition")):
        if message.context:
            yield message.line, "pgettext", (message.context, message.text), []
        else:
            yield message.line, "gettext", message.text, []


def _keys(node: Node | None) -> dict[str, Node]:
    return node.nodes if isinstance(node, Mapping) else {}


def _list(node: Node | None) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Listing) else ()


def _word(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _texts(node: Node | None, context: str, *keys: str) -> Iterator[Message]:
    for key in keys:
        text = _keys(node).get(key)
        if isinstance(text, Scalar) and text.text.strip():
            yield Message(text.line, context, text.text.strip())


def _bank(root: Node) -> Iterator[Message]:
    for node in _list(_keys(root).get("benchmarks")):
        yield from _texts(node, "", "group")
    for key in ("domains", "bands", "indicators", "breakdowns", "scores"):
        for node in _list(_keys(root).get(key)):
            context = f"{key.removesuffix('s')}:{_word(_keys(node).get('id'))}"
            yield from _texts(node, context, "title", "means")
            for value in _list(_keys(node).get("values")):
                yield from _texts(value, context, "text")


def _survey(root: Node) -> Iterator[Message]:
    keys = _keys(root)
    yield from _texts(root, f"survey:{_word(keys.get('survey'))}", "title")
    for name, pipe in _keys(keys.get("pipes")).items():
        yield from _texts(pipe, f"pipe:{name}", "otherwise")
        cases = _keys(pipe).get("cases")
        yield from _texts(cases, f"pipe:{name}", *_keys(cases))
    for name, scale in _keys(keys.get("scales")).items():
        yield from _scale(scale, f"scale:{name}")
    for section in _list(keys.get("sections")):
        yield from _texts(section, f"section:{_word(_keys(section).get('id'))}", "title")
        for page in _list(_keys(section).get("pages")):
            single = _keys(page).get("item")
            for item in (*((single,) if single else ()), *_list(_keys(page).get("items"))):
                yield from _item(item)
    for reasons in _keys(keys.get("trends")).values():
        yield from _texts(reasons, "", *_keys(reasons))


def _item(item: Node) -> Iterator[Message]:
    name = _word(_keys(item).get("id"))
    yield from _texts(item, name, "ask", "hint")
    yield from _scale(item, f"scale:{name}")
    yield from _scale(_keys(item).get("scale"), f"scale:{name}")


def _scale(node: Node | None, context: str) -> Iterator[Message]:
    yield from _texts(node, context, "low_end", "high_end")
    for option in _list(_keys(node).get("options")):
        yield from _texts(option, context, "text")
