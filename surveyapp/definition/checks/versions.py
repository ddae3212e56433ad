"""One id, one question, for ever; and a version in use never changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from surveyapp.definition.catalogue import IN_USE
from surveyapp.definition.loader import Found
from surveyapp.definition.model import Instrument, Item
from surveyapp.definition.problems import Places, Problem
from surveyapp.definition.readability import words_in
from surveyapp.definition.rows import countable

_SMALL = frozenset(
    {
        "a", "about", "an", "and", "are", "at", "be", "been", "can", "could", "did", "do", "does", "feel",
        "felt", "for", "from", "had", "has", "have", "how", "if", "in", "is", "it", "last", "me", "month",
        "most", "much", "my", "now", "of", "often", "on", "or", "so", "than", "that", "the", "their", "them",
        "they", "things", "think", "this", "to", "was", "week", "what", "when", "which", "who", "why", "with",
        "would", "yesterday", "you", "your",
    }
)  # fmt: skip
_STEM = 5
_LINE = re.compile(r"(?P<band>\S+) +(?P<version>\S+) +(?P<fingerprint>[0-9a-f]{64})")


def same_questions(surveys: Iterable[Found[Instrument]]) -> Iterator[Problem]:
    """Ids that a later version of a survey uses for another question."""
    ordered = sorted(
        (found for found in surveys if found.content is not None),
        key=lambda found: (found.content.survey, found.content.version) if found.content else ("", ""),
    )
    for before, after in pairwise(ordered):
        if before.content and after.content and before.content.survey == after.content.survey:
            yield from _reused(before.content, after.content, after.places)


def _reused(before: Instrument, after: Instrument, places: Places) -> Iterator[Problem]:
    old = {item.id: item for item in before.items if item.counted}
    for item in after.items:
        if item.counted and item.id in old and _another(old[item.id], item):
            what = f'version {before.version} has the id "{item.id}" for another question ("{old[item.id].ask}")'
            yield places.problem(f"{item.id}.id", what, "give this question an id of its own")


def _another(old: Item, new: Item) -> bool:
    if old.kind is not new.kind:
        return True
    return not _stems(old.ask) & _stems(new.ask) and countable(old) != countable(new)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in words_in(text) if word.lower() not in _SMALL)


def unchanged(folder: Path, surveys: Iterable[Found[Instrument]]) -> Iterator[Problem]:
    """Versions that this folder's in-use.txt holds to a fingerprint and that have another one now."""
    path = folder / IN_USE
    found = {(one.content.survey, one.content.version): one for one in surveys if one.content is not None}
    for number, line in enumerate(_lines(path), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield Problem(IN_USE, number, "line", f'"{line}" is not understood', "write band, version, fingerprint")
            continue
        one = found.get((match["band"], match["version"]))
        if one is None or one.content is None:
            what = f"version {match['version']} of {match['band']} is in use and has gone"
            yield Problem(IN_USE, number, "line", what, "put its file back as it was")
        elif one.content.fingerprint != match["fingerprint"]:
            what = f"version {one.content.version} is in use and was changed"
            yield one.places.problem("survey.version", what, "undo the change, or copy the file to a new version")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
