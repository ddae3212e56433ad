"""The Welsh catalogue is whole: in step with what is said, every placeholder and plural, all that a panel reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from surveyapp.web.language import FOLDER

ROOT = FOLDER.parent.parent
WELSH = FOLDER / "cy" / "LC_MESSAGES" / "messages.po"
PANEL = (
    "surveyapp/dashboards/",
    "surveyapp/releases/",
    "surveyapp/templates/base.html",
    "surveyapp/templates/components/languages.html",
    "surveyapp/templates/results/",
    "surveyapp/templates/staff/sign",
    "surveyapp/web/words.py",
    "surveys/definitions/benchmarks.yaml",
    "surveys/definitions/items.yaml",
)
"""Where the words stand that a panel reads, and those with which it signs in."""
FORMS = 6
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>|&\w+;")
LETTERS = re.compile(r"[^\W\d_]{2}")
Key = tuple[str | None, str, str]


def key(message: Message) -> Key:
    """The message's context, words and plural."""
    one, many = message.id if isinstance(message.id, tuple) else (message.id, "")
    return message.context, one, many


def plain(text: str) -> str:
    """The text without what a program puts into it."""
    return PLACE.sub("", text)


def forms(message: Message) -> tuple[str, ...]:
    """What stands in Welsh, in every number."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@cache
def extracted() -> frozenset[Key]:
    """Every message of the pages and the surveys as they are."""
    catalogue = Catalog()
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords: dict[str, Any] = {**DEFAULT_KEYWORDS, "lazy": None, "lazy_gettext": None}
    found = extract_from_dir(ROOT, methods, options, keywords, directory_filter=_ours)
    for file_name, line, text, comments, context in found:
        catalogue.add(text, None, [(file_name, line)], auto_comments=comments, context=context)
    return frozenset(key(message) for message in catalogue if message.id)


def _ours(folder: str | Path) -> bool:
    parts = Path(folder).relative_to(ROOT).parts
    return not parts or parts[0] in {"surveyapp", "surveys"}


@cache
def catalogue() -> Catalog:
    """The Welsh catalogue as it lies there."""
    with WELSH.open("rb") as file:
        return read_po(file, locale="cy", abort_invalid=True)


def messages() -> Iterator[Message]:
    """Its messages."""
    return (message for message in catalogue() if message.id)


def of_panel(message: Message) -> bool:
    """Whether a panel reads it."""
    return any(place.startswith(PANEL) for place, _ in message.locations)


def test_the_catalogue_is_in_step_with_what_is_said():
    known = frozenset(key(message) for message in messages())
    assert extracted() - known == frozenset(), "new; surveyapp/translations/babel.cfg says how to bring them in"
    assert known - extracted() == frozenset(), "said no more"
    assert catalogue().obsolete == {}


def test_nothing_is_a_guess_and_nobody_is_named_in_the_heading():
    assert [message.id for message in messages() if message.fuzzy] == []
    heading = WELSH.read_text(encoding="utf-8").partition("\n\n")[0]
    assert "# State: " in heading
    assert "@" not in heading


def test_placeholders_and_tags_are_all_there_and_no_others():
    wrong = []
    for message in messages():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        expected = {tuple(sorted(PLACE.findall(one))) for one in ids}
        wrong += [one for one in forms(message) if one and tuple(sorted(PLACE.findall(one))) not in expected]
    assert wrong == []


def test_numbers_have_the_six_forms_of_welsh():
    chosen = c2py(catalogue().plural_expr)
    assert [chosen(number) for number in (0, 1, 2, 3, 6, 4, 7, 11, 1234)] == [0, 1, 2, 3, 4, 5, 5, 5, 5]
    counted = [message for message in messages() if isinstance(message.id, tuple)]
    assert {len(forms(message)) for message in counted} == {FORMS}
    assert [message.id for message in counted if 0 < sum(map(bool, forms(message))) < FORMS] == []


def test_everything_a_panel_reads_is_in_welsh():
    english = []
    for message in filter(of_panel, messages()):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if LETTERS.search(plain(ids[0])):
            english += [message.id for one in forms(message) if not one or one in ids]
    assert english == []


def test_a_panel_reads_much():
    assert sum(map(of_panel, messages())) > 600
