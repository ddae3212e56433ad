"""What a tablet keeps to work without a network: pages, the scripts and drawings they need, and nothing of a child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from flask import request, url_for
from flask_babel import pgettext

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Instrument
from surveyapp.translations.languages import Language
from surveyapp.web import language, static
from surveyapp.web.language import FIELD

PATTERNS = ("child.css", "icon.svg", "fonts/child-*.woff2", "pictures/*.svg")
"""Of the static files, those that children's pages need beside the scripts."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What some of a wave's cards are for. ``address`` leads to the document, but for its language."""

    band: str
    asked: Instrument
    address: str
    languages: tuple[str, ...]

    @property
    def id(self) -> str:
        """The survey's own age band, as a card's picture says it."""
        return self.asked.band.id

    @property
    def title(self) -> str:
        """As the card calls it."""
        return str(pgettext(context_of(self.asked), self.asked.title))

    @property
    def ages(self) -> str:
        """For whom it is, in years: read the same in every language."""
        return f"{self.asked.band.youngest}–{self.asked.band.oldest}"


def listed(wave: str, surveys: Sequence[Survey]) -> Mapping[str, object]:
    """Every address; pages by language, files with their SHA-256 (hex), and the wave's keys, the same for everybody."""
    spoken = language.available()
    return {
        "pages": {one.code: list(_pages(wave, surveys, one)) for one in spoken},
        "always": [_start(), url_for("survey.offline.ready", wave=wave), url_for("survey.sealed.manifest", wave=wave)],
        "files": {url_for("static", filename=name): digest for name, digest in _files().items()},
    }


def _pages(wave: str, surveys: Sequence[Survey], spoken: Language) -> Iterator[str]:
    said: dict[str, Any] = {FIELD: spoken.code}
    yield url_for("survey.start", **said)
    yield url_for("survey.contacts", **said)
    yield url_for("survey.offline.which", wave=wave, **said)
    yield from (f"{one.address}/{spoken.code}" for one in surveys if spoken.code in one.languages)


def _start() -> str:
    """The first page, in the language that the tablet itself asks for."""
    return f"{request.script_root}/s/"


@cache
def _files() -> Mapping[str, str]:
    names = {file.relative_to(static.FOLDER).as_posix() for pattern in PATTERNS for file in static.FOLDER.glob(pattern)}
    return {name: sha256(static.files()[name]).hexdigest() for name in sorted(names | set(static.asked_for()))}
