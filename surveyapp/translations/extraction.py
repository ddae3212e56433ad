"""Every sentence that pages and surveys say, as the program is now, by who may meet it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.util import pathmatch

from surveyapp.translations.catalogues import FOLDER, Readers, messages

ROOT = FOLDER.parent.parent
OURS = frozenset({"surveyapp", "surveys"})
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "lazy": None, "lazy_gettext": None}
PAGES = "surveyapp/"
CHILDREN, ALL = "children.cfg", "babel.cfg"


def extracted() -> dict[Readers, Catalog]:
    """What each catalogue has to hold: children's pages, and whatever else there is."""
    found = {readers: Catalog() for readers in Readers}
    for message in messages(_everything()):
        readers = Readers.CHILDREN if _met_by_children(message) else Readers.GROWN_UPS
        found[readers][message.id] = message
    return found


def _everything() -> Catalog:
    methods, options = _config(ALL)
    catalogue = Catalog()
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_is_ours)
    for name, line, text, comments, context in found:
        catalogue.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def _met_by_children(message: Message) -> bool:
    """Whether it stands in a file of theirs; of a survey they read what has a context, reasons are read by a panel."""
    return any(_of_children(file) and (message.context or file.startswith(PAGES)) for file, _ in message.locations)


@cache
def _of_children(file: str) -> bool:
    methods, _ = _config(CHILDREN)
    method = next((method for pattern, method in methods if pathmatch(pattern, file)), "ignore")
    return method != "ignore"


@cache
def _config(name: str) -> tuple[Any, Any]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        found: tuple[Any, Any] = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel gives it no types
    return found


def _is_ours(folder: str | Path) -> bool:
    parts = Path(folder).relative_to(ROOT).parts
    return not parts or parts[0] in OURS
