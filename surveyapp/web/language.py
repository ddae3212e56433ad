"""Which language a page speaks: asked for in the address or the form, else the browser's; never kept in a cookie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from urllib.parse import urlencode

from babel.support import NullTranslations
from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain, force_locale, refresh
from werkzeug.exceptions import HTTPException

from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues, reviews
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import ENGLISH, PSEUDO, Language, language_of
from surveyapp.web import audience, offers
from surveyapp.web.audience import Kind
from surveyapp.web.pseudo import PseudoTranslations

FIELD = "lang"
SECOND = "also"
REVIEWED = re.compile(r"^# State: (reviewed|tested)$", re.M)
"""The comment at the head of a grown-ups' catalogue that is no draft any more."""


@cache
def translated() -> tuple[Language, ...]:
    """English, and every language that grown-ups can read; a draft says so."""
    codes = catalogues.codes(Readers.GROWN_UPS)
    heads = {code: catalogues.heading(code, Readers.GROWN_UPS) for code in codes}
    return (ENGLISH, *(language_of(code, draft=not REVIEWED.search(head)) for code, head in heads.items()))


def forget() -> None:
    """Read everything about languages anew."""
    translated.cache_clear()
    reviews.forget()


def available() -> tuple[Language, ...]:
    """The languages this app offers on this page."""
    return (*_real(), *PSEUDO) if current_app.config["PSEUDO_LOCALES"] else _real()


def _real() -> tuple[Language, ...]:
    return offers.offered() if audience.kind() is Kind.CHILDREN else translated()


def current() -> Language:
    """The language of this request."""
    if "language" not in g:
        g.language = _asked_for() or _preferred()
    chosen: Language = g.language
    return chosen


@contextmanager
def as_children_read() -> Iterator[None]:
    """Words said in this block are for a child: English where the reader's language is a draft, never two in one."""
    with spoken(ENGLISH if current().draft else current()):
        yield


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Words said in this block are in this language."""
    reader, g.language = current(), language
    try:
        with force_locale(g.language.locale):
            yield
    finally:
        g.language = reader


def second() -> Language | None:
    """The language under this page's own, chosen by a child with an interpreter; None for nearly everybody."""
    if audience.kind() is not Kind.CHILDREN:
        return None
    said = typed(SECOND)
    code = request.args.get(SECOND) if said is None else said
    found = next((one for one in available() if one.code == code), None) if code else None
    return None if found == current() else found


@contextmanager
def instead(other: Language) -> Iterator[None]:
    """In this block the page is as if it had been asked for in this language alone."""
    chosen, g.asked_for = _asked_for(), other
    try:
        with spoken(other):
            yield
    finally:
        g.asked_for = chosen


def asked_in_vain() -> Language | None:
    """The language that was chosen, where children's pages know it and this one is not offered in it."""
    code = _asked_code()
    if not code or _asked_for() or code not in catalogues.codes(Readers.CHILDREN):
        return None
    return language_of(code, draft=True)


def of_survey(wave: str, instrument: Instrument) -> bool:
    """The survey of this child is known: speak one of its languages. False: it has not the one that was chosen.

    That one was offered while the survey was unknown, so the child is told in it.
    """
    chosen = _asked_code()
    g.offered = offers.of_survey(wave, instrument)
    codes = {language.code for language in available()}
    lost = [one for one in offers.of_all() if one.code == chosen] if chosen and chosen not in codes else []
    for kept in ("asked_for", "language"):
        g.pop(kept, None)
    if lost:
        g.language = lost[0]
    refresh()
    return not lost


def of_surveys(wave: str, instruments: Iterable[Instrument]) -> tuple[tuple[Language, ...], ...]:
    """In which languages this wave asks each of these; from now on this page is offered in all of them together."""
    found = [offers.of_survey(wave, one) for one in instruments]
    g.offered = tuple(dict.fromkeys(one for each in found for one in each))
    for kept in ("asked_for", "language"):
        g.pop(kept, None)
    refresh()
    made_up = PSEUDO if current_app.config["PSEUDO_LOCALES"] else ()
    return tuple((*each, *made_up) for each in found)


def this_page_in(language: Language) -> str:
    """The way to the page one is on, in another language."""
    return "?" + urlencode(request.args.to_dict() | {FIELD: language.code})


def install(app: Flask) -> None:
    """Speak the reader's language, and carry a chosen one along in every link."""
    app.config.setdefault("PSEUDO_LOCALES", app.testing or app.debug)
    OwnBabel(app, locale_selector=lambda: current().locale)
    app.context_processor(_around_pages)
    app.url_defaults(_carry)


def _around_pages() -> dict[str, object]:
    return {"language": current(), "second": second(), "languages": available(), "this_page_in": this_page_in}


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
        readers = Readers.CHILDREN if audience.kind() is Kind.CHILDREN else Readers.GROWN_UPS
        return catalogues.spoken(current().code, readers)


class MadeUp(Domain):  # type: ignore[misc]  # as above
    """English in disguise."""

    def get_translations(self) -> NullTranslations:
        """Every message, accented and longer."""
        return PseudoTranslations()


CATALOGUES = Catalogues()
MADE_UP = MadeUp()


def _asked_for() -> Language | None:
    """The language asked for; found once a request, because every link on a page asks."""
    if "asked_for" not in g:
        code = _asked_code()
        g.asked_for = next((language for language in available() if language.code == code), None) if code else None
    return cast("Language | None", g.asked_for)


def _asked_code() -> str | None:
    return typed(FIELD) or request.args.get(FIELD) or (request.view_args or {}).get("language")


def typed(field: str) -> str | None:
    """What the form says in this field; None without it, and where the form is too long to read."""
    try:
        return request.form.get(field)
    except HTTPException:  # a form too long to read, whose own error page is being made
        return None


def _preferred() -> Language:
    offered = tuple(language for language in _real() if not language.draft or audience.kind() is not Kind.CHILDREN)
    code = request.accept_languages.best_match([language.code for language in offered], default="en")
    return next(language for language in offered if language.code == code)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    asked = _asked_for() if not endpoint.endswith("static") else None
    if asked is not None:
        values.setdefault(FIELD, asked.code)
    other = second() if not endpoint.endswith("static") else None
    if other is not None:
        values.setdefault(SECOND, other.code)
