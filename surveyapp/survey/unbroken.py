"""Words with a hyphen in them stay whole at the end of a line: “grown-up” is one word to a child."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_WORD = re.compile(r"(?<![\w-])(?=[\w-]{3,14}(?![\w-]))\w+(?:-\w+)+")
"""Longer ones may break, as they would not fit on a small screen."""
_WHOLE = re.compile(r'<span class="whole">([^<]*)</span>')


def unbroken(text: object) -> Markup:
    """The text for a page. What is read aloud or compared stays as it was written."""
    return Markup(_WORD.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704  # escaped just here


def as_written(html: str) -> str:
    """A page without this: where two languages are set side by side, a word's own tag would part them."""
    return _WHOLE.sub(r"\1", html)
