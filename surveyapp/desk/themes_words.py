"""What people are told of themes: how well readers agreed, what the record says, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _

from surveyapp.analysis.agreement import FEWEST, Agreement, agreement, alpha, masi
from surveyapp.analysis.proportions import Interval
from surveyapp.results import codebook, coding
from surveyapp.results.coding import Progress
from surveyapp.web.words import Text

DEEDS: Mapping[str, Text] = {
    "codebook.changed": _("Changed the codebook of themes"),
    "coding.begun": _("Began to code comments by themes"),
    "coding.anew": _("Opened the codebook again and deleted what was ticked"),
    "coding.ticked": _("Coded comments"),
    "coding.settled": _("Settled how a comment is coded"),
}

TOLD: Mapping[type[Exception], Text] = {
    codebook.CodingBegun: _("Coding has begun meanwhile, so the codebook stays as it is. Nothing was changed."),
    codebook.TooManyThemes: _("A codebook has 15 themes at most."),
    codebook.NoThemes: _("Write at least one theme first."),
    coding.NotBegun: _("Somebody has opened the codebook again meanwhile. Nothing was kept."),
    coding.NotYoursToTick: _("Somebody else has coded this text meanwhile, or it is no longer approved."),
    coding.TooSoon: _("Not all texts that two people code are coded twice."),
    coding.TooLate: _("Everybody can see the agreement by now, so what was ticked alone stays."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """How well readers agreed on one theme: in numbers, in words, and whether it is counted."""

    name: str
    found: int
    alpha: str
    interval: str
    meaning: str
    counts: bool


def agreed(found: Progress) -> tuple[Told, ...]:
    """Each theme of the codebook, once two people have coded what two people code."""
    texts = [one.ticks for one in found.texts if len(one.ticks) > 1]
    rows = (
        (theme.name, agreement([[bool(ticks >> at & 1) for ticks in text] for text in texts]))
        for at, theme in enumerate(found.book.themes)
    )
    return tuple(_told(name, one) for name, one in rows)


def whole(found: Progress) -> str:
    """Agreement on all themes of a text together, as a number; "" where nothing differs between texts."""
    texts = [[_themes(ticks) for ticks in one.ticks] for one in found.texts if len(one.ticks) > 1]
    value = alpha(texts, masi)
    return "" if value is None else _number(value)


def _themes(ticks: int) -> frozenset[int]:
    return frozenset(at for at in range(ticks.bit_length()) if ticks >> at & 1)


def _told(name: str, one: Agreement) -> Told:
    return Told(
        name=name,
        found=one.found,
        alpha="" if one.alpha is None else _number(one.alpha),
        interval="" if one.interval is None else _range(one.interval),
        meaning=meaning(one),
        counts=one.counts,
    )


def _range(interval: Interval) -> str:
    return str(gettext("%(low)s and %(high)s", low=_number(interval.low), high=_number(interval.high)))


def meaning(one: Agreement) -> str:
    """What the agreement on a theme means for its count."""
    if min(one.found, one.missed) < FEWEST:
        return str(gettext("Too few texts to tell whether readers agree, so it is not counted."))
    if one.firm:
        return str(gettext("Readers agreed well. The count can be relied on."))
    if one.counts:
        return str(gettext("Readers agreed well enough for a rough count. The results say so."))
    return str(gettext("Readers agreed too little, so it is not counted."))


def _number(value: float) -> str:
    return str(format_decimal(value, "0.00"))
