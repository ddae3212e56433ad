"""`surveyapp translations` says how far a language is, and which sentences ended a review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import tongue
from builders.tongue import CODE
from click.testing import CliRunner

from surveyapp.cli import main
from surveyapp.translations import catalogues, reviews


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where catalogues lie in this test."""
    real = catalogues.FOLDER
    tongue.use(tmp_path)
    yield tmp_path
    tongue.use(real)


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["translations", *words])
    return done.exit_code, done.output


def test_a_review_is_kept_by_role_and_its_end_is_told_with_the_sentence():
    tongue.write([])
    assert run("review", CODE, "8-11/2026", "--by", "interpreter")[0] == 1
    assert run("review", CODE, "pages", "--by", "interpreter")[0] == 0
    assert f"{CODE} pages: reviewed by interpreter" in run("status")[1]
    changed = max(reviews.pages_of(CODE).keys)
    tongue.write([], other=[changed])
    code, told = run("status")
    assert code == 0
    assert "a draft again, because 1 changed since:" in told
    assert changed[1] in told
    assert run("review", "tlh-none", "pages", "--by", "me")[0] == 1
