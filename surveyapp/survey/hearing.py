"""Which parts of a child's page are read aloud, and in which order: as static/child/speaking.js finds them."""

from __future__ import annotations

from html.parser import HTMLParser

SPOKEN = frozenset({"h1", "h2", "p"})
"""Elements that are sentences of their own."""
SPANS = frozenset({"ask", "words"})
"""Spans that are: a question's words, and an answer's."""
BUTTONS = frozenset({"ways", "tools", "ends"})
"""Each span inside one of these is a sentence."""
SILENT = frozenset({"stones", "count", "review", "mark", "unseen", "also", "plainly", "next-child"})
"""What tells how far, what was answered, says it in a second language, is a form of its own, or is folded."""
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def sentences(html: str) -> tuple[str, ...]:
    """The sentences of a piece of a page, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(found for said in reader.found if (found := " ".join(said.split())))


class _Reader(HTMLParser):
    """Follows the tags; keeps for each open one whether it speaks, is silent, or is neither."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        role = self._role(tag, {name: value or "" for name, value in attrs})
        self._open.append((tag, role))
        if role == "speaks":
            self.found.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's line ends where it begins."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        roles = [role for _, role in self._open]
        if "silent" not in roles and "speaks" in roles:
            self.found[-1] += data

    def _role(self, tag: str, attributes: dict[str, str]) -> str:
        classes = frozenset(attributes.get("class", "").split())
        if classes & SILENT or attributes.get("aria-hidden") == "true" or "hidden" in attributes:
            return "silent"
        roles = [role for _, role in self._open]
        if "speaks" in roles or "silent" in roles:
            return ""
        if classes & BUTTONS:
            return "buttons"
        worded = tag == "span" and ("buttons" in roles or classes & SPANS)
        return "speaks" if worded or tag in SPOKEN else ""
