"""Flask-Babel's functions with their types; outside a request they speak English, so that wording needs no app."""

from __future__ import annotations

import flask_babel


def gettext(message: str, **values: object) -> str:
    """One sentence in the reader's language; of no words none, for which a catalogue would give its own heading."""
    if not message:
        return ""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """One sentence in the form that the reader's language has for this number."""
    return str(flask_babel.ngettext(one, many, number, **values))


def pgettext(context: str, message: str) -> str:
    """A text of a definition in the reader's language."""
    return str(flask_babel.pgettext(context, message))


def locale() -> str:
    """The reader's locale, for Babel's formats; English is written as in Britain."""
    chosen = str(flask_babel.get_locale() or "en")
    return "en_GB" if chosen == "en" else chosen
