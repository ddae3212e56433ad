"""Which language a page speaks: asked for in the address or the form, else the browser's; never kept in a cookie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from babel import Locale
from babel.messages import mofile, pofile
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain, force_locale
from werkzeug.exceptions import HTTPException

from surveyapp.web import audience
from surveyapp.web.audience import Kind
from surveyapp.web.pseudo import PseudoTranslations

FOLDER = Path(__file__).parent.parent / "translations"
FIELD = "lang"
REVIEWED = re.compile(r"^# State: (reviewed|tested)$", re.M)
"""The comment at the head of a catalogue that is no draft any more."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language pages can speak. ``pseudo`` ones are made up, to see that every string and layout follows.

    ``draft``: nobody who speaks it has reviewed the translation yet; grown-ups are told so, children never meet it.
    """

    code: str
    name: str
    direction: str
    locale: str
    pseudo: bool = False
    draft: bool = False


ENGLISH = Language("en", "English", "ltr", "en_GB")
PSEUDO = (
    Language("en-XA", "[Ƥšéüðö]", "ltr", "en", pseudo=True),
    Language("ar-XB", "[ÖÐÜÉŠƤ]", "rtl", "en", pseudo=True),
)


@cache
def translated() -> tuple[Language, ...]:
    """English, and every language that has a catalogue."""
    found = [_language(folder.parent.parent.name) for folder in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))]
    return (ENGLISH, *(language for language in found if language.code != "en"))


def available() -> tuple[Language, ...]:
    """The languages this app offers on this page."""
    return (*_real(), *PSEUDO) if current_app.config["PSEUDO_LOCALES"] else _real()


def _real() -> tuple[Language, ...]:
    """Those with a catalogue; on children's pages no drafts."""
    if audience.kind() is not Kind.CHILDREN:
        return translated()
    return tuple(language for language in translated() if not language.draft)


def current() -> Language:
    """The language of this request."""
    if "language" not in g:
        g.language = _asked_for() or _preferred()
    chosen: Language = g.language
    return chosen


@contextmanager
def as_children_read() -> Iterator[None]:
    """Words said in this block are for a child: English where the reader's language is a draft, never two in one."""
    reader = current()
    g.language = ENGLISH if reader.draft else reader
    try:
        with force_locale(g.language.locale):
            yield
    finally:
        g.language = reader


def this_page_in(language: Language) -> str:
    """The way to the page one is on, in another language."""
    return "?" + urlencode(request.args.to_dict() | {FIELD: language.code})


def install(app: Flask) -> None:
    """Speak the reader's language, and carry a chosen one along in every link."""
    app.config.setdefault("PSEUDO_LOCALES", app.testing or app.debug)
    OwnBabel(app, locale_selector=lambda: current().locale)
    app.context_processor(lambda: {"language": current(), "languages": available(), "this_page_in": this_page_in})
    app.url_defaults(_carry)


class OwnBabel(Babel):  # type: ignore[misc]  # flask-babel has no types
    """Flask-Babel with one set of catalogues for the process instead of one for each request."""

    @property
    def domain_instance(self) -> Domain:
        """The catalogues, or the made-up ones."""
        return MADE_UP if current().pseudo else CATALOGUES


class Catalogues(Domain):  # type: ignore[misc]  # as above
    """Catalogues read straight from their .po files, so that no compiled file can be out of date."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the language of this request."""
        return catalogue_of(current().code)


class MadeUp(Domain):  # type: ignore[misc]  # as above
    """English in disguise."""

    def get_translations(self) -> NullTranslations:
        """Every message, accented and longer."""
        return PseudoTranslations()


CATALOGUES = Catalogues()
MADE_UP = MadeUp()


@cache
def catalogue_of(code: str) -> NullTranslations:
    """A language's catalogue; an empty one where it has none."""
    source = _source(code)
    if not source.exists():
        return Translations()
    compiled = BytesIO()
    with source.open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file, locale=code.replace("-", "_")))
    compiled.seek(0)
    return Translations(compiled)


def _language(folder: str) -> Language:
    locale = Locale.parse(folder)
    name = locale.get_display_name() or folder
    code = folder.replace("_", "-")
    return Language(code, name, locale.text_direction, folder, draft=not REVIEWED.search(_heading(code)))


def _heading(code: str) -> str:
    """The comments with which a catalogue begins."""
    with _source(code).open(encoding="utf-8") as file:
        return "".join(takewhile(lambda line: line.startswith("#"), file))


def _source(code: str) -> Path:
    return FOLDER / code.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def _asked_for() -> Language | None:
    """The language asked for; found once a request, because every link on a page asks."""
    if "asked_for" not in g:
        code = _typed() or request.args.get(FIELD) or (request.view_args or {}).get("language")
        g.asked_for = next((language for language in available() if language.code == code), None)
    return cast("Language | None", g.asked_for)


def _typed() -> str | None:
    try:
        return request.form.get(FIELD)
    except HTTPException:  # a form too long to read, whose own error page is being made
        return None


def _preferred() -> Language:
    offered = _real()
    code = request.accept_languages.best_match([language.code for language in offered], default="en")
    return next(language for language in offered if language.code == code)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    asked = _asked_for() if not endpoint.endswith("static") else None
    if asked is not None:
        values.setdefault(FIELD, asked.code)
