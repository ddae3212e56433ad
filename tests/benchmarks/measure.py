"""Measures, and writes docs/measured.md: each script's figures in a section of their own, with their day.

``python tests/benchmarks/measure.py`` runs every script beside this file, ``measure.py sealed_submission`` one of
them, ``measure.py "null_reports --reports 10000"`` one with options. A section is written as soon as its script has
ended and takes the place of an older one, so a run that was cut off has lost nothing.
"""

from __future__ import annotations

import os
import platform
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "measured.md"
OWN_PAGE = "attacks"
"""Prints docs/anonymity-measured.md."""
HEAD = """# Measured figures

Each section was printed by the script that it names, beside `tests/benchmarks/measure.py`, on the day that it names.
Nothing here is asserted by a test: machines differ, so ratios say more than milliseconds.
"""


def main(wanted: list[str]) -> None:
    """Run what is wanted, or everything, and write each section."""
    for command in wanted or scripts():
        put(command, _printed(shlex.split(command)))


def scripts() -> list[str]:
    """Every measurement beside this file, by name."""
    named = {one.stem: one.read_text(encoding="utf-8") for one in sorted(HERE.glob("*.py"))}
    aside = (Path(__file__).stem, OWN_PAGE)
    return [name for name, text in named.items() if "\nif __name__ ==" in text and name not in aside]


def put(command: str, printed: str) -> None:
    """The section of what a command printed, in its place on the page."""
    name = command.split(maxsplit=1)[0]
    told = f"Measured on {date.today():%Y-%m-%d} by `{name}.py{command[len(name) :]}`, {_machine()}."
    sections = {_name(one): one for one in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]}
    sections[name] = f"{name.replace('_', ' ').capitalize()}\n\n{told}\n\n{printed.strip()}\n"
    PAGE.write_text(HEAD + "".join(f"\n## {sections[one].strip()}\n" for one in sorted(sections)), encoding="utf-8")


def _name(section: str) -> str:
    return re.sub(r"\s", "_", section.partition("\n")[0].strip().lower())


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _printed(command: list[str]) -> str:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    outcome = subprocess.run(
        [sys.executable, str(HERE / f"{command[0]}.py"), *command[1:]],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        raise SystemExit(f"{command[0]}.py failed:\n{outcome.stdout}{outcome.stderr}")
    return outcome.stdout


if __name__ == "__main__":
    main(sys.argv[1:])
