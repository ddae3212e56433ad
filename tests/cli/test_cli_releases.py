"""What a release hides, line by line, for whoever has to answer for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import definition as make
from builders.counted import SAFE, instruments, released, yes_and_no
from builders.terminal import Terminal, installed

from surveyapp.config import Settings
from surveyapp.db.engines import open_stores
from surveyapp.releases import store

COUNTS = [
    *yes_and_no("8-11", 45, 91),
    *yes_and_no("8-11", 20, 40, of="sex girl"),
    *yes_and_no("8-11", 22, 45, of="sex boy"),
]


@pytest.fixture
def terminal(sqlite_template: Settings, tmp_path: Path) -> Terminal:
    """An installation in which one release is published."""
    told = released(
        COUNTS, instruments=instruments("8-11"), bank=make.bank(breakdowns=(make.breakdown("sex", "girl", "boy"),))
    )
    stores = open_stores(installed(tmp_path / "instance", sqlite_template))
    with stores.write("releases") as session:
        store.publish(session, told, day=date(2026, 5, 19))
    stores.close()
    return Terminal(tmp_path / "instance")


def test_what_is_hidden_is_told_with_its_rule(terminal: Terminal) -> None:
    told = terminal.does("release hidden northvale northvale-2026").splitlines()
    assert told == [
        "rule\twhy\twhat",
        f"7 secondary\tsecondary\t{SAFE} 8-11 sex:girl",
        f"4 base\tsmall_base\t{SAFE} 8-11 sex:unsaid",
    ]


def test_a_wave_without_a_release_is_said_in_a_sentence(terminal: Terminal) -> None:
    told = terminal.says("release hidden northvale northvale-2030")
    assert told.exit_code == 1
    assert "northvale has no release of northvale-2030." in told.output
