"""Runs every measurement beside this file and prints one dated page: `python tests/benchmarks/measure.py`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OWN_PAGE = "attacks.py"
"""Prints docs/anonymity-measured.md."""


def main() -> None:
    """Print docs/measured.md."""
    print("# Measured figures\n")
    print(f"Made on {date.today():%Y-%m-%d} by `python tests/benchmarks/measure.py`, on {os.cpu_count()} cores,")
    print(
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}. Nothing here is asserted by a"
    )
    print("test: machines differ, so ratios say more than milliseconds.")
    for script in sorted(HERE.glob("*.py")):
        if script.name not in (Path(__file__).name, OWN_PAGE):
            print(f"\n## {script.stem.replace('_', ' ').capitalize()}\n", flush=True)
            print(_told(script))


def _told(script: Path) -> str:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    outcome = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        raise SystemExit(f"{script.name} failed:\n{outcome.stdout}{outcome.stderr}")
    return outcome.stdout.strip()


if __name__ == "__main__":
    main()
