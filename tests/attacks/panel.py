"""A panel member who reads everything: each page, chart, hover text, alternative text and file, number by number.

Knows the surveys and every child's groups, nothing of how a release is made; shares no code with releases,
disclosure control or the pages.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO
from xml.etree.ElementTree import Element

from crawl import leads
from markup import words
from pages import Page, Pages

GEOMETRY = {"class", "id", "style", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d", "points"}
ADDRESSES = {"href", "src", "action", "data-chart", "for", "scope", "name", "content", "viewBox", "aria-describedby"}
GUESSES = ("?breakdown=sex&also=placement", "?sex=girl_or_woman", "?group=leavers", "?revision=1", "?format=json")
"""Parameters that an inquisitive reader would try."""


@dataclass(frozen=True)
class Said:
    """One text or drawing: the wave and indicator of its page, its figure and row, and the dots drawn with it."""

    address: str
    wave: str
    indicator: str
    figure: str
    label: str
    text: str
    dots: tuple[float, ...] = ()
    whisker: tuple[float, float] | None = None


Wanted = Callable[[str], bool]


def read(reader: Pages, start: str = "/results/", *, wanted: Wanted = lambda _address: True) -> list[Said]:
    """Everything said under an address, with every parameter that pages link to or that one might guess."""
    said: list[Said] = []
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop(0)
        page = reader.get(address)
        told = list(_told(page, address))
        said += told
        if page.response.mimetype == "text/html":
            _guess(reader, address, page)
        for found in leads(page, address):
            if found.startswith(start) and found not in seen and wanted(found):
                seen.add(found)
                waiting.append(found)
    return said


def _guess(reader: Pages, address: str, page: Page) -> None:
    """A parameter nobody offers changes nothing, so there is nothing to read."""
    if "/indicators/" in address:
        guess = GUESSES[len(address) % len(GUESSES)]
        found = reader.client.get(address + guess, follow_redirects=True)  # what is the same need not be read twice
        assert _bare(found.text) == _bare(page.response.text), f"{address}{guess} says something else"


def _bare(text: str) -> str:
    return re.sub(r'nonce="[^"]*"|value="[^"]{20,}"|\?[a-z]+=[^"]*', "", text)


def _told(page: Page, address: str) -> Iterator[Said]:
    kind = page.response.mimetype
    if kind == "text/html":
        yield from _of_page(page, address)
    elif kind == "application/json":
        yield from _of_chart(json.loads(page.response.text), address)
    elif kind == "text/csv":
        yield from _of_file(page.response.text, address)


def _where(address: str) -> tuple[str, str, str]:
    """Wave, indicator and figure of an address."""
    parts = [part for part in address.split("/") if part][1:]
    wave = parts[0] if parts else ""
    if parts[1:2] == ["indicators"]:
        return wave, parts[2], ""
    if parts[1:2] == ["charts"]:
        return wave, parts[3] if parts[2] == "indicator" else "", parts[4].rpartition(".")[0]
    return wave, "", ""


def _of_page(page: Page, address: str) -> Iterator[Said]:
    wave, indicator, _ = _where(address)
    inside: set[Element] = set()
    for figure in page.all("figure"):
        inside |= set(figure.iter())
        for label, about, text, dots, whisker in _rows(figure):
            yield Said(address, wave, about or indicator, figure.get("id") or "", label, text, dots, whisker)
    for one in page.root.iter():
        if not isinstance(one.tag, str):
            yield Said(address, wave, indicator, "", "", str(one.text or ""))
            continue
        spoken = [value for name, value in one.attrib.items() if name not in GEOMETRY | ADDRESSES]
        own = words(one) if one.tag in ("p", "li", "h1", "h2", "dd", "td", "summary", "figcaption") else ""
        for text in (*spoken, own if one not in inside else ""):
            if re.search(r"\d", text):
                yield Said(address, wave, indicator, "", "", text)
        said = [words(child) for child in one if child.tag in ("p", "li", "dd")]
        if len(said) > 1 and any("gave no answer" in sentence for sentence in said):
            at = next(at for at, sentence in enumerate(said) if "gave no answer" in sentence)
            yield Said(address, wave, indicator, "", "", " ".join(said[at:]))


Row = tuple[str, str, str, tuple[float, ...], tuple[float, float] | None]


def _rows(figure: Element) -> Iterator[Row]:
    for row in figure.iter("li"):
        yield from _drawn(row)
    heads: list[str] = []
    for row in figure.iter("tr"):
        cells = [one for one in row if one.tag in ("td", "th")]
        if not heads:
            heads = [words(cell) for cell in cells]
        elif cells:
            yield from _cells(words(cells[0]), _linked(row), heads[1:], [words(cell) for cell in cells[1:]])


def _drawn(row: Element) -> Iterator[Row]:
    """A row of a chart: what stands in it, what it says of the wave before, and what shows when pointed at."""
    labels = [words(one) for one in row.iter("span") if one.get("class") == "label"]
    label, before = "".join(labels[:1]), [words(one) for one in row.iter("span") if one.get("class") == "before"]
    text = words(row).removeprefix(label)
    for one in before:
        year, _, rest = one.partition(":")
        text = text.replace(one, "")
        yield f"{label}|{year}", _linked(row), rest, (), None
    if labels:
        yield label, _linked(row), text, _dots(row), _whisker(row)
    pointed = (inner.get(name) or "" for inner in row.iter() for name in ("title", "aria-label"))
    yield from ((label, _linked(row), text, (), None) for text in pointed if text)


def _cells(label: str, about: str, heads: list[str], cells: list[str]) -> Iterator[Row]:
    """The cells of one row; those under another year's heading are of that year."""
    for head, cell in zip(heads, cells, strict=False):
        year = re.match(r"(\d{4}):", head)
        yield (f"{label}|{year[1]}" if year else label), about, cell, (), None


