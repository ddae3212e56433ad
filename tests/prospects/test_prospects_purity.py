"""Prospects are worked out while a page is drawn: without numpy and scipy, and without the web."""

import subprocess
import sys

CODE = """
import sys
for blocked in ("flask", "wtforms", "numpy", "scipy"):
    sys.modules[blocked] = None
from builders.planned import guess, wave
from surveyapp.prospects.foresee import prospects
known = wave({"8-11": 60, "11-18": 90})
print(len(prospects(known, guess(known, 0.5)).changes))
"""


def test_prospects_need_neither_statistics_libraries_nor_the_web():
    ran = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert ran.stdout.strip() == "3"
