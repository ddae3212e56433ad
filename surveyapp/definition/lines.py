"""Which versions and bands stand in one line: those of a band, and of the band that it follows since edges changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from surveyapp.definition.model import Bank, Instrument


class NotInLine(LookupError):
    """The line of this survey has no such earlier version."""


def followed(bank: Bank, band: str) -> tuple[str, ...]:
    """The band, the one that it follows, and so on."""
    found: list[str] = []
    while band in bank.bands and band not in found:
        found.append(band)
        band = bank.bands[band].follows
    return tuple(found)


def earlier(now: Instrument, known: Iterable[Instrument], bank: Bank) -> tuple[Instrument, ...]:
    """Every earlier version in the line of this one, oldest first; of one name, the band's own comes last."""
    bands = followed(bank, now.survey)
    before = [one for one in known if one.survey in bands and one.version < now.version]
    return tuple(sorted(before, key=lambda one: (one.version, -bands.index(one.survey))))


def version_in_line(now: Instrument, version: str, known: Iterable[Instrument], bank: Bank) -> Instrument:
    """The earlier version of this name; NotInLine names those that there are."""
    before = earlier(now, known, bank)
    for one in reversed(before):
        if one.version == version:
            return one
    names = ", ".join(sorted({one.version for one in before})) or "none"
    raise NotInLine(f'version "{version}" is none before {now.version} of {now.survey}; known: {names}')


def replaced(bank: Bank) -> frozenset[str]:
    """The bands that another follows: asked in earlier years, and offered but not proposed today."""
    return frozenset(band.follows for band in bank.bands.values() if band.follows)


def neighbour_in(bank: Bank, band: str, asked: Collection[str]) -> str | None:
    """The band that a small one joins in a wave of these bands; one whose edges changed stands for its neighbour."""
    wanted = bank.bands[band].neighbour
    after = (one for one in bank.bands if wanted and wanted in followed(bank, one)[1:])
    return next((one for one in (*followed(bank, wanted), *after) if one in asked and one != band), None)
