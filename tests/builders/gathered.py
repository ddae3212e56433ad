"""A programme of made-up councils: each one's release, its key, and what the programme makes of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from builders.counted import released, yes_and_no
from sqlalchemy.orm import Session

from surveyapp.history.comparators import KIND, Comparators, decode
from surveyapp.programme import gathering, giving, joining, receiving
from surveyapp.releases import carried, store
from surveyapp.releases.model import Release, WaveFacts
from surveyapp.signing import files
from surveyapp.signing.keys import PROGRAMME, SigningKeys, aloud

DAY = date(2026, 6, 1)
NAMES = tuple(f"council-{letter}" for letter in "abcdefghi")
BASE = 60


def council(name: str, positive: int = 40, base: int = BASE, *, year: int = 2026, **changes: object) -> Release:
    """One council's release of one question."""
    wave = WaveFacts(f"{name}-{year}", f"Our lives {year}", year, f"{year}-02-02", f"{year}-03-20")
    counts = changes.pop("counts", None) or yes_and_no("8-11", positive, base)
    made = {"authority": name, "authority_title": name.title(), "wave": wave, "year": year}
    return released(counts, **(made | changes))


def alike(seed: int = 1, names: tuple[str, ...] = NAMES) -> dict[str, Release]:
    """Councils that differ by chance alone."""
    drawn = Random(seed)
    return {name: council(name, sum(drawn.random() < 0.7 for _ in range(BASE))) for name in names}


class Programme:
    """A programme's installation, councils' keys, and the store both sides use here."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.keys = session, SigningKeys.of(folder)
        self.key = aloud(self.keys.create(PROGRAMME))

    def joins(self, *names: str) -> None:
        """Councils that are known by their keys."""
        for name in names:
            key = aloud(self.keys.create(name))
            joining.join(self.session, name, title=name.title(), key=key, day=DAY)

    def file(self, told: Release, *, reason: str | None = None) -> bytes:
        """A council publishes a release and writes it as a file."""
        store.publish(self.session, told, day=DAY, reason=reason)
        return carried.export(self.session, self.keys, told.authority, told.wave.id)

    def receives(self, *releases: Release, reason: str | None = None) -> None:
        """The programme takes releases in."""
        for told in releases:
            receiving.receive(self.session, carried.load(self.file(told, reason=reason)), day=DAY)

    def gathers(self, first: int = 2026, last: int = 2026) -> gathering.Round:
        """The next round."""
        return gathering.gather(self.session, title="Many", day=DAY, first_year=first, last_year=last)

    def gives(self, name: str, number: int = 1) -> bytes:
        """A council's file of a round."""
        return giving.file_for(self.session, self.keys, number, name)

    def tells(self, name: str, number: int = 1) -> Comparators:
        """What is in it."""
        return decode(files.read(self.gives(name, number), kind=KIND).content)


def sent(told: Release, **changes: object) -> Release:
    """The release with something else about it."""
    return replace(told, **changes)
