"""What loading the surveys, making the demo, and building and reading a release cost."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.northvale import source, surveys
from builders.terminal import Terminal

from surveyapp.definition import catalogue, loader
from surveyapp.releases import document
from surveyapp.releases.assemble import assemble

SURVEYS = Path(__file__).resolve().parents[2] / "surveys/definitions"
AGAIN = 5


def main() -> None:
    """Print a table of seconds of processor."""
    known = surveys()
    before = assemble(source(known, 2024))
    given = source(known, 2026, before=before)
    written = document.encode(assemble(given))
    print("| what | processor, s |")
    print("|---|---|")
    _tell("loading all surveys, first", _taken(_load_anew))
    _tell("loading all surveys, again", _taken(_load))
    _tell("building a release of 97 children with its audit", _taken(lambda: assemble(given)))
    _tell(f"reading a release of {len(written) // 1000} kB", _taken(lambda: document.decode(written)))
    with TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder) / "instance")
        _tell("making the demo with three waves", _once(lambda: terminal.does("demo --no-serve")))


def _load() -> None:
    catalogue.load([SURVEYS])


def _load_anew() -> None:
    loader._kept_banks.clear()
    loader._kept_instruments.clear()
    _load()


def _taken(do: Callable[[], object]) -> float:
    return statistics.median(_once(do) for _ in range(AGAIN))


def _once(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def _tell(what: str, seconds: float) -> None:
    print(f"| {what} | {seconds:.2f} |", flush=True)


if __name__ == "__main__":
    main()
