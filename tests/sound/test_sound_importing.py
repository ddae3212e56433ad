"""Recordings are looked at one by one, everything wrong is told at once, and then nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.sound import clips, importing, listening, sheets
from surveyapp.sound.names import SIGNS
from surveyapp.sound.sheets import Wanted, wanted

SENTENCE = "Do you feel safe in the place you live now?"
SAID = next(clips.DRAFTS.glob("en/*.mp3"))
FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 100


@pytest.fixture
def listed() -> tuple[Wanted, ...]:
    return wanted("ti", [("page:safe", SENTENCE), ("page:other", "Another sentence that is said")])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "recorded"
    folder.mkdir()
    return folder


def test_recordings_are_taken_in_under_the_names_of_their_sentences(
    tmp_path: Path, source: Path, listed: tuple[Wanted, ...]
) -> None:
    for one in listed:
        (source / sheets.file_of("ti", one)).write_bytes(SAID.read_bytes())
    assert importing.take(tmp_path, "ti", source, listed) == 2
    assert set(clips.clips(tmp_path, "ti")) == {one.name for one in listed}


def test_one_wrong_file_keeps_all_out_and_every_wrong_one_is_named(
    tmp_path: Path, source: Path, listed: tuple[Wanted, ...]
) -> None:
    good, other = listed
    files = {
        sheets.file_of("ti", good): SAID.read_bytes(),
        f"copy-{good.name}.mp3": SAID.read_bytes(),
        f"002-{other.name}.mp3": b"<html>no sound</html>" * 100,
        "003-0123456789abcdef.mp3": SAID.read_bytes(),
        f"004-{other.name}.wav": b"RIFF",
    }
    for name, content in files.items():
        (source / name).write_bytes(content)
    with pytest.raises(importing.NothingTaken) as told:
        importing.take(tmp_path, "ti", source, listed)
    lines = "\n".join(map(str, told.value.wrong))
    for why in ("is no MP3", "belongs to no sentence", "does not end in .mp3", "is there twice"):
        assert why in lines
    assert not clips.folder(tmp_path, "ti").exists()


def test_an_empty_folder_is_no_success(tmp_path: Path, source: Path, listed: tuple[Wanted, ...]) -> None:
    with pytest.raises(importing.NothingTaken, match="holds no files"):
        importing.take(tmp_path, "ti", source, listed)


@pytest.mark.parametrize(
    ("recording", "why"),
    [
        (listening.Recording(0.1, -20), "lasts 0.1 seconds"),
        (listening.Recording(30, -20), "lasts 30.0 seconds"),
        (listening.Recording(3, -60), "as good as silent"),
        (listening.Recording(3, -20), None),
    ],
)
def test_length_and_loudness_are_looked_at(
    source: Path, monkeypatch: pytest.MonkeyPatch, recording: listening.Recording, why: str | None
) -> None:
    monkeypatch.setattr(listening, "heard", lambda content: recording)
    (source / "said.mp3").write_bytes(b"sound")
    found = list(listening.wrong(source / "said.mp3", SENTENCE))
    assert [why in one for one in found] == ([True] if why else [])


def test_every_draft_is_sound_of_a_sensible_length_and_all_of_them_are_small() -> None:
    files = sorted(clips.DRAFTS.glob("en/*.mp3"))
    assert sum(file.stat().st_size for file in files) <= 2_500_000
    for file in files[::40]:
        heard = listening.heard(file.read_bytes())
        assert 0.2 < heard.seconds < 12
        assert -30 < heard.loudness < -5


def test_a_signed_clip_is_an_mp4_of_a_size_that_a_tablet_can_keep(tmp_path: Path, source: Path) -> None:
    signed = wanted(SIGNS, [("safe", f"{SENTENCE}\nYes\nNo")])
    film = source / sheets.file_of(SIGNS, signed[0])
    film.write_bytes(b"no film at all")
    with pytest.raises(importing.NothingTaken, match="is no MP4"):
        importing.take(tmp_path, SIGNS, source, signed)
    film.write_bytes(FILM)
    assert importing.take(tmp_path, SIGNS, source, signed) == 1
    assert clips.folder(tmp_path, SIGNS) == tmp_path / "signs" / "bsl"


def test_the_sheet_has_a_line_for_each_sentence_and_none_that_a_spreadsheet_would_reckon_with() -> None:
    listed = wanted("en", [("page:a", "=1+1"), ("page:b", "Yes")])
    lines = sheets.written("en", listed, {}).decode("utf-8-sig").splitlines()
    assert lines[0] == '"number","say this","where it is read","file","now"'
    assert lines[1].startswith('"1"," =1+1","page:a","001-')
    assert len(lines) == 3
