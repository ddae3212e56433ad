"""An administrator at a terminal, from an empty folder to a closed wave, and what is said when something is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders.terminal import Terminal

from surveyapp.cli.telling import sentence
from surveyapp.fieldwork.errors import CodeSpent, NotProved

CODE = re.compile(r"^[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{3}$", re.MULTILINE)


PRINTED = re.compile(r"fingerprint.*?: ((?:[0-9a-f]{4} ){3}[0-9a-f]{4})")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal where nothing was set up yet."""
    return Terminal(tmp_path / "instance")


def prepared(terminal: Terminal) -> dict[str, str]:
    """An installation with a draft wave; the custodians' phrases, and the fingerprint."""
    terminal.does("init --http")
    terminal.does("db upgrade")
    terminal.does("authorities add northvale", "Northvale Council")
    terminal.does(
        "waves create w26 --authority northvale --year 2026 --starts 2026-02-02 --ends 2026-03-20 --version 2024",
        *("--pool", "none"),
        "--title",
        "Our lives 2026",
    )
    terminal.does("waves eligible w26 --band 8-11 --team Hill 20")
    told = terminal.does("custody prepare w26 Ada Ben Cy")
    return dict(re.findall(r"^(\w+): +(\S+)$", told, re.MULTILINE)) | {"fingerprint": PRINTED.findall(told)[0]}


def test_a_wave_goes_from_nothing_to_closed(terminal: Terminal) -> None:
    phrases = prepared(terminal)
    assert set(phrases) == {"Ada", "Ben", "Cy", "fingerprint"}
    early = terminal.says("waves open w26")
    assert early.exit_code == 1
    assert "Ada, Ben, Cy" in early.output
    first = terminal.does(
        "custody canary w26 --custodian Ada --custodian Ben", typed=f"{phrases['Ada']}\n{phrases['Ben']}\n"
    )
    assert "Still to come: Cy" in first
    terminal.does("custody canary w26 --custodian Cy --custodian Ben", typed=f"{phrases['Cy']}\n{phrases['Ben']}\n")
    terminal.does("waves open w26")
    issued = terminal.does("codes issue w26 --band 8-11 --team Hill 12")
    codes = CODE.findall(issued)
    assert len(codes) == len(set(codes)) == 12
    assert PRINTED.findall(issued) == [phrases["fingerprint"]], "cards and custodians compare these"
    assert "1 withdrawn" in terminal.does("codes void", codes[0])
    assert "Hill" in terminal.does("waves counts w26")
    terminal.does("nightly")
    terminal.does("waves closing w26")
    terminal.does("waves close w26")
    empty = terminal.says("open w26 --custodian Ada --custodian Ben", typed=f"{phrases['Ada']}\n{phrases['Ben']}\n")
    assert "0 ballots opened" in empty.output


def test_a_wrong_phrase_names_its_custodian_and_changes_nothing(terminal: Terminal) -> None:
    phrases = prepared(terminal)
    swapped = f"{phrases['Ben']}\n{phrases['Ada']}\n"
    told = terminal.says("custody canary w26 --custodian Ada --custodian Ben", typed=swapped)
    assert told.exit_code == 1
    assert "Ada: this is Ben's phrase" in told.output


def test_without_settings_a_command_says_how_to_make_them(terminal: Terminal) -> None:
    told = terminal.says("db upgrade")
    assert told.exit_code == 1
    assert "surveyapp init" in told.output


def test_without_databases_a_command_says_how_to_make_them(terminal: Terminal) -> None:
    terminal.does("init")
    told = terminal.says("authorities list")
    assert told.exit_code == 1
    assert "surveyapp db upgrade" in told.output


def test_without_a_council_an_account_names_the_command_that_adds_one(terminal: Terminal) -> None:
    terminal.does("init")
    terminal.does("db upgrade")
    told = terminal.says("accounts add a@b.org --name A --authority x --role admin --password unlikely-words-9")
    assert told.exit_code == 1
    assert "surveyapp authorities add" in told.output


def test_init_never_replaces_secrets(terminal: Terminal) -> None:
    terminal.does("init")
    told = terminal.says("init")
    assert told.exit_code == 1
    assert "is there already" in told.output


def test_an_exception_with_only_a_name_is_told_by_when_it_happens() -> None:
    assert sentence(CodeSpent()) == "The code has been used, by this child or another tablet."
    assert "Ada" in sentence(NotProved(("Ada",)))
