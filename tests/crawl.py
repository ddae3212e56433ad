"""Everything that a reader of one release can reach by following what its pages link to, and what these fetch."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from pages import Page, Pages

LEADING = {"a": ("href", "data-chart"), "link": ("href",), "form": ("action",), "script": ("src",)}


def crawl(reader: Pages, start: str) -> Iterator[tuple[str, Page]]:
    """Each address under ``start`` once, with what it answers: pages, charts, files, styles. Queries are left out."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop(0)
        page = reader.get(address)
        yield address, page
        for found in leads(page, address):
            if found.startswith(start) and found not in seen:
                seen.add(found)
                waiting.append(found)


def leads(page: Page, address: str) -> Iterator[str]:
    """Where the elements of a page point, on this site."""
    for one in page.root.iter():
        for attribute in LEADING.get(one.tag, ()) if isinstance(one.tag, str) else ():
            target = urlsplit(urljoin(address, one.get(attribute) or address))
            if not target.netloc:
                yield target.path
