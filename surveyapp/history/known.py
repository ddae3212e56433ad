"""What the lines of an authority's file are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from surveyapp.definition.model import Bank
from surveyapp.history.model import EVERYBODY, Earlier


@dataclass(frozen=True, slots=True)
class Known:
    """The authority, the ids and titles of its bank, and the years of its surveys that are published here."""

    authority: str
    title: str
    indicators: Mapping[str, str]
    bands: Mapping[str, str]
    today: date
    published: frozenset[int] = frozenset()

    def asks(self, figure: Earlier) -> bool:
        """Whether the figure is of one of our indicators."""
        return figure.indicator in self.indicators

    def parts(self, figure: Earlier) -> bool:
        """Whether the figure is of one of our age bands, or of all."""
        return figure.band == EVERYBODY or figure.band in self.bands


def known_of(bank: Bank, authority: str, title: str, today: date, *, published: frozenset[int] = frozenset()) -> Known:
    """What this bank and authority make known; an indicator without positive answers has no share to bring in."""
    indicators = {id: one.title for id, one in bank.indicators.items() if one.positive}
    return Known(authority, title, indicators, {id: band.title for id, band in bank.bands.items()}, today, published)


def id_of(written: str, known: Mapping[str, str]) -> str:
    """The known id that is written, or whose title is; else what is written."""
    names = {name.casefold(): id for id, title in known.items() for name in (title, id)}
    return names.get(written.casefold(), written)
