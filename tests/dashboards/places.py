"""Every place on a page at which something is told: a line of a chart or table, a sentence, a label only spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

SPOKEN = ("aria-label", "alt", "title", "placeholder", "value", "content")
BLOCKS = {"p", "li", "tr", "dt", "dd", "div", "h1", "h2", "h3", "h4", "caption", "summary", "section", "text", "title"}
COUNTED = {"steps", "whole"}
"""Which screen of how many, and the whole fingerprint: about the page itself, not about children."""
INDICATOR = re.compile(r"/indicators/([^/]+)/")


@dataclass(frozen=True)
class Place:
    """A text with what it is about: the one indicator it leads to, and the label of its row; ``drawn`` is in an SVG."""

    text: str
    indicator: str = ""
    label: str = ""
    drawn: bool = False


def places(root: Element) -> Iterator[Place]:
    """All texts of the page, each once, in the smallest block that says what it is about."""
    yield from _told(root)
    yield from _spoken(root)


def _told(element: Element) -> Iterator[Place]:
    if _whole(element):
        yield Place(apart(element), _indicator(element), _label(element))
    elif set(_classes(element)) & COUNTED or element.tag == "script":
        return
    elif not any(_breaks(one) for one in element.iter() if one is not element):
        yield Place(apart(element), _indicator(element), drawn=_name(element) == "text")
    else:
        own = [element.text, *(one.tail for one in element)]
        own += [apart(one) for one in element if not _breaks(one) and not any(map(_breaks, one.iter()))]
        yield Place(" ".join(filter(None, own)))
        for one in element:
            if any(_breaks(inner) for inner in one.iter()):
                yield from _told(one)


def _spoken(root: Element) -> Iterator[Place]:
    for one in root.iter():
        for name in SPOKEN if isinstance(one.tag, str) and one.get("type") != "hidden" else ():
            yield Place(one.get(name) or "")


def _whole(element: Element) -> bool:
    """Lines of charts and tables, and titles with what is said of them, belong together."""
    line = element.tag == "tr" or (element.tag == "li" and "row" in _classes(element))
    return line or (element.tag == "div" and element.find("dt") is not None)


def _breaks(element: Element) -> bool:
    return _name(element) in BLOCKS


def _name(element: Element) -> str:
    """The tag without the namespace that drawings have."""
    return str(element.tag).rpartition("}")[2]


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _indicator(element: Element) -> str:
    """The indicator that the links of an element lead to; "" without one and with several."""
    found = {one[1] for link in element.iter("a") if (one := INDICATOR.search(link.get("href") or ""))}
    return found.pop() if len(found) == 1 else ""


def _label(element: Element) -> str:
    """What a row is about."""
    labels = (one for one in element.iter() if "label" in _classes(one) or one.get("scope") == "row" or one.tag == "dt")
    first = next(labels, None)
    if first is None:
        return ""
    tags = {apart(one) for one in first.iter() if "tag" in _classes(one)}
    told = apart(first)
    return next((told.removesuffix(tag).strip() for tag in tags if told.endswith(tag)), told)


def apart(element: Element) -> str:
    """The text in an element, with a blank between its parts."""
    return " ".join(" ".join(element.itertext()).split())
