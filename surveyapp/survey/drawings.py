"""Our own line drawings as SVG; all of them decorate words that stand beside them, and take the words' colour."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from surveyapp.definition import faces

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
PICTURES = Path(__file__).parent.parent / "static" / "pictures"
_ICONS: Mapping[str, str] = {
    "forward": "M8 24h30M26 11l13 13-13 13",
    "back": "M40 24H10M22 11 9 24l13 13",
    "skip": "M6 32c6-18 22-18 30-4M37 15v14H23",
    "shush": "M8 10h32v22H24l-9 8v-8H8zM17 21h14",
    "talk": "M6 9h25v17H18l-7 7v-7H6zM36 17h6v17h-4v6l-7-6h-9v-3",
    "hide": "M5 24c8-14 30-14 38 0-8 14-30 14-38 0zM24 18a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM9 42 39 6",
    "stop": "M15 7v34M33 7v34",
    "rest": "M8 18h26v12a9 9 0 0 1-9 9h-8a9 9 0 0 1-9-9zM34 21h3a5 5 0 0 1 0 10h-3M15 6v6M22 6v6M29 6v6",
    "yes": "M7 26l11 11L41 11",
    "no": "M11 11l26 26M37 11 11 37",
    "post": "M7 20v22h34V20M7 20 12 8h24l5 12zM17 20h14M24 6v8",
    "globe": "M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38zM5 24h38M24 5c-12 12-12 26 0 38 12-12 12-26 0-38",
    "bin": "M9 13h30M19 13V7h10v6M13 13l2 28h18l2-28M21 20v14M27 20v14",
}
_TURNING: Mapping[str, str] = {"forward": " turns ahead", "back": " turns", "skip": " turns"}
"""Arrows turn round with the reading direction; the one that leads on stands after its word."""
_PICTURES: Mapping[str, str] = {
    "hand": (
        '<rect class="soft" x="84" y="18" width="72" height="94" rx="9"/>'
        '<path d="M109 100h22M4 92c24-6 40-24 58-24 14 0 22 2 36 6 9 3 5 13-4 12l-20-3M4 122c30 0 50-6 78-8'
        'M236 92c-24-6-40-24-58-24-14 0-22 2-36 6-9 3-5 13 4 12l20-3M236 122c-30 0-50-6-78-8"/>'
    ),
    "card": (
        '<rect class="soft" x="52" y="22" width="136" height="86" rx="12"/>'
        '<path d="M74 52h26M114 52h26M154 52h14M74 78h92"/>'
    ),
    "box": (
        '<path class="soft" d="M66 58h108v60H66z"/>'
        '<path d="M66 58h108v60H66zM66 58l14-18h80l14 18M96 58h48M104 50V14h32v36M112 24h16M112 33h16"/>'
    ),
    "bench": (
        '<path class="soft" d="M170 74c-22 0-30-16-22-28-4-18 18-30 30-18 14-8 32 6 26 22 10 12-4 26-20 24z"/>'
        '<path d="M177 124V56M36 70h84M36 86h84M30 102h96M44 102v20M112 102v20M44 62v40M112 62v40M8 124h224"/>'
    ),
    "glass": (
        '<path class="soft" d="M93 40c5 13 19 19 27 25 8-6 22-12 27-25zM91 114c3-12 19-20 29-25 10 5 26 13 29 25z"/>'
        '<path d="M78 14h84M78 116h84M88 14c0 32 8 40 32 51-24 11-32 19-32 51M152 14c0 32-8 40-32 51 24 11 32 19 32 51'
        'M120 70v14"/>'
    ),
    "hills": (
        '<circle class="soft" cx="310" cy="56" r="30"/>'
        '<path class="soft" d="M0 190c60-70 120-70 190-10 60-60 130-60 210 0v40H0z"/>'
        '<path d="M0 190c60-70 120-70 190-10 60-60 130-60 210 0M70 150v-34M70 116c-20 0-22-32 0-40 22 8 20 40 0 40'
        'M150 60c8-8 14-8 20 0 6-8 12-8 20 0M200 86c6-6 10-6 15 0 5-6 9-6 15 0"/>'
    ),
    "sun": (
        '<path class="soft" d="M74 108a46 46 0 0 1 92 0z"/>'
        '<path d="M20 108h200M74 108a46 46 0 0 1 92 0M120 46V22M76 64 60 46M164 64l16-18M56 92l-24-8M184 92l24-8"/>'
    ),
}
_WIDE = frozenset({"hills"})


def _svg(kind: str, box: str, content: str) -> Markup:
    """One drawing, unseen by a screen reader."""
    opening = f'<svg class="{kind}" viewBox="{box}" aria-hidden="true">'
    return Markup(f"{opening}{content}</svg>")  # noqa: S704  # put together from the constants above


def _icon(name: str, path: str) -> Markup:
    return _svg(f"icon{_TURNING.get(name, '')}", "0 0 48 48", f'<path d="{path}"/>')


def _of_file(file: Path) -> Markup:
    """A picture that a survey names, put into the page: an ``<img>`` would not take a reader's ink in the dark."""
    drawn = file.read_text(encoding="utf-8").strip().replace(XMLNS, 'class="drawn" aria-hidden="true"', 1)
    return Markup(drawn)  # noqa: S704  # a file of ours


DRAWINGS: Mapping[str, Markup] = {
    **{name: _icon(name, path) for name, path in _ICONS.items()},
    **{f"face_{name}": _svg("drawn", faces.BOX, content) for name, content in faces.DRAWN.items()},
    **{name: _svg("drawing", "0 0 240 130", content) for name, content in _PICTURES.items() if name not in _WIDE},
    **{file.name: _of_file(file) for file in PICTURES.glob("*.svg")},
    **{name: _svg("drawing scene", "0 0 400 220", _PICTURES[name]) for name in _WIDE},
}
"""Every drawing by name."""
