"""From nine councils' files to a funnel, at three terminals: council, programme, and the council again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders.gathered import NAMES, alike
from builders.terminal import Terminal, installed

from surveyapp.config import Settings
from surveyapp.db.engines import open_stores
from surveyapp.releases import store

WAVE = "council-a-2026"


@pytest.fixture(scope="module")
def terminal(sqlite_template: Settings, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """One installation that holds nine councils' releases and runs the programme too."""
    folder = tmp_path_factory.mktemp("programme")
    stores = open_stores(installed(folder / "instance", sqlite_template))
    with stores.write("releases") as session:
        for told in alike().values():
            store.publish(session, told, day=date(2026, 5, 19))
    stores.close()
    return Terminal(folder / "instance")


def spoken(told: str) -> str:
    return told.splitlines()[0]


def test_files_go_round_and_come_back(terminal: Terminal) -> None:
    folder = terminal.folder.parent
    missing = terminal.says(f"release export council-a {WAVE} --out", str(folder / "x.json"))
    assert (missing.exit_code, "signing key" in missing.output) == (1, True)
    keys = {name: spoken(terminal.does(f"release key {name} --make")) for name in NAMES}
    assert spoken(terminal.does("release key council-a")) == keys["council-a"]
    for name in NAMES:
        terminal.does(f"release export {name} {name}-2026 --out", str(folder / f"{name}.json"))
    verified = terminal.does("release verify", str(folder / "council-a.json"))
    assert "Council-A (council-a): Our lives 2026" in verified
    assert "This is revision 1" in verified
    assert "this installation's key" in verified
    wrong = terminal.says("release verify", str(folder / "council-a.json"), "--key", keys["council-b"])
    assert (wrong.exit_code, "another key" in wrong.output) == (1, True)

    programme = spoken(terminal.does("programme key --make"))
    for name in NAMES:
        terminal.does(f"programme add-authority {name}", name.title(), "--key", keys[name])
    took = terminal.does("programme take-in", *(str(folder / f"{name}.json") for name in NAMES))
    assert took.count("1 counts kept") == 9
    again = terminal.says("programme take-in", str(folder / "council-a.json"))
    assert (again.exit_code, "taken in before" in again.output) == (1, True)
    assert f"council-i  Council-I  key {keys['council-i']}\n    2026  council-i-2026" in terminal.does("programme list")
    gathered = terminal.does("programme gather", str(folder), "--title", "Many", "--since", "2026", "--to", "2026")
    assert "9 figures for 9 authorities; held back: 0" in gathered

    file = str(folder / "council-a-round-1.json")
    take = ("comparators take-in --authority council-a", file)
    assert "programme key" in terminal.says(*take).output
    assert "Took in round 1 of Many: 1 figures, years 2026." in terminal.does(*take, "--key", programme)
    assert "round 1" in terminal.does("comparators list --authority council-a")
    assert "is set aside" in terminal.does("comparators set-aside 1 --authority council-a")
    assert "set aside 20" in terminal.does("comparators list --authority council-a")
    assert "shows again" in terminal.does("comparators set-aside 1 --authority council-a --again")
    assert "was not taken in" in terminal.says("comparators set-aside 2 --authority council-a").output
    other = terminal.says("comparators take-in --authority council-b", file, "--key", programme)
    assert (other.exit_code, "made for council-a" in other.output) == (1, True)
    assert "Forgot everything of council-i" in terminal.does("programme withdraw council-i --yes")
    assert "council-i" not in terminal.does("programme list")


def test_a_cut_or_altered_file_is_told_as_such(terminal: Terminal, tmp_path: Path) -> None:
    terminal.says("release key council-b --make")  # there already, where the other test came first
    terminal.does("release export council-b council-b-2026 --out", str(tmp_path / "whole"))
    whole = (tmp_path / "whole").read_bytes()
    for name, raw, said in (
        ("cut", whole[:400], "cut short"),
        ("altered", whole.replace(b"council-b", b"council-c"), "not as it was signed"),
        ("none", b"hello", "no such file of this program"),
    ):
        (tmp_path / name).write_bytes(raw)
        told = terminal.says("release verify", str(tmp_path / name))
        assert (told.exit_code, said in told.output) == (1, True), told.output
