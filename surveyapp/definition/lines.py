"""Which versions stand in one line: those of a band, and of the band that it follows since the edges changed."""

from __future__ import annotations

from collections.abc import Iterable

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
