"""Versions in use: a file beside the surveys holds each to its fingerprint, so that a change is noticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surveyapp.definition.catalogue import IN_USE, UnknownInstrument, collect
from surveyapp.definition.loader import Found
from surveyapp.definition.model import Instrument
from surveyapp.definition.problems import Problem

_LINE = re.compile(r"(?P<band>\S+) +(?P<version>\S+) +(?P<fingerprint>[0-9a-f]{64})")


class FrozenOtherwise(Exception):
    """The version is frozen, and its file differs from what was frozen."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version and the fingerprint it is held to, with its line; all empty where the line is not understood."""

    line: int
    text: str
    band: str
    version: str
    fingerprint: str


def frozen(folders: Iterable[Path], band: str, version: str) -> bool:
    """Freeze this version in the folder that has it; False when it was frozen as it is, UnknownInstrument when none."""
    for path, found in collect(folders).surveys.items():
        one = found.content
        if one is not None and (one.survey, one.version) == (band, version):
            return _freeze(path.parent.parent, one)
    raise UnknownInstrument(f'there is no version "{version}" of "{band}"')


def _freeze(folder: Path, one: Instrument) -> bool:
    for line in _lines(folder):
        if (line.band, line.version) == (one.survey, one.version):
            if line.fingerprint == one.fingerprint:
                return False
            raise FrozenOtherwise(f"{one.survey} {one.version} differs from what was frozen; undo the change")
    with (folder / IN_USE).open("a", encoding="utf-8") as stream:
        stream.write(f"{one.survey} {one.version} {one.fingerprint}\n")
    return True


def unchanged(folder: Path, surveys: Iterable[Found[Instrument]]) -> Iterator[Problem]:
    """The frozen versions of this folder that have another fingerprint now, or have gone."""
    known = {(one.content.survey, one.content.version): one for one in surveys if one.content is not None}
    for line in _lines(folder):
        found = known.get((line.band, line.version))
        if not line.fingerprint:
            what = f'"{line.text}" is not understood'
            yield Problem(IN_USE, line.line, "line", what, "write band, version and fingerprint")
        elif found is None or found.content is None:
            what = f"version {line.version} of {line.band} is in use and has gone"
            yield Problem(IN_USE, line.line, "line", what, "put its file back as it was")
        elif found.content.fingerprint != line.fingerprint:
            what = f"version {line.version} is in use and was changed"
            yield found.places.problem("survey.version", what, "undo the change, or copy the file to a new version")


def _lines(folder: Path) -> Iterator[Frozen]:
    path = folder / IN_USE
    texts = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, text in enumerate(texts, start=1):
        match = _LINE.fullmatch(text)
        yield Frozen(number, text, *(match.groups() if match else ("", "", "")))
