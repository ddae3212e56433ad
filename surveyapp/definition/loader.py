"""Loading definitions from YAML, checked and frozen; the only place that opens a definition file.

What was read is kept in the process by the digest of the file's bytes (and of the bank), so that it is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from surveyapp.definition.bank import read_bank
from surveyapp.definition.benchmarks import read_benchmarks
from surveyapp.definition.fields import Reading
from surveyapp.definition.fingerprint import fingerprint
from surveyapp.definition.instruments import read_instrument
from surveyapp.definition.model import Bank, Benchmark, Instrument
from surveyapp.definition.problems import DefinitionProblems, Places, Problem
from surveyapp.definition.references import bank_references, instrument_references
from surveyapp.definition.tree import Node, read_file, read_tree

Content = TypeVar("Content", Bank, Instrument, tuple[Benchmark, ...])

KEPT_MOST = 128


@dataclass(frozen=True, slots=True)
class Found(Generic[Content]):
    """What a file holds as far as it could be read, what is wrong with it, and the line of every place."""

    content: Content | None
    problems: tuple[Problem, ...]
    places: Places


_kept_banks: dict[tuple[bytes, ...], Found[Bank]] = {}
_kept_instruments: dict[tuple[bytes, ...], Found[Instrument]] = {}
_kept_benchmarks: dict[tuple[bytes, ...], Found[tuple[Benchmark, ...]]] = {}
_kept_prints: list[tuple[Bank, bytes]] = []


def load_bank(path: Path) -> Bank:
    """The items bank in this file, without published figures; DefinitionProblems with everything that is wrong."""
    return _whole(inspect_bank(path))


def load_instrument(path: Path, bank: Bank) -> Instrument:
    """The survey in this file; DefinitionProblems with everything that is wrong."""
    return _whole(inspect_instrument(path, bank))


def inspect_bank(path: Path) -> Found[Bank]:
    """The bank in this file with its problems."""
    return _inspect(path, path.name, (), _kept_banks, _read_bank)


def inspect_instrument(path: Path, bank: Bank) -> Found[Instrument]:
    """The survey in this file with its problems."""
    file = f"{path.parent.name}/{path.name}"

    def read(root: Node, reading: Reading) -> Instrument | None:
        return _read_instrument(root, reading, bank)

    return _inspect(path, file, (_print_of(bank),), _kept_instruments, read)


def inspect_benchmarks(path: Path, bank: Bank) -> Found[tuple[Benchmark, ...]]:
    """The published figures in this file with its problems."""

    def read(root: Node, reading: Reading) -> tuple[Benchmark, ...]:
        return read_benchmarks(root, reading, bank)

    return _inspect(path, path.name, (_print_of(bank),), _kept_benchmarks, read)


def _print_of(bank: Bank) -> bytes:
    """The bank's fingerprint, kept for the bank of the last file: all files of a catalogue are read beside one."""
    for known, kept in _kept_prints:
        if known is bank:
            return kept
    made = fingerprint(bank).encode()
    _kept_prints[:] = [(bank, made)]
    return made


def _whole(found: Found[Content]) -> Content:
    if found.problems or found.content is None:
        raise DefinitionProblems(found.problems)
    return found.content


def _inspect(
    path: Path,
    file: str,
    beside: tuple[bytes, ...],
    kept: dict[tuple[bytes, ...], Found[Content]],
    read: Callable[[Node, Reading], Content | None],
) -> Found[Content]:
    try:
        content = read_file(path, file=file)
        key = (hashlib.sha256(content).digest(), file.encode(), *beside)
        if key not in kept:
            while len(kept) >= KEPT_MOST:
                kept.pop(next(iter(kept)), None)
            kept[key] = _found(content, file, read)
        return kept[key]
    except DefinitionProblems as refused:
        return Found(None, refused.problems, Places(file, {}))


def _found(content: bytes, file: str, read: Callable[[Node, Reading], Content | None]) -> Found[Content]:
    root, duplicates = read_tree(content, file=file)
    reading = Reading(file, list(duplicates))
    result = read(root, reading)
    return Found(result, tuple(sorted(set(reading.problems))), Places(file, reading.places))


def _read_bank(root: Node, reading: Reading) -> Bank:
    bank = read_bank(root, reading)
    reading.problems.extend(bank_references(bank, Places(reading.file, reading.places)))
    return bank


def _read_instrument(root: Node, reading: Reading, bank: Bank) -> Instrument | None:
    instrument = read_instrument(root, reading, bank)
    if instrument is not None:
        reading.problems.extend(instrument_references(instrument, Places(reading.file, reading.places)))
    return instrument
