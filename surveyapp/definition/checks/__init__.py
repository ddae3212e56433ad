"""Every problem of a folder of definitions at once, so that a mistake is found before a child meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from surveyapp.definition.catalogue import Collected, collect
from surveyapp.definition.problems import Problem

__all__ = ["check"]


def check(*folders: Path) -> tuple[Problem, ...]:
    """All problems in these folders, by file and line."""
    return tuple(sorted(set(_found(collect(folders)))))


def _found(collected: Collected) -> Iterator[Problem]:
    yield from collected.problems
