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
from surveyapp.sound.bundles import Bundle
from surveyapp.sound.names import SIGNS
from surveyapp.survey import aloud
from surveyapp.translations.languages import Language
from surveyapp.web import language, static
from surveyapp.web.language import FIELD

PATTERNS = ("child.css", "icon.svg", "child/*.css", "fonts/child-*.woff2", "pictures/*.svg")
"""Of the static files, those that children's pages need beside the scripts."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What some of a wave's cards are for. ``address`` leads to the document, ``sounds`` to the index of its sound;
    both but for the language."""

    band: str
    asked: Instrument
    address: str
    sounds: str
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
    """Every address; pages by language, files with their SHA-256 (hex), and the wave's keys, the same for everybody.

    Sound goes by language, with what is signed as one more, and has its SHA-256 too.
    """
    spoken = language.available()
    return {
        "pages": {one.code: list(_pages(wave, surveys, one)) for one in spoken},
        "always": [
            _start(),
            f"{_start()}help",
            url_for("survey.offline.ready", wave=wave),
            url_for("survey.sealed.manifest", wave=wave),
        ],
        "files": {url_for("static", filename=name): digest for name, digest in _files().items()},
        "sound": {code: {at: one.digest for at, one in found.items()} for code, found in _sound(surveys).items()},
    }


def megabytes(surveys: Sequence[Survey]) -> Mapping[str, float]:
    """How much sound each language brings along, and sign language (``SIGNS``); without those that have none."""
    return {code: sum(one.size for one in found.values()) / 1e6 for code, found in _sound(surveys).items()}


def _sound(surveys: Sequence[Survey]) -> Mapping[str, Mapping[str, Bundle]]:
    """By language and address. Surveys in which the same is said the same have one bundle each all the same."""
    codes = dict.fromkeys((*(code for one in surveys for code in one.languages), SIGNS))
    asked: tuple[Instrument | None, ...] = (None, *(one.asked for one in surveys))
    there = {code: [(one, aloud.bundle(one, code)) for one in asked] for code in codes}
    found = {
        code: {aloud.address(one, code, bundle): bundle for one, bundle in each if bundle.clips}
        for code, each in there.items()
    }
    return {code: each for code, each in found.items() if each}


def _pages(wave: str, surveys: Sequence[Survey], spoken: Language) -> Iterator[str]:
    said: dict[str, Any] = {FIELD: spoken.code}
    yield url_for("survey.start", **said)
    yield url_for("survey.contacts", **said)
    yield url_for("survey.offline.which", wave=wave, **said)
    yield url_for("survey.sessions.session", **said)
    yield url_for("survey.postcards.postcard", **said)
    yield url_for("survey.aloud.door", language=spoken.code).partition("?")[0]
    asked = [one for one in surveys if spoken.code in one.languages]
    yield from (f"{address}/{spoken.code}" for one in asked for address in (one.address, one.sounds))


def _start() -> str:
    """The first page, in the language that the tablet itself asks for; the people to talk to stand below it."""
    return f"{request.script_root}/s/"


@cache
def _files() -> Mapping[str, str]:
    names = {file.relative_to(static.FOLDER).as_posix() for pattern in PATTERNS for file in static.FOLDER.glob(pattern)}
    return {name: sha256(static.files()[name]).hexdigest() for name in sorted(names | set(static.asked_for()))}
