"""The two files of an opening away hold what they must and nothing else; any other file is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from builders import opening as council
from builders.carried import come_home, everything, export_box
from builders.wave import WAVE
from sqlalchemy import text

from surveyapp.opening import AlreadyOpened, NotClosed, written
from surveyapp.opening.contents import sort_out
from surveyapp.opening.findings import Findings
from surveyapp.results.handed import Raked

HAPPY = [("8-11", "so_so"), ("11-18", 7)]


def test_nothing_is_changed_by_the_export(closed, tmp_path):
    before = everything(closed.stores)
    made = export_box(closed, tmp_path / "box")
    assert everything(closed.stores) == before
    assert made.ballots == 56
    assert (tmp_path / "box").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        export_box(closed, tmp_path / "box")


def test_the_file_holds_no_code_tag_or_answer(closed, carried):
    content = carried.read_bytes()
    with closed.stores.read("box") as box:
        tags = [row.tag for row in box.execute(text("SELECT tag FROM ballot"))]
    with closed.stores.read("fieldwork") as registry:
        tags += [row.digest for row in registry.execute(text("SELECT digest FROM access_code"))]
    assert not [tag for tag in tags if tag in content or tag.hex().encode() in content]
    assert b"a comment" not in content
    listed = json.loads(content.partition(b"\n")[2])
    declared = {"bands", "cards", "eligible", "surveys", "issuers", "manifest", "breakdowns"}
    assert set(listed) == {"wave", "keys", "ballots", "home"} | declared


def test_a_wave_that_still_takes_answers_is_not_exported(wave, tmp_path):
    with pytest.raises(NotClosed):
        export_box(wave, tmp_path / "box")
    assert not (tmp_path / "box").exists()


def test_an_opened_wave_is_not_exported(closed, back, tmp_path):
    come_home(closed, back)
    with pytest.raises(AlreadyOpened):
        export_box(closed, tmp_path / "again")


def test_what_is_written_down_is_read_again_to_the_last_digit():
    plan = council.plan("8-11", "11-18")
    ballots = [council.child(plan, band, "a “comment”\n", happy_yesterday=answer) for band, answer in HAPPY * 12]
    found = Findings(WAVE, 24, 1, bytes(range(32)), ("4-7",), sort_out(plan, ballots))
    again = json.loads(json.dumps(written.findings(found)))
    assert written.read_findings(again) == found
    raked = replace(found.parts, raked=(Raked("8-11", "x", "sex", 24, 0.1 + 0.2, 1e-17, 1 / 3),))
    assert written.read_findings(json.loads(json.dumps(written.findings(replace(found, parts=raked))))).parts == raked
