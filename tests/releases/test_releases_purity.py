"""Reading a release never brings numpy or scipy into a process, nor a store of answers."""

import subprocess
import sys

import pytest

READERS = tuple(f"surveyapp.releases.{name}" for name in ("read", "model", "store", "publish"))


def loaded_by(*modules):
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("module", [*READERS, "surveyapp", "surveyapp.dashboards.routes"])
def test_a_web_worker_never_loads_scipy(module):
    assert not loaded_by(module) & {"numpy", "scipy", "pandas"}


def test_reading_loads_no_answers():
    assert not {name for name in loaded_by("surveyapp.releases.read") if name.startswith("surveyapp.results")}


@pytest.mark.parametrize("package", ["analysis", "disclosure"])
def test_statistics_and_disclosure_control_load_without_the_web_and_the_database(package):
    code = f"""
import importlib, pkgutil, sys
for blocked in ("flask", "sqlalchemy", "plotly", "wtforms"):
    sys.modules[blocked] = None
import surveyapp.{package} as package
for module in pkgutil.iter_modules(package.__path__):
    importlib.import_module(f"surveyapp.{package}.{{module.name}}")
"""
    subprocess.run([sys.executable, "-c", code], check=True)
