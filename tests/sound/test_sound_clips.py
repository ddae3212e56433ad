"""Own clips come before drafts, and a review holds for the sound that was heard."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from surveyapp.sound import clips
from surveyapp.sound.bundles import bundled
from surveyapp.sound.clips import State
from surveyapp.sound.coverage import coverage
from surveyapp.sound.sheets import wanted

TODAY = date(2026, 11, 22)


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the program brings: one English clip."""
    folder = tmp_path / "drafts"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "aaaa.mp3").write_bytes(b"machine")
    monkeypatch.setattr(clips, "DRAFTS", folder)
    return folder


def test_an_own_clip_takes_the_place_of_a_draft_and_is_reviewed_only_as_it_was_heard(
    drafts: Path, tmp_path: Path
) -> None:
    own = clips.folder(tmp_path, "en")
    own.mkdir(parents=True)
    assert clips.clips(tmp_path, "en")["aaaa"].file.parent == drafts / "en"
    (own / "aaaa.mp3").write_bytes(b"voice")
    assert clips.clips(tmp_path, "en")["aaaa"].state is State.DRAFT
    assert clips.review(tmp_path, "en", ["aaaa", "none"], by="worker", on=TODAY) == 1
    assert clips.clips(tmp_path, "en")["aaaa"].state is State.REVIEWED
    (own / "aaaa.mp3").write_bytes(b"another voice")
    assert clips.clips(tmp_path, "en")["aaaa"].state is State.DRAFT


def test_a_draft_that_was_listened_to_stays_as_it_was_heard(drafts: Path, tmp_path: Path) -> None:
    clips.review(tmp_path, "en", ["aaaa"], by="worker", on=TODAY)
    (drafts / "en" / "aaaa.mp3").write_bytes(b"a newer machine")
    kept = clips.clips(tmp_path, "en")["aaaa"]
    assert (kept.state, kept.file.read_bytes()) == (State.REVIEWED, b"machine")


def test_a_bundle_is_its_clips_one_behind_the_other_and_named_by_what_they_are(drafts: Path, tmp_path: Path) -> None:
    (drafts / "en" / "bbbb.mp3").write_bytes(b"second")
    found = bundled(["bbbb", "cccc", "aaaa", "bbbb"], clips.clips(tmp_path, "en"))
    assert found.index == [("bbbb", 6), ("aaaa", 7)]
    assert b"".join(found.content()) == b"secondmachine"
    assert (found.size, found.drafts, found.digest) == (13, 2, sha256(b"secondmachine").hexdigest())


def test_coverage_tells_reviewed_drafted_voiced_and_silent_sentences_apart(drafts: Path, tmp_path: Path) -> None:
    listed = wanted("en", [("page:a", "One"), ("page:b", "Two"), ("page:c", "Three")])
    for one in listed[:2]:
        (drafts / "en" / f"{one.name}.mp3").write_bytes(b"said")
    clips.review(tmp_path, "en", [listed[0].name], by="worker", on=TODAY)
    found = coverage("en", listed, clips.clips(tmp_path, "en"))
    assert (found.reviewed, found.drafts, found.voiced, found.silent, found.of) == (1, 1, 1, 0, 3)
    tigrinya = coverage("ti", listed, {})
    assert (tigrinya.voiced, tigrinya.silent) == (0, 3), "no device reads Tigrinya"
