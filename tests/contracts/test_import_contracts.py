"""Each import contract, broken on purpose once, is caught by name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "layers": ("definition/paths.py", "import surveyapp.results"),
    "pure": ("analysis/__init__.py", "import sqlalchemy"),
    "stores-without-web": ("box/__init__.py", "import flask"),
    "staff-alone": ("staff/__init__.py", "import surveyapp.fieldwork"),
    "casting-alone": ("survey/__init__.py", "import surveyapp.box"),
    "results-door": ("dashboards/__init__.py", "import surveyapp.results"),
    "history-door": ("dashboards/__init__.py", "import surveyapp.history"),
    "programme-blind": ("programme/__init__.py", "import surveyapp.results"),
    "one-frame": ("releases/comparing.py", "import surveyapp.analysis.finite"),
}
STORES = ("fieldwork", "box", "results", "history", "safeguarding")


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """The outcome of one contract in a copy of the code."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code to break."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(ROOT / "surveyapp", folder / "surveyapp", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "setup.cfg", folder / "setup.cfg")
    return folder


def test_every_contract_of_the_configuration_is_broken_here() -> None:
    config = (ROOT / "setup.cfg").read_text()
    named = {
        line.split(":", 2)[2].rstrip("]") for line in config.splitlines() if line.startswith("[importlinter:contract:")
    }
    assert named == set(BREACHES)


def breached(folder: Path, contract: str, name: str, breach: str) -> subprocess.CompletedProcess[str]:
    """The outcome of one contract where a file of the copy says a line more."""
    path = folder / "surveyapp" / name
    whole = path.read_text()
    path.write_text(f"{whole}\n{breach}\n")
    try:
        return lint(folder, contract)
    finally:
        path.write_text(whole)


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught_by_its_contract(copy: Path, contract: str) -> None:
    outcome = breached(copy, contract, *BREACHES[contract])
    assert outcome.returncode == 1, outcome.stdout
    assert "BROKEN" in outcome.stdout


@pytest.mark.parametrize(("one", "other"), list(zip(STORES, (*STORES[1:], STORES[0]), strict=True)))
def test_stores_never_meet(copy: Path, one: str, other: str) -> None:
    outcome = breached(copy, "layers", f"{one}/models.py", f"import surveyapp.{other}.models")
    assert outcome.returncode == 1, outcome.stdout
    assert f"surveyapp.{one} is not allowed to import surveyapp.{other}" in outcome.stdout


def test_a_new_package_must_take_its_place_in_the_layers(copy: Path) -> None:
    stray = copy / "surveyapp" / "utils.py"
    stray.write_text('"""Everything and nothing."""\n')
    try:
        outcome = lint(copy, "layers")
    finally:
        stray.unlink()
    assert outcome.returncode == 1, outcome.stdout
