"""`surveyapp paper`: a booklet from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.terminal import Terminal

from surveyapp.config import Settings

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True), pytest.mark.usefixtures("stores")]


def test_a_booklet_is_written_for_a_council_in_a_language(settings: Settings, tmp_path: Path) -> None:
    terminal, out = Terminal(settings.instance), tmp_path / "booklet.pdf"
    terminal.does("authorities add northvale", "Northvale")
    terminal.does(f"paper 8-11 --language ti --size 24 --authority northvale --out {out}")
    assert out.read_bytes().startswith(b"%PDF")
    assert "xx is none of en, cy" in terminal.says(f"paper 8-11 --language xx --out {out}").output
    assert "there is no authority nowhere" in terminal.says(f"paper 8-11 --authority nowhere --out {out}").output
