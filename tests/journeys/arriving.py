"""Coming to a page in the middle of a survey at once: the test client goes the way, the browser sends its last form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builders import child
from builders.child import Fieldwork
from pages import Page as Fetched
from pages import Pages
from playwright.sync_api import Page

SEND = """([to, fields]) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: to });
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) {
        const one = document.createElement("input");
        Object.assign(one, { type: "hidden", name, value });
        form.append(one);
    }
    document.body.append(form);
    form.submit(); }"""
PARTS = {"item", "cards", "tag", "stones", "count"}


Sent = tuple[str, Mapping[str, Any]]
"""Where a form went, and what it held."""


class _Remembering(Pages):
    """Knows what it sent last."""

    sent: Sent = ("", {})

    def post(self, path: str, data: Mapping[str, Any] | None = None, status: int = 200, **more: Any) -> Fetched:
        self.sent = path, dict(data or {})
        return super().post(path, data, status, **more)


def steps(made: Fieldwork, band: str, *, card: int = 0, lang: str = "en") -> Iterator[tuple[Fetched, Sent]]:
    """Every page of a child's way up to the last look, with the form that leads to it."""
    client = _Remembering(made.app)
    for page in child.walk(client, made.cards[band][card], place=1, lang=lang):
        yield page, client.sent


def arrive(page: Page, sent: Sent) -> None:
    """From any page of ours to the one that this form leads to."""
    with page.expect_navigation():
        page.evaluate(SEND, sent)


def sort(page: Fetched) -> str:
    """What sort of page this is, by the same parts as ``walking.kind``."""
    drawn = {one for main in page.root.iter("main") for one in main if str(one.tag).endswith("svg")}
    counted = (
        one
        for one in page.root.iter()
        if one.tag in ("body", "details") or PARTS & set((one.get("class") or "").split()) or one in drawn
    )
    return " ".join(one.get("class", "") for one in counted)
