"""Custodians' phrases that lie in the clear beside the box are found by their form, and never shown."""

from __future__ import annotations

import base64
import zipfile

import pytest
from builders.audited import broken, look, machine_aside
from builders.wave import running

from surveyapp.audit import page, strays, texts
from surveyapp.box.phrases import ALPHABET, make_phrase
from surveyapp.demo import card


def test_a_phrase_is_known_however_it_was_written_down():
    phrase = make_phrase()
    told = [phrase, phrase.lower(), *(phrase.replace("-", between) for between in ("", " ", "%20", "\n", " – ", "\t"))]
    for one in (*told, phrase.encode().hex(), base64.b64encode(phrase.encode()).decode()):
        read = texts.readings(f"Ada 12346 {one}; opens with Ben's".encode())
        assert texts.phrases_in(read) == {phrase.replace("-", "").encode()}, one


def test_seven_groups_that_do_not_check_are_no_phrase():
    phrase = make_phrase()
    other = ALPHABET[(ALPHABET.index(phrase[-1]) + 1) % len(ALPHABET)]
    assert texts.phrases_in((f"{phrase[:-1]}{other} {phrase[:-6]}".encode(),)) == set()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_phrases_beside_the_box_in_logs_and_in_packed_backups_are_counted_and_not_shown(stores, settings, folders):
    wave = running(stores, settings, {"8-11": 10})
    said = "\n".join(f"{name}: {phrase}" for name, phrase in wave.phrases.items())
    (settings.instance / "note.txt").write_text(said)
    (settings.instance / card.FILE).write_bytes(said.encode("utf-16"))
    (folders[1] / "error.log").write_text(f"typed {wave.phrases['Ada']}\n")
    with zipfile.ZipFile(folders[0] / "office.zip", "w") as archive:
        archive.writestr("safe.txt", said)
    report = look(settings, folders)
    told = " ".join(broken(machine_aside(report)).values())
    for one in (
        "note.txt holds 3",
        "demo-card.txt holds 3 (the demo writes down",
        "error.log: 1 custodian's phrase in the clear",
        "office.zip: safe.txt: 3 custodians' phrases in the clear",
    ):
        assert one in told
    assert not [phrase for phrase in wave.phrases.values() if phrase in page.html(report)]


def test_the_demos_card_is_known_by_its_name():
    assert strays.DEMO_CARD == card.FILE
