"""Keys and answers are destroyed at the terminal only when a restored copy held what the opening counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.permits import fill
from builders.terminal import Terminal
from builders.wave import WAVE, Running, running
from sqlalchemy import text

from surveyapp.config import HOME, Settings
from surveyapp.db.engines import Stores
from surveyapp.definition import catalogue
from surveyapp.definition.answers import encode_ballot

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def wave(stores: Stores, settings: Settings) -> Running:
    """A closed wave with twelve ballots."""
    known = catalogue.load((HOME / "surveys" / "definitions",))
    made = running(stores, settings, {"8-11": 14}, surveys=known)
    fill(stores, WAVE, "8-11", encode_ballot(known.version("8-11", "2024"), {"assent": "yes"}, 4096), 12)
    with stores.write("fieldwork") as registry:
        registry.execute(text("UPDATE access_code SET state = 'spent'"))
    made.close()
    return made


def test_copies_made_before_the_opening_do_not_vouch_for_its_results(
    wave: Running, here: Terminal, tmp_path: Path
) -> None:
    place = tmp_path / "copies"
    here.does(f"backup {place}")
    assert "opened answers" not in here.does(f"restore-drill {place}")
    phrases = "".join(f"{wave.phrases[name]}\n" for name in ("Ada", "Ben"))
    here.does(f"open {WAVE} --custodian Ada --custodian Ben", typed=phrases)
    assert "no backup that holds these results" in here.says(f"destroy {WAVE} --by Robin --yes").output
    here.does(f"restore-drill {place}")
    assert here.says(f"destroy {WAVE} --by Robin --yes").exit_code == 1, "a later try of the same old copies"
    here.does(f"backup {place}")
    assert f"hold the opened answers of {WAVE}" in here.does(f"restore-drill {place}")
    told = here.does(f"destroy {WAVE} --by Robin --yes")
    assert "as the record of restores on this server says" in told
    assert "made before this destruction, on that day too" in told


def test_a_closed_wave_that_nobody_can_open_is_ended_by_its_name(wave: Running, here: Terminal, tmp_path: Path) -> None:
    assert f"surveyapp end-unread {WAVE}" in here.says(f"destroy {WAVE} --by Robin --yes").output
    line = f"end-unread {WAVE} --by Robin --out {tmp_path}/certificate"
    assert "Nothing was destroyed" in here.says(line, typed="yes\n").output
    assert not (tmp_path / "certificate").exists()
    assert "--comments-only" not in here.says(line, typed="yes\n").output, "twelve can be counted"
    assert "Sealed ballots destroyed: 12" in here.does(line, typed=f"{WAVE}\n")
    assert "never opened" in (tmp_path / "certificate").read_text()
    again = here.says(f"destroy {WAVE} --by Robin --yes").output
    assert "nothing is left of the box: it was destroyed unread on" in again
    assert "phrases are lost" not in again
    assert "Sealed ballots destroyed: 12" in here.does(f"end-unread {WAVE} --by Ben")
    with wave.stores.read("staff") as session:
        assert "box.ended_unread" in str(session.execute(text("SELECT * FROM audit_record")).all())


def test_a_band_that_the_wave_does_not_ask_is_not_passed_over(wave: Running, here: Terminal) -> None:
    phrases = "".join(f"{wave.phrases[name]}\n" for name in ("Ada", "Ben"))
    line = f"open {WAVE} --custodian Ada --custodian Ben --comments-only 9-12"
    refused = here.says(line, typed=phrases)
    assert refused.exit_code == 1
    assert "No band 9-12 here; its bands: 8-11. Nothing was opened." in refused.output


def test_before_a_small_band_is_ended_unread_its_comments_are_pointed_to(
    stores: Stores, settings: Settings, here: Terminal
) -> None:
    known = catalogue.load((HOME / "surveys" / "definitions",))
    made = running(stores, settings, {"8-11": 14}, surveys=known)
    made.answer("8-11", 3)
    made.close()
    told = here.says(f"end-unread {WAVE} --by Robin", typed="no\n").output
    before, asked, _rest = told.partition("Type the name")
    assert asked
    assert f"`surveyapp open {WAVE} --comments-only 8-11 --custodian NAME" in before


def test_before_anything_is_destroyed_it_is_said_that_nothing_is_published(wave: Running, here: Terminal) -> None:
    phrases = "".join(f"{wave.phrases[name]}\n" for name in ("Ada", "Ben"))
    here.does(f"open {WAVE} --custodian Ada --custodian Ben", typed=phrases)
    told = here.says(f"destroy {WAVE} --by Robin", typed="n\n")
    assert told.exit_code == 1
    before, asked, _rest = told.output.partition("Go on?")
    assert asked
    assert f"Nothing of {WAVE} is published yet" in before


def test_a_certificate_is_printed_again_without_a_question(wave: Running, here: Terminal) -> None:
    phrases = "".join(f"{wave.phrases[name]}\n" for name in ("Ada", "Ben"))
    here.does(f"open {WAVE} --custodian Ada --custodian Ben", typed=phrases)
    line, elsewhere = f"destroy {WAVE} --by Robin --restored-elsewhere", "The spare server, 12 March"
    first = here.does(line, elsewhere, typed="y\n").partition("Go on? [y/N]: y\n")[2]
    assert "Certificate of destruction" in first
    assert here.does(line, elsewhere) == first
    again = here.says(f"destroy {WAVE} --by Ben")
    assert (again.stdout, again.stderr) == (first, "Destroyed before, by Robin: the name Ben was not used.\n")


def test_a_box_whose_answers_came_home_is_not_taken_back(wave: Running, here: Terminal, tmp_path: Path) -> None:
    told = here.does(f"box export {WAVE} --out {tmp_path}/box")
    paper = told.partition("apart from the file: ")[2][:19].replace(" ", "")
    phrases = "".join(f"{wave.phrases[name]}\n" for name in ("Ada", "Ben"))
    here.does(
        f"open --box {tmp_path}/box --out {tmp_path}/back --digits {paper} --custodian Ada --custodian Ben",
        typed=phrases,
    )
    here.does(f"opened import {tmp_path}/back")
    refused = here.says(f"box take-back {WAVE} --yes")
    assert refused.exit_code == 1
    assert "was opened before" in refused.output


def test_an_open_wave_is_refused_before_any_other_word(
    stores: Stores, settings: Settings, here: Terminal, tmp_path: Path
) -> None:
    running(stores, settings, {"8-11": 14}, surveys=catalogue.load((HOME / "surveys" / "definitions",)))
    told = here.says(f"box export {WAVE} --out {tmp_path}/box")
    assert told.exit_code == 1
    assert "Nobody tried" not in told.output
