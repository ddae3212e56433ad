"""How much of a survey can be heard in a language, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveyapp.sound.clips import Clip, State
from surveyapp.sound.sheets import Wanted
from surveyapp.sound.voices import VOICES


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sentences by the best that says them; ``voiced``: only on devices that have a voice of that language."""

    reviewed: int
    drafts: int
    voiced: int
    silent: int

    @property
    def of(self) -> int:
        """All sentences."""
        return self.reviewed + self.drafts + self.voiced + self.silent


def coverage(language: str, listed: Iterable[Wanted], known: Mapping[str, Clip]) -> Coverage:
    """What can be heard of these sentences."""
    states = [known[one.name].state if one.name in known else None for one in listed]
    reviewed, drafts, neither = (states.count(state) for state in (State.REVIEWED, State.DRAFT, None))
    voice = language in VOICES
    return Coverage(reviewed, drafts, neither if voice else 0, 0 if voice else neither)
