"""Everything that a reader of one release can reach by following what its pages link to, and what these fetch."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from pages import Page, Pages

LEADING = {"a": ("href", "data-chart"), "link": ("href",), "form": ("action",), "script": ("src",)}


BESIDE = ("/charts/", ".css")
"""In the addresses of what a page sends for beside itself; half of all that there is, and it leads nowhere."""


def crawl(reader: Pages, start: str, *, pages_alone: bool = False) -> Iterator[tuple[str, Page]]:
    """Each address under ``start`` once, with what it answers: pages, charts, files, styles. Queries are left out.

    With ``pages_alone`` nothing is fetched that is no page, where its address says so.
    """
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop(0)
        page = reader.get(address)
        yield address, page
        for found in leads(page, address):
            left = pages_alone and any(part in found for part in BESIDE)
            if found.startswith(start) and found not in seen and not left:
                seen.add(found)
                waiting.append(found)


def leads(page: Page, address: str) -> Iterator[str]:
    """Where the elements of a page point, on this site."""
    for one in page.root.iter():
        for attribute in LEADING.get(one.tag, ()) if isinstance(one.tag, str) else ():
            target = urlsplit(urljoin(address, one.get(attribute) or address))
            if not target.netloc:
                yield target.path
