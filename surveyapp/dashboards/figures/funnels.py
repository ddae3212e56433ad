"""Funnels: where most councils lie, however many answer there, and this council among them as the only dot."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.figures import shares
from surveyapp.dashboards.figures.model import Axis, Dot, Mark, Table, TableRow
from surveyapp.dashboards.wording import elsewhere as say
from surveyapp.dashboards.wording import shares as say_shares
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Elsewhere, Limits, Range, Share

FIRST, LAST = 0.09, 0.97
APART = 0.12
"""How far the words under the funnel stand apart at least, of its width."""


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """Limits from left to right, each with its place from 0 to 1; ``steps`` are words under them. ``together`` is the
    share of all children elsewhere. ``mark`` is this council.
    """

    id: str
    title: str
    key: str
    alt: str
    axis: Axis
    limits: tuple[tuple[float, Limits], ...]
    together: Range
    steps: tuple[tuple[float, str], ...]
    under: str
    mark: Mark
    table: Table


def chart(chart_id: str, title: str, here: str, found: Elsewhere, now: Share) -> FunnelChart | None:
    """One result's funnel; None where it is not told beside others. ``here`` names this council."""
    if found.here is None:
        return None
    limits = tuple((_place(one.base, found), one) for one in found.funnel)
    own = _place(found.here.base, found)
    return FunnelChart(
        id=chart_id,
        title=title,
        key=say.key(),
        alt=_alt(title, here, found, now),
        axis=shares.axis(),
        limits=limits,
        together=Range(found.low / found.base, found.high / found.base),
        steps=_steps(limits),
        under=_("How many answered"),
        mark=Mark(own, here, say_shares.short(now), Dot(now.point, now.interval)),
        table=_table(here, found, now),
    )


def _place(base: int, found: Elsewhere) -> float:
    first, last = found.funnel[0].base, found.funnel[-1].base
    return FIRST + (LAST - FIRST) * (base - first) / max(1, last - first)


def _steps(limits: tuple[tuple[float, Limits], ...]) -> tuple[tuple[float, str], ...]:
    """Round numbers of answers that stand apart; the last always."""
    last, chosen = limits[-1], list[tuple[float, str]]()
    for place, one in limits:
        room = last[0] - place >= APART and (not chosen or place - chosen[-1][0] >= APART)
        if room and one.base % 10 == 0:
            chosen.append((place, whole(one.base)))
    return (*chosen, (last[0], whole(last[1].base)))


def _table(here: str, found: Elsewhere, now: Share) -> Table:
    head = (_("How many answered"), _("This council"), _("95 in 100 councils"), _("998 in 1,000 councils"))
    rows = []
    for one in found.funnel:
        mine = one.base == now.count.base
        share = say_shares.short(now) if mine else ""
        label = _("%(answers)s: %(council)s", answers=whole(one.base), council=here) if mine else whole(one.base)
        rows.append(TableRow(label, (share, say.usual(one), say.span(one.outer))))
    return Table(head, tuple(rows))


def _alt(title: str, here: str, found: Elsewhere, now: Share) -> str:
    told = (say_shares.sentence(now), say.inside(found), say.sentence(found.standing))
    return _("%(title)s. %(council)s: %(said)s", title=title, council=here, said=" ".join(told))
