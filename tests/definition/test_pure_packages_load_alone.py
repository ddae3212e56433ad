"""Asking, statistics and disclosure load where neither the web nor a database can be imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

BLOCKED = ("flask", "flask_babel", "flask_wtf", "sqlalchemy", "wtforms", "plotly", "alembic", "psycopg")
PURE = ("surveyapp.definition", "surveyapp.analysis", "surveyapp.disclosure")

LOAD_ALL = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError(f"{{name}} is blocked")

sys.meta_path.insert(0, Blocked())
package = importlib.import_module({package!r})
names = [module.name for module in pkgutil.walk_packages(package.__path__, {package!r} + ".")]
for name in names:
    importlib.import_module(name)
assert not set({blocked!r}) & set(sys.modules)
print(len(names))
"""


def load(package: str, *, blocked: tuple[str, ...] = BLOCKED) -> subprocess.CompletedProcess[str]:
    """Load every module of a package in a fresh process where some cannot be imported."""
    program = LOAD_ALL.format(blocked=blocked, package=package)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_loads_without_web_and_database(package: str) -> None:
    outcome = load(package)
    assert outcome.returncode == 0, outcome.stderr
    assert int(outcome.stdout) > 1


def test_the_block_does_block() -> None:
    outcome = load("surveyapp.definition", blocked=("ruamel",))
    assert outcome.returncode != 0
    assert "ruamel.yaml is blocked" in outcome.stderr or "ruamel is blocked" in outcome.stderr
