"""Before fieldwork, from the terminal: what a wave, an authority's last numbers, or numbers in a file would allow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.terminal import Terminal

from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import cohorts

DATES = "--year 2026 --starts 2026-03-02 --ends 2026-04-13 --version 2024 --title Life"
PLACES = {"foster": 27, "kinship": 8, "childrens_home": 4, "parents": 1, "elsewhere": 0}


@pytest.fixture
def terminal(settings: Settings, stores: Stores) -> Terminal:
    """A council with a planned wave of two age bands, the older of which may be too small."""
    terminal = Terminal(settings.instance)
    terminal.does("authorities add northvale", "Northvale")
    terminal.does(f"waves create one --authority northvale {DATES} --pool none")
    terminal.does("waves eligible one --band 8-11 --team North 40")
    terminal.does("waves eligible one --band leavers --team North 12")
    with stores.write("fieldwork") as session:
        cohorts.set_breakdown(session, "one", band="8-11", breakdown="placement", counts=PLACES)
    return terminal


def test_a_planned_wave_says_what_it_could_show(terminal: Terminal) -> None:
    said = terminal.does("plan one --guess 60 --guess leavers=50")
    assert "Life: guesses, not results." in said
    assert "8-11: 24 of 40 (60%); ten or more 100.0%" in said
    assert "leavers: 6 of 12 (50%); ten or more 1.9%" in said
    assert "Who children live with: [Foster carers: would give another away], [Family or friends as carers: " in said
    assert "a next wave of the same size" in said


def test_the_last_wave_of_an_authority_stands_for_the_next(terminal: Terminal) -> None:
    assert "8-11: 20 of 40 (50%)" in terminal.does("plan --authority northvale")
    assert "has no wave with children in it yet" in terminal.says("plan --authority nobody").output


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestOnOneDatabase:
    """What no database decides."""

    def test_exact_figures_are_there_for_programs(self, terminal: Terminal) -> None:
        told = json.loads(terminal.does("plan one --json --guess 60 --unsaid 0 --start 75"))
        assert told["assumed"] == {
            "response": {"4-7": 0.6, "8-11": 0.6, "11-18": 0.6, "leavers": 0.6}, "unsaid": 0.0, "start": 0.75,
        }  # fmt: skip
        leavers = told["bands"][1]
        assert leavers["fates"]["too_few"] == pytest.approx(1 - leavers["ten_or_more"], abs=1e-3)
        assert told["changes"][0]["levels"][0]["clear"]["fall"] > 0.3

    def test_fewer_breakdowns_are_tried_and_how_much_they_allow_is_told(self, terminal: Terminal) -> None:
        terminal.does("waves breakdowns one placement")
        assert "Who children live with:" in terminal.does("plan one")
        assert "Who children live with:" not in terminal.does("plan one --breakdown sex")
        assert "results by one breakdown, of groups of ten and more" in terminal.does("plan one --breakdown all")
        told = json.loads(terminal.does("plan one --json --guess 100"))["one_way"]
        assert 0 < told["shown"] <= told["of"]
        assert "These are not among the results above." in terminal.does("plan one --breakdown all")

    def test_no_size_of_a_small_group_is_told(self, terminal: Terminal) -> None:
        told = json.loads(terminal.does("plan one --json --guess 100 --unsaid 0"))
        sizes = [
            group["answers"]
            for pool in told["pools"] for groups in pool["breakdowns"].values() for group in groups
        ]  # fmt: skip
        assert None in sizes
        assert all(size is None or size >= 10 for size in sizes)

    def test_numbers_in_a_file_need_no_wave(self, terminal: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "next.csv"
        file.write_text("band,breakdown,group,eligible,response\n8-11,,,120,60\n8-11,sex,girl_or_woman,120,\n")
        said = terminal.does("plan --authority northvale --numbers", str(file))
        assert "8-11: 72 of 120 (60%)" in said
        assert "Girls and boys: [Girls and women: would give another away]" in said

    def test_every_mistake_in_a_file_is_told(self, terminal: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "next.csv"
        file.write_text("8-11,,,20,160\n8-11,placement,moon,3\n")
        said = terminal.says("plan --numbers", str(file))
        assert said.exit_code == 1
        assert "line 1: “160” is no number from 0 to 100" in said.output
        assert "line 2: “moon” is no group of “placement”" in said.output

    @pytest.mark.parametrize(
        ("asked", "answer"),
        [
            ("plan", "Name a wave, or --authority, or a file"),
            ("plan one --authority northvale", "Name a wave, or --authority, or a file"),
            ("plan one --guess 101", "101 is no number from 0 to 100"),
            ("plan one --guess 12-15=60", "12-15 is no band of this wave"),
            ("plan one --unsaid many", "many is no number from 0 to 100"),
            ("plan nowhere", "There is no such wave."),
        ],
    )
    def test_what_cannot_be_reckoned_with_is_said(self, terminal: Terminal, asked: str, answer: str) -> None:
        said = terminal.says(asked)
        assert said.exit_code != 0
        assert answer in said.output

    def test_nothing_is_written(self, terminal: Terminal, stores: Stores) -> None:
        def written() -> list[bytes]:
            return [path.read_bytes() for path in sorted(terminal.folder.glob("*.db"))]

        before = written()
        terminal.does("plan one")
        assert written() == before
