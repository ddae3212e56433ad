"""All clips of a survey as one file: which of them is played, and so which question was asked, no server can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from surveyapp.sound.clips import Clip, State

PIECE = 64 * 1024
"""Bytes that are read at once."""
MOST = 0.75
"""Of a survey's sentences: where fewer have a clip, a page is read by the device's own voice or not at all."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Clips one behind the other, in the order in which a child meets their sentences, ``of`` so many."""

    clips: tuple[Clip, ...]
    digest: str
    of: int = 0

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(clip.size for clip in self.clips)

    @property
    def most(self) -> bool:
        """Whether nearly all has a clip: else pages that can be heard would come and go between those that cannot."""
        return bool(self.clips) and len(self.clips) >= MOST * self.of

    @property
    def drafts(self) -> int:
        """How many nobody has listened to."""
        return sum(1 for clip in self.clips if clip.state is State.DRAFT)

    @property
    def index(self) -> list[tuple[str, int]]:
        """Name and length of each clip."""
        return [(clip.name, clip.size) for clip in self.clips]

    def content(self) -> Iterator[bytes]:
        """The file, piece by piece."""
        for clip in self.clips:
            with clip.file.open("rb") as file:
                yield from iter(lambda file=file: file.read(PIECE), b"")  # type: ignore[misc]


def bundled(names: Iterable[str], known: Mapping[str, Clip]) -> Bundle:
    """Of these names, in their order, the clips that are there."""
    wanted = tuple(dict.fromkeys(names))
    chosen = tuple(known[name] for name in wanted if name in known)
    digest = sha256()
    for piece in Bundle(chosen, "").content():
        digest.update(piece)
    return Bundle(chosen, digest.hexdigest(), len(wanted))
