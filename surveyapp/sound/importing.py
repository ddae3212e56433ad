"""Taking recordings in: every file is looked at first, and where one is wrong nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from surveyapp.sound import listening
from surveyapp.sound.clips import folder, suffix
from surveyapp.sound.names import DIGITS, SIGNS
from surveyapp.sound.sheets import Wanted


@dataclass(frozen=True, slots=True)
class Wrong:
    """One file that cannot be taken, and why."""

    file: str
    why: str

    def __str__(self) -> str:
        return f"{self.file} {self.why}"


class NothingTaken(Exception):
    """Files are wrong; ``wrong`` names each."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__("\n".join(map(str, self.wrong)))


def take(instance: Path, language: str, source: Path, listed: Iterable[Wanted]) -> int:
    """Take all recordings of a folder in; gives how many. Raises NothingTaken where one of them is wrong."""
    known = {one.name: one for one in listed}
    files = sorted(one for one in source.iterdir() if one.is_file() and not one.name.startswith("."))
    problems = [problem for file in files for problem in _problems(file, language, known)]
    names = [_name(file) for file in files]
    twice = {name for name in names if name in known and names.count(name) > 1}
    problems += [Wrong(file.name, "is there twice") for file in files if _name(file) in twice]
    if problems or not files:
        raise NothingTaken(problems or [Wrong(str(source), "holds no files")])
    kept = folder(instance, language)
    kept.mkdir(parents=True, exist_ok=True)
    for file in files:
        _put(file, kept / f"{_name(file)}{suffix(language)}")
    return len(files)


def named(source: Path, language: str) -> frozenset[str]:
    """The names of the clips that lie in a folder."""
    return frozenset(_name(file) for file in source.glob(f"*{suffix(language)}"))


def _problems(file: Path, language: str, known: Mapping[str, Wanted]) -> Iterator[Wrong]:
    if file.suffix.lower() != suffix(language):
        yield Wrong(file.name, f"has a name that does not end in {suffix(language)}")
        return
    wanted = known.get(_name(file))
    if wanted is None:
        yield Wrong(file.name, "belongs to no sentence of this list; sentences that changed have new names")
        return
    found = listening.wrong_signed(file) if language == SIGNS else listening.wrong(file, wanted.sentence)
    yield from (Wrong(file.name, why) for why in found)


def _name(file: Path) -> str:
    """The clip's name, behind a number that people may have changed."""
    return file.stem[-DIGITS:]


def _put(source: Path, target: Path) -> None:
    """At once and whole, also where a page is read meanwhile."""
    new = target.with_name(f".{target.name}")
    shutil.copyfile(source, new)
    new.replace(target)
