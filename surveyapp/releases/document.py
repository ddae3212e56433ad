"""A release as a document: canonical JSON, its fingerprint, and the way back to frozen data."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from surveyapp.releases.model import Release

FORMAT = 1

Converter = Callable[[Any], Any]


class DocumentUnknown(Exception):
    """The document is of a format that this version of the program does not read."""


def encode(release: Release) -> str:
    """The release as JSON with sorted keys and no spaces: equal releases are equal texts."""
    return json.dumps(
        {"format": FORMAT, "release": asdict(release)}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def fingerprint(document: str) -> str:
    """SHA-256 of the document, in hex."""
    return sha256(document.encode()).hexdigest()


def decode(document: str) -> Release:
    """The release of a document. Raises DocumentUnknown."""
    found = json.loads(document)
    if found.get("format") != FORMAT:
        raise DocumentUnknown(str(found.get("format")))
    release: Release = _converter(Release)(found["release"])
    return release


@cache
def _converter(kind: Hashable) -> Converter:
    """How JSON becomes a value of this type; made once for each type."""
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if get_origin(kind) is UnionType:
        return _of_union(get_args(kind))
    if get_origin(kind) is tuple:
        each = _converter(get_args(kind)[0])
        return lambda values: tuple(map(each, values))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _as_it_is


def _of_dataclass(kind: Any) -> Converter:
    """A frozen dataclass from an object with its fields; only those that are not plain values are converted."""
    hints = get_type_hints(kind)
    converters = ((field.name, _converter(hints[field.name])) for field in fields(kind))
    parts = tuple((name, convert) for name, convert in converters if convert is not _as_it_is)
    names = frozenset(hints)

    def convert_all(value: dict[str, Any]) -> Any:
        for name, convert in parts:
            if name in value:  # what a later version added is not in a document from before
                value[name] = convert(value[name])
        if not value.keys() <= names:  # nor does a later version tell all that one from before did
            value = {name: value[name] for name in names & value.keys()}
        return kind(**value)

    return convert_all


def _of_union(kinds: tuple[Any, ...]) -> Converter:
    """Of several dataclasses the one whose first field the object has, or the one word; None stays None."""
    classes: list[Any] = [kind for kind in kinds if is_dataclass(kind)]
    if not classes:
        words = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)]
        return (lambda value: None if value is None else words[0](value)) if words else _as_it_is
    by_first = {fields(kind)[0].name: _converter(kind) for kind in classes}
    assert len(by_first) == len(classes)
    assert all(is_dataclass(kind) or kind is NoneType for kind in kinds)

    def convert(value: Any) -> Any:
        if value is None:
            return None
        return next(made for first, made in by_first.items() if first in value)(value)

    return convert


def _as_it_is(value: Any) -> Any:
    """Numbers, words and dictionaries of words."""
    return value
