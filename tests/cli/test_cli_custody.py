"""Custodians at the terminal: every mistake with a phrase or a file has its own sentence, and nothing happens."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

import click
import pytest
from builders.permits import fill
from builders.terminal import Terminal
from builders.wave import WAVE, Running, running
from sqlalchemy import text

from surveyapp.box import sealing
from surveyapp.box.phrases import make_phrase
from surveyapp.cli import openings
from surveyapp.config import HOME, Settings
from surveyapp.db.engines import Stores
from surveyapp.definition import catalogue
from surveyapp.definition.answers import encode_ballot
from surveyapp.fieldwork import waves
from surveyapp.opening import parcels

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def wave(stores: Stores, settings: Settings) -> Running:
    """A closed wave with twelve ballots."""
    known = catalogue.load((HOME / "surveys" / "definitions",))
    made = running(stores, settings, {"8-11": 14}, surveys=known)
    put_in(made, 12)
    made.close()
    return made


def put_in(wave: Running, count: int) -> None:
    """Ballots as they lie in the box."""
    plaintext = encode_ballot(wave.catalogue.version("8-11", "2024"), {"assent": "yes"}, 4096)
    fill(wave.stores, WAVE, "8-11", plaintext, count)


@pytest.fixture
def away(tmp_path: Path) -> Terminal:
    """A terminal where nothing was ever installed but the program."""
    return Terminal(tmp_path / "nothing")


def typed(wave: Running, *names: str) -> str:
    return "".join(f"{wave.phrases[name]}\n" for name in names)


def on_paper(told: str) -> str:
    """The characters that the export asked to write down, as the opening wants them."""
    return f"--digits {told.partition('apart from the file: ')[2][:19].replace(' ', '')}"


def test_a_box_is_carried_away_opened_and_brought_home(
    wave: Running, here: Terminal, away: Terminal, tmp_path: Path
) -> None:
    told = here.does(f"box export {WAVE} --out {tmp_path}/box")
    paper = on_paper(told)
    assert "12 sealed ballots" in told
    assert "Nobody tried a phrase in mid-wave." in told
    both = "--custodian Ada --custodian Ben"
    line = f"open --box {tmp_path}/box --out {tmp_path}/back {both}"
    opened = away.does(f"{line} {paper}", typed=typed(wave, "Ada", "Ben"))
    assert "12 ballots opened, 0 unreadable." in opened
    assert not away.folder.exists()
    home = here.does(f"opened import {tmp_path}/back")
    assert "12 ballots opened" in home
    assert f"Next: `surveyapp release build {WAVE}`" in home
    assert "opened before" in here.says(f"opened import {tmp_path}/back").output
    assert "opened before" in here.says(f"box export {WAVE} --out {tmp_path}/again").output
    assert "opened before" in here.says(f"open {WAVE} {both}", typed=typed(wave, "Ada", "Ben")).output


def test_after_an_opening_the_next_command_fits_the_wave(wave: Running, here: Terminal) -> None:
    with wave.stores.write("fieldwork") as registry:
        waves.find(registry, WAVE).trial = True
    told = here.does(f"open {WAVE} --custodian Ada --custodian Ben", typed=typed(wave, "Ada", "Ben"))
    assert "release build" not in told
    assert f"a trial, and its answers are never released. Next: `surveyapp destroy {WAVE}" in told


def test_every_mistake_with_a_file_has_its_own_sentence(
    wave: Running, here: Terminal, away: Terminal, tmp_path: Path
) -> None:
    box, back = tmp_path / "box", tmp_path / "back"
    paper = on_paper(here.does(f"box export {WAVE} --out {box}"))
    two, phrases = "--custodian Ada --custodian Cy", typed(wave, "Ada", "Cy")

    def refused(terminal: Terminal, line: str) -> str:
        told = terminal.says(line, typed=phrases)
        assert told.exit_code != 0, told.output
        return told.output

    assert "is there already" in refused(here, f"box export {WAVE} --out {box}")
    assert "Name a WAVE" in refused(away, f"open --box {box} {two}")
    assert f"box of {WAVE}, not of w25" in refused(away, f"open w25 --box {box} --out {back} {two}")
    assert "`surveyapp box export`" in refused(away, f"open --box {HOME / 'README.md'} --out {back} {two}")
    whole = box.read_bytes()
    box.write_bytes(whole[:-3])
    assert "cut short or changed" in refused(away, f"open --box {box} --out {back} {two}")
    box.write_bytes(whole)
    assert "needed is the results of an opening" in refused(here, f"opened import {box}")
    assert not back.exists()
    away.does(f"open --box {box} --out {back} {two} {paper}", typed=phrases)
    assert "is there already" in refused(away, f"open --box {box} --out {back} {two}")
    put_in(wave, 2)
    assert "2 came into the box after it was exported" in refused(here, f"opened import {back}")
    assert "2 came after the box was exported and stay sealed." in here.does(f"opened import {back} --leave-late")


def test_a_file_that_was_changed_on_its_way_is_not_opened_whatever_it_says_of_itself(
    wave: Running, here: Terminal, away: Terminal, tmp_path: Path
) -> None:
    """Somebody has the stick for an hour: a key of their own for the way home, and a fitting digest."""
    box, back = tmp_path / "box", tmp_path / "back"
    told = here.does(f"box export {WAVE} --out {box}")
    line = f"open --box {box} --out {back} --custodian Ada --custodian Ben"
    phrases = typed(wave, "Ada", "Ben")
    head, _, body = box.read_bytes().partition(b"\n")
    content = json.loads(body)
    own = parcels.text(sealing.public_bytes(sealing.new_private_key()))
    theirs = json.dumps(content | {"home": own}).encode()
    kind = head.decode().rpartition(" ")[0]
    box.write_bytes(f"{kind} {sha256(theirs).hexdigest()}\n".encode() + theirs)
    refused = away.says(f"{line} {on_paper(told)}", typed=phrases)
    assert refused.exit_code == 1
    assert "somebody has changed it" in refused.output
    asked = away.says(line, typed=f"{on_paper(told)[9:]}\n{phrases}")
    assert "from the paper they were written on" in asked.output
    assert "somebody has changed it" in asked.output
    assert not back.exists()
    box.write_bytes(head + b"\n" + body)
    assert "12 ballots opened" in away.does(line, typed=f"{on_paper(told)[9:].upper()}\n{phrases}")


def test_every_mistake_with_a_phrase_says_whose_and_what(wave: Running, here: Terminal, tmp_path: Path) -> None:
    paper = on_paper(here.does(f"box export {WAVE} --out {tmp_path}/box"))
    mistyped = wave.phrases["Ben"][:-1] + ("C" if wave.phrases["Ben"][-1] != "C" else "D")
    short = wave.phrases["Ben"][:-6]
    stories = {
        ("Ada",): ([wave.phrases["Ada"]], "2 custodians are needed together; 1 came"),
        ("Ada", "Zoe"): ([wave.phrases["Ada"], "x"], "Zoe: is not a custodian of this wave"),
        ("Ada", "Ben"): ([wave.phrases["Ada"], mistyped], "Ben: group 7 of the phrase is mistyped"),
        ("Ben", "Ada"): ([short, wave.phrases["Ada"]], "Ben: the phrase must have seven groups"),
        ("Ben", "Cy"): ([wave.phrases["Cy"], wave.phrases["Ben"]], "Ben: this is Cy's phrase"),
        ("Cy", "Ada"): ([make_phrase(), wave.phrases["Ada"]], "Cy: this is not the phrase made for this wave"),
    }
    for names, (phrases, story) in stories.items():
        people = " ".join(f"--custodian {name}" for name in names)
        for line in (f"open {WAVE}", f"open --box {tmp_path}/box --out {tmp_path}/back {paper}"):
            told = here.says(f"{line} {people}", typed="".join(f"{one}\n" for one in phrases))
            assert told.exit_code == 1
            assert story in told.output
            assert not [one for one in phrases if len(one) > 5 and one in told.output]
    assert not (tmp_path / "back").exists()
    here.does(f"open {WAVE} --custodian Ben --custodian Cy", typed=typed(wave, "Ben", "Cy"))


def test_the_state_of_the_custodians_is_told(wave: Running, here: Terminal) -> None:
    told = here.does(f"custody state {WAVE}")
    assert told.count("tried before the middle of the wave") == 3
    assert "In mid-wave, from 2026-03-23" in told


def test_a_backup_a_drill_and_a_restore_from_the_terminal(wave: Running, here: Terminal, tmp_path: Path) -> None:
    with wave.stores.write("fieldwork") as registry:
        registry.execute(text("UPDATE access_code SET state = 'spent'"))
    place = tmp_path / "copies"
    assert "Copied to" in here.does(f"backup {place}")
    told = here.does(f"restore-drill {place}")
    assert "Everything went well." in told
    assert told.count("  well    ") == 6
    assert "No restore" not in here.says("nightly").output
    assert "has something in it" in here.says(f"restore {place}").output
    other = Terminal(tmp_path / "other")
    other.does("init --http")
    shutil.copy(here.folder / "settings.toml", other.folder)
    assert "Put back the copies" in other.does(f"restore {place}")
    assert WAVE in other.does("authorities list")
    assert "STORE=URL" in here.says(f"restore-drill {place} --database nowhere").output


def test_at_a_terminal_an_opening_without_a_try_in_mid_wave_is_asked_about(
    wave: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openings.sys.stdin, "isatty", lambda: True)
    for answer in (True, False):
        monkeypatch.setattr(openings.click, "confirm", lambda _question, answer=answer: answer)
        with nullcontext() if answer else pytest.raises(click.ClickException, match="Nothing was done"):
            openings.warn_untried(wave.stores, WAVE)