def _linked(row: Element) -> str:
    links = [one.get("href") or "" for one in row.iter("a")]
    return next((link.strip("/").split("/")[-1] for link in links if "/indicators/" in link), "")


def _dots(row: Element) -> tuple[float, ...]:
    """Where dots of this year stand, in percent."""
    now = [one for one in row.iter() if str(one.tag).endswith("g") and (one.get("class") or "").startswith("now")]
    return tuple(_percent(dot.get("cx")) for one in now for dot in one.iter() if str(dot.tag).endswith("circle"))


def _whisker(row: Element) -> tuple[float, float] | None:
    for one in row.iter():
        if str(one.tag).endswith("g") and (one.get("class") or "").startswith("now"):
            for line in one.iter():
                if line.get("class") == "whisker":
                    return _percent(line.get("x1")), _percent(line.get("x2"))
    return None


def _percent(text: str | None) -> float:
    return float((text or "0").rstrip("%"))


def _of_chart(drawn: dict[str, object], address: str) -> Iterator[Said]:
    """Hover texts with where their points stand, and the alternative text piece by piece."""
    wave, indicator, figure = _where(address)
    for trace in drawn["data"]:  # type: ignore[attr-defined]  # plotly's list of traces
        texts = trace.get("text") or []
        for text, at in zip(texts if isinstance(texts, list) else [texts], trace.get("x") or [], strict=False):
            label, _, rest = unescape(str(text)).partition(": ")
            yield Said(
                address, wave, indicator, figure, label, rest, (float(at),) if trace.get("meta") == "now" else ()
            )
    for piece in str(drawn.get("alt", "")).partition(". ")[2].split("; "):
        label, _, rest = piece.partition(": ")
        yield Said(address, wave, indicator, figure, label, rest)


def _of_file(text: str, address: str) -> Iterator[Said]:
    wave, indicator, figure = _where(address)
    rows = list(csv.reader(StringIO(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    empty = rows.index([])
    heads = rows[empty + 1]
    for row in rows[empty + 2 :]:
        for label, _, cell, _, _ in _cells(row[0], "", heads[1:], row[1:]):
            yield Said(address, wave, indicator, figure, label, cell)


def about(said: Collection[Said], indicator: str) -> list[Said]:
    """What is said of one indicator."""
    return [one for one in said if one.indicator == indicator]
