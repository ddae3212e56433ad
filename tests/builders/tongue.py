"""A folder of catalogues with a made-up translation, so that a test can review and change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog

from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues, reviews
from surveyapp.translations.catalogues import Key, Readers
from surveyapp.translations.reviews import Part, State

CODE = "ga"
"""One that no catalogue here is of, so that nothing kept by the process is of another test."""
DAY = date(2026, 11, 22)


@cache
def _keys() -> tuple[Key, ...]:
    """What children may meet, as the Welsh catalogue lists it."""
    return tuple(map(catalogues.key, catalogues.messages(catalogues.read("cy", Readers.CHILDREN))))


def said(key: Key) -> str:
    """The made-up translation of a sentence."""
    return f"«{key[1]}»"


def write(parts: Iterable[str], *, but: Iterable[Key] = (), other: Iterable[Key] = ()) -> None:
    """A catalogue of sentences whose contexts one of ``parts`` asks: all but some; ``other`` are said otherwise."""
    catalogue, wanted = Catalog(locale=CODE), set(parts)
    for key in _keys():
        context, one, many = key
        text = said(key) + ("!" if key in set(other) else "")
        text = "" if key in set(but) or (context and context not in wanted) else text
        forms = (text,) * catalogue.num_plurals if many else text
        catalogue.add((one, many) if many else one, forms, context=context or None)
    catalogues.write(CODE, Readers.CHILDREN, catalogue)
    reviews.forget()


def contexts(*instruments: Instrument) -> set[str]:
    """The contexts of their sentences."""
    return {key[0] for one in instruments for key in reviews.part_of(one).keys}


def review(*parts: Part, state: State = State.REVIEWED) -> None:
    """Somebody found these right as they are."""
    for part in parts:
        reviews.review(CODE, part, state, by="interpreter", on=DAY)


def use(folder: Path) -> None:
    """Begin anew in this folder."""
    _keys()
    catalogues.FOLDER = folder
    reviews.forget()
