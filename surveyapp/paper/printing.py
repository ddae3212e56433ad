"""The booklet as a PDF for everybody (PDF/UA), in ordinary and in large print."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from surveyapp.paper.model import Booklet

TEMPLATE = Path(__file__).with_name("booklet.typ")
PICTURES = Path(__file__).parent.parent / "static" / "pictures"
SIZES = (14, 18, 24)
"""Points: clear print, large print, very large print."""
LATIN = ("Noto Sans", "DejaVu Sans", "Liberation Sans")
EMOJI = ("Noto Color Emoji",)
SCRIPTS: Mapping[tuple[int, int], Sequence[str]] = {
    (0x0600, 0x06FF): ("Noto Sans Arabic", "Noto Naskh Arabic"),
    (0x1200, 0x137F): ("Noto Sans Ethiopic", "Noto Serif Ethiopic", "Abyssinica SIL"),
    (0x0041, 0x024F): LATIN,
    (0x0400, 0x04FF): LATIN,
}
"""Where the letters of a script begin and end, and the fonts that have them all."""


class PdfNotInstalled(Exception):
    """A PDF was asked for, and what makes it is not installed: `pip install 'surveyapp[reports]'`."""


class FontMissing(Exception):
    """This machine has no font for the letters of this language; ``fonts`` are those that would do."""

    def __init__(self, fonts: Sequence[str]) -> None:
        super().__init__(", ".join(fonts))
        self.fonts = fonts


def installed() -> bool:
    """Whether what makes a PDF is there."""
    return find_spec("typst") is not None


def pdf(booklet: Booklet, *, size: int = SIZES[0]) -> bytes:
    """The booklet, to print on A4. Raises PdfNotInstalled and FontMissing."""
    try:
        import typst
    except ModuleNotFoundError as error:
        raise PdfNotInstalled from error
    content = json.dumps(asdict(booklet), ensure_ascii=False)
    fonts = fonts_for(content, known=set(typst.Fonts().families()))
    inputs = {"booklet": content, "size": str(size), "fonts": json.dumps(fonts)}
    with TemporaryDirectory() as folder:  # nothing beside the template and the drawings can be read from it
        shutil.copy(TEMPLATE, folder)
        shutil.copytree(PICTURES, Path(folder, "pictures"))
        made = typst.compile(str(Path(folder, TEMPLATE.name)), root=folder, sys_inputs=inputs, pdf_standards=["ua-1"])
    return bytes(made)


def fonts_for(content: str, *, known: set[str]) -> list[str]:
    """Those of this machine's fonts that these letters need. Raises FontMissing."""
    found: list[str] = []
    for (first, last), fonts in SCRIPTS.items():
        if any(first <= ord(letter) <= last for letter in content):
            here = [font for font in fonts if font in known]
            if not here:
                raise FontMissing(fonts)
            found += here
    latin = [font for font in LATIN if font in found]
    emoji = [font for font in EMOJI if font in known]
    return list(dict.fromkeys((*latin, *found, *emoji)))
