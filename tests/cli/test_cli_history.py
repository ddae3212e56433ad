"""An administrator at a terminal brings earlier figures in, sees every problem first, and takes them away again."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.terminal import Terminal, installed

from surveyapp.config import Settings

PUBLISHED = Path(__file__).resolve().parents[1] / "history" / "published.csv"
IMPORT = "history import --authority northvale"


@pytest.fixture
def terminal(sqlite_template: Settings, tmp_path: Path) -> Terminal:
    """A terminal in an installation with one authority."""
    terminal = Terminal(installed(tmp_path / "instance", sqlite_template).instance)
    terminal.does("authorities add northvale", "Northvale Council")
    return terminal


def test_a_file_is_shown_with_every_problem_and_brought_in_after_a_yes(terminal: Terminal) -> None:
    told = terminal.does(IMPORT, str(PUBLISHED), typed="y\n")
    assert "Cannot be brought in: 1\n  line 7    X1" in told
    assert "percent: 110 of 122 is 90.2 per cent, not 96." in told
    assert "To be looked at, and can be brought in: 2" in told
    assert "No count of 30 gives 86 per cent" in told
    assert "Bring in 13 figures? [y/N]: y\nBrought in 13 figures as " in told
    listed = terminal.does("history list --authority northvale")
    assert "published.csv  13 figures (13 context only), 1 left out, 2016 to 2024" in listed


def test_a_no_brings_nothing_in(terminal: Terminal) -> None:
    assert "Nothing was brought in." in terminal.does(IMPORT, str(PUBLISHED), typed="n\n")
    assert "Nothing was brought in yet." in terminal.does("history list --authority northvale")


def test_an_import_is_replaced_and_removed_by_the_beginning_of_its_id(terminal: Terminal, tmp_path: Path) -> None:
    first = terminal.does(IMPORT, str(PUBLISHED), "--yes").split()[-1].rstrip(".")
    better = tmp_path / "better.csv"
    better.write_text(PUBLISHED.read_text().replace("110,122,96", "110,122,90"))
    alone = terminal.does(IMPORT, str(better), "--yes")
    assert "Brought in 1 figure as" in alone
    terminal.does(f"history remove --authority northvale --yes {alone.split()[-1].rstrip('.')}")
    told = terminal.does(IMPORT, str(better), "--yes", "--instead-of", first, "--note", "corrected")
    second = told.split()[-1].rstrip(".")
    assert "Brought in 14 figures" in told
    assert first not in terminal.does("history list --authority northvale")
    assert "Removed" in terminal.does(f"history remove --authority northvale {second}", typed="y\n")
    assert "Nothing was brought in yet." in terminal.does("history list --authority northvale")


def test_an_authority_or_an_import_that_is_not_there_is_told(terminal: Terminal) -> None:
    told = terminal.says("history import --authority nowhere", str(PUBLISHED))
    assert (told.exit_code, "authorities list" in told.output) == (1, True)
    told = terminal.says("history remove --authority northvale --yes abc")
    assert (told.exit_code, "history list" in told.output) == (1, True)


def test_the_template_is_a_file_whose_made_up_line_is_never_brought_in(terminal: Terminal, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text(terminal.does("history template"))
    told = terminal.says(IMPORT, str(form))
    assert (told.exit_code, "This is the made-up line" in told.output) == (1, True)
    form.write_text(form.read_text().replace("example", "one"))
    told = terminal.does(IMPORT, str(form), "--yes")
    assert "All is well: 1" in told
    assert "1 figure (0 context only)" in terminal.does("history list --authority northvale")


def test_a_file_that_cannot_be_read_says_why(terminal: Terminal, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text("kind,year\nresult,2022\n")
    told = terminal.says(IMPORT, str(form), "--yes")
    assert told.exit_code == 1
    assert "line 1: There is no column “band”." in told.output
    assert "Nothing can be brought in." in told.output
