"""The square pictures that a device's camera reads an address from."""

from __future__ import annotations

import segno
from markupsafe import Markup


def square(text: str, *, border: int) -> Markup:
    """The QR code as SVG for the page, with so many empty squares around it."""
    return Markup(segno.make(text, error="m", micro=False).svg_inline(border=border, omitsize=True))  # noqa: S704  # made here
