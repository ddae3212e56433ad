"""Four surveys are loaded in under a second, and again in no time."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from surveyapp.definition import loader
from surveyapp.definition.catalogue import load

SURVEYS = Path(__file__).parents[2] / "surveys/definitions"


def seconds_to_load() -> float:
    start = process_time()
    load([SURVEYS])
    return process_time() - start


def test_all_surveys_load_in_under_a_second_and_again_in_a_tenth(monkeypatch) -> None:
    monkeypatch.setattr(loader, "_kept_banks", {})
    monkeypatch.setattr(loader, "_kept_instruments", {})
    first = seconds_to_load()
    assert first < 1.0
    assert seconds_to_load() < first / 4
