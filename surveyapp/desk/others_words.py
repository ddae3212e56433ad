"""What the desk says of other councils' figures: what is in a round, what was refused, what the record tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext, pgettext
from flask_babel import lazy_gettext as _

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Bank
from surveyapp.desk import bands
from surveyapp.history import taking
from surveyapp.history.comparators import ComparatorsUnfit, Elsewhere, Round
from surveyapp.signing import files
from surveyapp.signing.keys import Misheard, aloud
from surveyapp.web.words import Text

DEEDS: Mapping[str, Text] = {
    "others.taken": _("Took in figures of other councils"),
    "others.set_aside": _("Set figures of other councils aside"),
    "others.used_again": _("Let figures of other councils show again"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a round: its title, whose ages, how many of how many gave a positive answer, in how many
    councils."""

    title: str
    ages: tuple[str, ...]
    count: str
    councils: int


@dataclass(frozen=True, slots=True)
class Told:
    """A round as its page shows it; ``key`` is what the programme reads aloud."""

    digest: str
    programme: str
    number: int
    made_on: date
    first_year: int
    last_year: int
    councils: int
    made_up: bool
    key: str
    by: str
    on: date
    set_aside_on: date | None
    lines: tuple[Line, ...]


def told(one: Round, bank: Bank) -> Told:
    """What is told of a round, its questions in the bank's order."""
    found, order = one.comparators, list(bank.indicators)
    figures = sorted(found.figures, key=lambda figure: (_place(figure, order), figure.indicator, figure.bands))
    return Told(
        digest=one.digest,
        programme=found.programme,
        number=found.number,
        made_on=date.fromisoformat(found.made_on),
        first_year=found.first_year,
        last_year=found.last_year,
        councils=found.authorities,
        made_up=found.made_up,
        key=aloud(one.key),
        by=one.by,
        on=one.on,
        set_aside_on=one.set_aside_on,
        lines=tuple(_line(figure, bank) for figure in figures),
    )


def _place(figure: Elsewhere, order: list[str]) -> int:
    return order.index(figure.indicator) if figure.indicator in order else len(order)


def _line(figure: Elsewhere, bank: Bank) -> Line:
    known = bank.indicators.get(figure.indicator)
    title = str(pgettext(context_of(known), known.title)) if known else figure.indicator
    ages = tuple(bands.title(band) for band in figure.bands)
    return Line(title, ages, _count(figure), len(figure.behind))


def _count(figure: Elsewhere) -> str:
    """A sum that is small, or nearly all, is a range."""
    if figure.low < figure.high:
        return str(gettext("%(low)d to %(high)d of %(base)d", low=figure.low, high=figure.high, base=figure.base))
    percent = round(100 * figure.low / figure.base)
    return str(gettext("%(count)d of %(base)d (%(percent)d %%)", count=figure.low, base=figure.base, percent=percent))


def _elsewhere(error: taking.ForAnotherAuthority) -> Text:
    return gettext(
        "This file was made for another council, %(council)s: you may be among its figures. Nothing was taken in.",
        council=error.authority,
    )


def _older(error: taking.OlderRound) -> Text:
    return gettext(
        "This is round %(number)d, and round %(newest)d is here already. Nothing was taken in.",
        number=error.number,
        newest=error.newest,
    )


def _near(error: taking.TooNear) -> Text:
    return gettext(
        "This file differs from round %(number)d by one or two councils in some question, so their figures could be "
        "worked out. Nothing was taken in. Tell the programme.",
        number=error.number,
    )


_NOT_COMPARED = _(
    "Nobody here has compared the programme's key yet. Ring the programme on a number that you know, let them read "
    "their key to you, and write what you hear. Nothing was taken in."
)
_OTHER_KEY = _(
    "This file is signed with another key than that of the programme. Listen to the key again; if it is what you "
    "wrote, do not use the file. Nothing was taken in."
)
_NO_FILE = _("This is no file that a programme made for a council. Ask the programme for it again.")
_MISHEARD = _("That is no key: it has six groups of four, of the letters A to Z and the digits 2 to 7.")
_ALTERED = _("This file is not as the programme signed it. Do not use it; ask for it again.")
TOLD: Mapping[type[Exception], Callable[[Any], Text]] = {
    taking.KeyNotCompared: lambda _error: _NOT_COMPARED,
    taking.OtherKey: lambda _error: _OTHER_KEY,
    taking.ForAnotherAuthority: _elsewhere,
    taking.OlderRound: _older,
    taking.TooNear: _near,
    taking.RoundUnknown: lambda _error: _("These figures are no longer here."),
    ComparatorsUnfit: lambda _error: _("The figures in this file cannot be. Nothing was taken in. Tell the programme."),
    files.FileCut: lambda _error: _("The end of this file is missing. Ask the programme for it again."),
    files.FileUnknown: lambda _error: _NO_FILE,
    files.FileAltered: lambda _error: _ALTERED,
    Misheard: lambda _error: _(
        "That is no key: it has six groups of four, of the letters A to Z and the digits 2 to 7."
    ),
}
"""How each refusal of a file is told."""
