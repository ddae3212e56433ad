"""Writing an analyst's figures: one decimal, with the interval's level, the answers, and p."""

from __future__ import annotations

from babel.numbers import format_decimal

from surveyapp.dashboards.analysed import Figure
from surveyapp.dashboards.units import Frame, Unit
from surveyapp.dashboards.wording import checks
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import locale
from surveyapp.releases.model import Range

SMALL = 0.001
PERCENT = {Unit.SHARE: "%(value)s%%", Unit.CHANCE: "%(value)s%%"}


def estimate(figure: Figure) -> str:
    """The estimate; of a weighted share only how far it lies away."""
    if figure.method == "raked":
        return checks.raked(figure.said.split(", ")[0])
    return _span(figure.estimate, figure.unit) if figure.estimate else ""


def interval(figure: Figure) -> str:
    """The interval with its level, "−1.3 to +25.2 (95%)"."""
    if figure.interval is None or figure.level is None:
        return ""
    return _("%(range)s (%(level)s%%)", range=_span(figure.interval, figure.unit), level=round(100 * figure.level))


def base(figure: Figure) -> str:
    """The answers that it stands on, of both surveys where there are two; and so many equally weighted ones."""
    if figure.now is None:
        return ""
    told = whole(figure.now)
    if figure.then is not None and figure.frame is Frame.SILENT:
        told = _("%(answers)s of %(all)s", answers=told, all=whole(figure.then))
    elif figure.then is not None:
        told = _("%(now)s; before: %(then)s", now=told, then=whole(figure.then))
    if figure.effective is not None:
        told = _("%(answers)s, worth %(effective)s", answers=told, effective=whole(round(figure.effective)))
    return told


def p(figure: Figure) -> str:
    """p, and q where it is one of many."""
    if figure.p is None:
        return ""
    told = _p(figure.p)
    return _("p %(p)s, q %(q)s", p=told, q=_p(figure.q)) if figure.q is not None else _("p %(p)s", p=told)


def whom(figure: Figure) -> str:
    """Whom a figure speaks of where it names no group."""
    return _(checks.FRAMES[figure.frame.value]) if figure.frame.value in checks.FRAMES else _("Everybody who answered")


def _p(value: float) -> str:
    return _("under %(p)s", p=_decimal(SMALL, "0.000")) if value < SMALL else _decimal(value, "0.000")


def _span(span: Range, unit: Unit) -> str:
    low, high = _value(span.low, unit), _value(span.high, unit)
    return low if low == high else _("%(low)s to %(high)s", low=low, high=high)


def _value(value: float, unit: Unit) -> str:
    if unit is Unit.CHILDREN:
        return whole(round(value))
    if unit is Unit.SCALE:
        return _decimal(value, "0.0")
    if unit in PERCENT:
        return PERCENT[unit] % {"value": _decimal(100 * value, "0.0")}
    return _decimal(100 * value, "+0.0;\N{MINUS SIGN}0.0")


def _decimal(value: float, pattern: str) -> str:
    rounded = round(value, 10)
    return str(format_decimal(rounded, format=pattern, locale=locale()))


def hundredths(value: float) -> str:
    """A number to two decimals."""
    return _decimal(value, "0.00")


def share(value: float) -> str:
    """A share as a percentage to one decimal."""
    return _value(value, Unit.SHARE)


def points(value: float) -> str:
    """A difference of shares in points, with its sign."""
    return _value(value, Unit.POINTS)


def tenths(value: float) -> str:
    """A number to one decimal."""
    return _decimal(value, "0.0")


def between(span: Range, *, hundredth: bool = False) -> str:
    """A range of plain numbers."""
    pattern = "0.00;\N{MINUS SIGN}0.00" if hundredth else "0.0;\N{MINUS SIGN}0.0"
    return _("%(low)s to %(high)s", low=_decimal(span.low, pattern), high=_decimal(span.high, pattern))
