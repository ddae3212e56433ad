"""The two catalogues of a language: what children may meet, and what only grown-ups read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.support import NullTranslations, Translations

from surveyapp.translations.languages import code_of, folder_of, in_order

FOLDER = Path(__file__).parent
WIDTH = 140
Key = tuple[str, str, str]
"""A message's context, English words and English plural; "" where it has none."""


class Readers(StrEnum):
    """Whom a catalogue is for, as its file is called. A sentence that both read stands in the children's."""

    CHILDREN = "children"
    GROWN_UPS = "messages"


def path(code: str, readers: Readers) -> Path:
    """Where a language's catalogue lies."""
    return FOLDER / folder_of(code) / "LC_MESSAGES" / f"{readers}.po"


@cache
def codes(readers: Readers) -> tuple[str, ...]:
    """The languages that have such a catalogue, as they are offered."""
    found = FOLDER.glob(f"*/LC_MESSAGES/{readers}.po")
    return in_order({code_of(file.parent.parent.name) for file in found})


def read(code: str, readers: Readers) -> Catalog:
    """A catalogue as it lies there; an empty one where there is none."""
    file = path(code, readers)
    if not file.exists():
        return Catalog(locale=folder_of(code))
    with file.open("rb") as source:
        return pofile.read_po(source, locale=folder_of(code))


def write(code: str, readers: Readers, catalogue: Catalog) -> None:
    """Put the catalogue in its place at once, sorted by the files in which its sentences stand.

    Lines are no part of it, so that whoever writes it, with or without a look at the sources, writes the same.
    """
    for message in catalogue:
        message.locations = [(name, 0) for name in dict.fromkeys(name for name, _ in message.locations)]
    file = path(code, readers)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as out:
        pofile.write_po(out, catalogue, width=WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    fresh.replace(file)


def heading(code: str, readers: Readers) -> str:
    """The comments with which a catalogue begins."""
    with path(code, readers).open(encoding="utf-8") as file:
        return "".join(takewhile(lambda line: line.startswith("#"), file))


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Its messages without the header."""
    return (message for message in catalogue if message.id)


def key(message: Message) -> Key:
    """What tells a message apart from all others."""
    one, many = message.id if isinstance(message.id, tuple | list) else (message.id, "")
    return message.context or "", one, many


def forms(message: Message) -> tuple[str, ...]:
    """What stands in the other language, in every number."""
    said = message.string
    return tuple(said) if isinstance(said, tuple | list) else (said or "",)


def is_translated(message: Message) -> bool:
    """Whether every form is there and is no guess."""
    return not message.fuzzy and all(forms(message))


@cache
def of_children(code: str) -> Mapping[Key, tuple[str, ...]]:
    """What a language says of each sentence of a child's pages; without those that are not translated."""
    found = messages(read(code, Readers.CHILDREN))
    return {key(message): forms(message) for message in found if is_translated(message)}


@cache
def spoken(code: str, readers: Readers) -> NullTranslations:
    """What a page asks for its sentences; grown-ups' pages find those of children too."""
    found = _compiled(code, Readers.CHILDREN)
    if readers is Readers.CHILDREN:
        return found
    own = _compiled(code, Readers.GROWN_UPS)
    own.add_fallback(found)
    return own


def forget() -> None:
    """Read all catalogues anew."""
    codes.cache_clear()
    of_children.cache_clear()
    spoken.cache_clear()


def _compiled(code: str, readers: Readers) -> NullTranslations:
    if not path(code, readers).exists():
        return Translations()
    compiled = BytesIO()
    mofile.write_mo(compiled, read(code, readers))
    compiled.seek(0)
    return Translations(compiled)
