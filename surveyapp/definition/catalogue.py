"""All surveys at hand, found by band and version or by fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from surveyapp.definition.loader import Found, inspect_bank, inspect_benchmarks, inspect_instrument
from surveyapp.definition.model import Bank, Benchmark, Instrument
from surveyapp.definition.problems import DefinitionProblems, Problem

BANK = "items.yaml"
BENCHMARKS = "benchmarks.yaml"
"""Published figures, in any of the folders; an authority adds its own to those that come with the program."""
IN_USE = "in-use.txt"
"""Beside the bank: a line with band, version and fingerprint for every version that may not change any more."""


class UnknownInstrument(LookupError):
    """No definition at hand has this fingerprint, or this band and version."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The bank and every instrument in some folders; a version in use is found by its fingerprint."""

    bank: Bank
    instruments: tuple[Instrument, ...]

    def find(self, fingerprint: str) -> Instrument:
        """The instrument with this fingerprint; UnknownInstrument when its file has changed or gone."""
        for instrument in self.instruments:
            if instrument.fingerprint == fingerprint:
                return instrument
        raise UnknownInstrument(
            f"no survey here has the fingerprint {fingerprint[:12]}…: "
            "its definition was changed or removed after it came into use; put the old file back"
        )

    def version(self, band: str, version: str) -> Instrument:
        """The instrument of this band and version; UnknownInstrument names those that there are."""
        for instrument in self.instruments:
            if (instrument.survey, instrument.version) == (band, version):
                return instrument
        known = ", ".join(self.versions(band)) or "none"
        raise UnknownInstrument(f'there is no version "{version}" of "{band}"; known: {known}')

    def versions(self, band: str) -> tuple[str, ...]:
        """The versions of this band, oldest first."""
        return tuple(sorted(one.version for one in self.instruments if one.survey == band))

    def latest(self, band: str) -> Instrument:
        """The newest version of this band; UnknownInstrument when it has none."""
        versions = self.versions(band)
        return self.version(band, versions[-1] if versions else "")


@dataclass(frozen=True, slots=True)
class Collected:
    """What lies in definition folders as far as it could be read, file by file."""

    bank: Found[Bank] | None
    surveys: Mapping[Path, Found[Instrument]]
    problems: tuple[Problem, ...]
    benchmarks: Mapping[Path, Found[tuple[Benchmark, ...]]] = field(default_factory=dict)


def load(folders: Iterable[Path]) -> Catalogue:
    """The catalogue of these folders; DefinitionProblems with everything that is wrong in any file.

    The first folder that has an items.yaml gives the bank; an authority's own folder may hold surveys alone.
    """
    collected = collect(folders)
    if collected.problems or collected.bank is None or collected.bank.content is None:
        raise DefinitionProblems(collected.problems)
    surveys = (found.content for found in collected.surveys.values())
    figures = tuple(one for found in collected.benchmarks.values() for one in found.content or ())
    bank = replace(collected.bank.content, benchmarks=figures)
    return Catalogue(bank, tuple(one for one in surveys if one is not None))


def collect(folders: Iterable[Path]) -> Collected:
    """Everything in these folders, with every problem and no exception."""
    given = tuple(folders)
    path = next((folder / BANK for folder in given if (folder / BANK).is_file()), None)
    if path is None:
        names = ", ".join(map(str, given)) or "no folder"
        problem = Problem(BANK, 1, "file", f"there is no {BANK} in {names}", "put the items bank there")
        return Collected(None, {}, (problem,))
    bank = inspect_bank(path)
    files = sorted(file for folder in given for file in folder.glob("*/*.yaml")) if bank.content else []
    surveys = {file: inspect_instrument(file, bank.content) for file in files if bank.content}
    figures = _benchmarks(given, bank)
    problems = (
        *_strays(given),
        *_problems(bank, surveys),
        *(one for found in figures.values() for one in found.problems),
    )
    return Collected(bank, surveys, problems, figures)


def _benchmarks(folders: tuple[Path, ...], bank: Found[Bank]) -> dict[Path, Found[tuple[Benchmark, ...]]]:
    paths = (folder / BENCHMARKS for folder in folders)
    return {path: inspect_benchmarks(path, bank.content) for path in paths if path.is_file() and bank.content}


def _strays(folders: tuple[Path, ...]) -> Iterator[Problem]:
    """Files that look like surveys and would be passed over."""
    for folder in folders:
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob("*/*.yml"))):
            if path.name not in (BANK, BENCHMARKS):
                instead = "put surveys into the folder of their band, with a name that ends in .yaml"
                yield Problem(str(path.relative_to(folder)), 1, "file", "this file is not read", instead)


def _problems(bank: Found[Bank], surveys: Mapping[Path, Found[Instrument]]) -> Iterator[Problem]:
    yield from bank.problems
    taken: dict[tuple[str, str], str] = {}
    for path, found in surveys.items():
        yield from found.problems
        if found.content is not None:
            yield from _misplaced(path, found, taken)


def _misplaced(path: Path, found: Found[Instrument], taken: dict[tuple[str, str], str]) -> Iterator[Problem]:
    instrument = found.content
    assert instrument is not None
    if instrument.survey and instrument.survey != path.parent.name:
        what = f'the file lies in the folder "{path.parent.name}" and says "{instrument.survey}"'
        yield found.places.problem("survey.survey", what, f'move it to the folder "{instrument.survey}"')
    if instrument.version and instrument.version != path.stem:
        what = f'the file is called "{path.name}" and says "{instrument.version}"'
        yield found.places.problem("survey.version", what, f'call it "{instrument.version}.yaml"')
    key = (instrument.survey, instrument.version)
    first = taken.setdefault(key, str(path))
    if first != str(path):
        what = f"{first} is version {instrument.version} of {instrument.survey} too"
        yield found.places.problem("survey.version", what, "give it a version of its own")
