"""Where clips lie, and whether somebody has listened to them: the installation's own before the drafts we bring."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from surveyapp.sound.names import SIGNS

DRAFTS = Path(__file__).parent / "drafts"
"""English drafts for the two youngest bands, spoken by a program; one folder a language."""
REVIEWS = "reviews.csv"
COLUMNS = ("clip", "sha256", "by", "on")


class State(StrEnum):
    """A draft, or listened to by somebody who speaks the language."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Clip:
    """One file; ``name`` belongs to the sentence it says."""

    name: str
    file: Path
    state: State

    @property
    def size(self) -> int:
        """In bytes."""
        return self.file.stat().st_size


def folder(instance: Path, language: str) -> Path:
    """Where this installation keeps its own clips of a language, or of British Sign Language."""
    return instance / "signs" / SIGNS if language == SIGNS else instance / "audio" / language


def suffix(language: str) -> str:
    """How the names of its files end."""
    return ".mp4" if language == SIGNS else ".mp3"


def clips(instance: Path, language: str) -> Mapping[str, Clip]:
    """By name: an own clip where there is one, else our draft."""
    own = folder(instance, language)
    reviewed = _reviewed(own)
    found = {one.stem: Clip(one.stem, one, State.DRAFT) for one in _files(DRAFTS / language, language)}
    for file in _files(own, language):
        state = State.REVIEWED if reviewed.get(file.stem) == digest_of(file) else State.DRAFT
        found[file.stem] = Clip(file.stem, file, state)
    return found


def review(instance: Path, language: str, names: Iterable[str], *, by: str, on: date) -> int:
    """Keep that somebody of this role has listened to these clips as they are now; gives how many there were.

    One of our drafts that was listened to is copied, so that it stays as it was heard.
    """
    known, own = clips(instance, language), folder(instance, language)
    chosen = [known[name] for name in names if name in known]
    own.mkdir(parents=True, exist_ok=True)
    rows = {name: row for name, row in _rows(own).items() if name not in {one.name for one in chosen}}
    for clip in chosen:
        kept = own / clip.file.name
        if clip.file != kept:
            kept.write_bytes(clip.file.read_bytes())
        rows[clip.name] = (clip.name, digest_of(kept), by, on.isoformat())
    with (own / REVIEWS).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((COLUMNS, *sorted(rows.values())))
    return len(chosen)


def digest_of(file: Path) -> str:
    """SHA-256 of its content, in hex."""
    return sha256(file.read_bytes()).hexdigest()


def _files(place: Path, language: str) -> list[Path]:
    return sorted(place.glob(f"*{suffix(language)}"))


def _reviewed(own: Path) -> Mapping[str, str]:
    return {name: digest for name, (_, digest, *_) in _rows(own).items()}


def _rows(own: Path) -> dict[str, tuple[str, ...]]:
    file = own / REVIEWS
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        return {row[0]: tuple(row) for row in list(csv.reader(lines))[1:] if len(row) == len(COLUMNS)}
