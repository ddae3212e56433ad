"""The pictures on cards for the youngest: what each is called in the language of whoever reads, and how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from markupsafe import Markup

FOR = frozenset({"4-7"})
"""Presentations whose cards have pictures."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name in the program, its word, and its drawing, which a screen reader leaves out."""

    id: str
    word: LazyString
    drawing: Markup


_DRAWN: Mapping[str, tuple[LazyString, str]] = {
    "sun": (
        _("Sun"),
        "M24 15a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM24 4v5M24 39v5M4 24h5M39 24h5M10 10l3 3M35 35l3 3M38 10l-3 3M13 35l-3 3",
    ),
    "moon": (_("Moon"), "M29 6a18 18 0 1 0 13 27A16 16 0 0 1 29 6z"),
    "star": (_("Star"), "M24 5l5.6 12.3 13.4 1.5-10 9.1 2.8 13.2L24 34.4 12.2 41.1 15 27.9 5 18.8l13.4-1.5z"),
    "house": (_("House"), "M6 23 24 7l18 16M11 18.6V41h26V18.6L24 7zM20 41V29h8v12"),
    "tree": (_("Tree"), "M21 32v11M27 32v11M24 5c-8 0-12 6-10 11-6 2-6 15 3 16h14c9-1 9-14 3-16 2-5-2-11-10-11z"),
    "flower": (
        _("Flower"),
        "M24 14a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM19 14a5 5 0 1 1 10 0M28 13a5 5 0 1 1 0 10M29 22a5 5 0 1 1-10 0"
        "M20 23a5 5 0 1 1 0-10M24 27v17M24 41c2-6 7-8 11-7 0 5-5 8-11 7",
    ),
    "fish": (_("Fish"), "M5 24c8-14 21-14 29 0-8 14-21 14-29 0zM34 24l9-9v18zM14 21h.1"),
    "boat": (_("Boat"), "M6 32h36l-6 9H12zM24 32V6M24 8l14 18H24M20 13 10 26h10z"),
    "car": (
        _("Car"),
        "M9 36H5V26l6-3 5-9h15l6 9 6 3v10h-4M29 36H19M11 23h26M24 14v9"
        "M14 31a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM34 31a5 5 0 1 0 0 10 5 5 0 0 0 0-10z",
    ),
    "key": (_("Key"), "M14 15a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM23 24h20v8M35 24v6"),
    "umbrella": (_("Umbrella"), "M5 25a19 19 0 0 1 38 0zM24 25v13a4 4 0 0 0 8 0M24 3v3"),
    "cup": (_("Cup"), "M8 12h26v18a11 11 0 0 1-11 11h-4A11 11 0 0 1 8 30zM34 17h3a6 6 0 0 1 0 12h-3"),
    "apple": (
        _("Apple"),
        "M24 16c-5-5-17-4-17 9 0 10 7 18 12 18 2 0 3-1 5-1s3 1 5 1c5 0 12-8 12-18 0-13-12-14-17-9zc0-5 2-9 6-11",
    ),
    "bell": (_("Bell"), "M9 35c5-4 5-8 5-14a10 10 0 0 1 20 0c0 6 0 10 5 14zM20 39a4 4 0 0 0 8 0M24 6v5"),
    "chair": (_("Chair"), "M14 5v38M14 26h21v17M14 35h21"),
    "ladder": (_("Ladder"), "M15 4v40M33 4v40M15 12h18M15 20h18M15 28h18M15 36h18"),
}


def _drawing(path: str) -> Markup:
    return Markup(f'<svg class="drawn" viewBox="0 0 48 48" aria-hidden="true"><path d="{path}"/></svg>')  # noqa: S704  # from above


PICTURES: Mapping[str, Picture] = {name: Picture(name, word, _drawing(path)) for name, (word, path) in _DRAWN.items()}
"""Every picture by its name, in the order of the page."""
