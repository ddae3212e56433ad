"""What stays sealed until it can be opened together with others: where it waits, until when, and with whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from surveyapp import opening
from surveyapp.desk import declaring
from surveyapp.desk.room import READING, blueprint
from surveyapp.fieldwork.pools import Kind
from surveyapp.opening import Part, Pool
from surveyapp.web import audience
from surveyapp.web.audience import open_to
from surveyapp.web.stores import catalogue, stores


@dataclass(frozen=True, slots=True)
class Line:
    """Parts that wait for each other; ``ours`` where they are opened here, and not at a partnership."""

    pool: Pool
    parts: tuple[Part, ...]
    ours: bool


@blueprint.get("/together", endpoint="waiting")
@open_to(*READING)
def waiting_() -> ResponseReturnValue:
    """All that waits and is ours, here or at a partnership."""
    mine = audience.current().authority
    return render_template("desk/waiting.html", lines=lines(mine), mine=mine)


def lines(authority: str) -> tuple[Line, ...]:
    """What waits under this authority, and its own parts of what waits at partnerships."""
    found = (_line(pool, authority) for pool in opening.waiting_pools(stores(), catalogue()))
    return tuple(one for one in found if one.parts)


def sentences(wave: str) -> tuple[str, ...]:
    """Of each band of a wave that waits: for whom."""
    pools = opening.waiting_pools(stores(), catalogue())
    return tuple(
        declaring.sealed(part.band, partners=pool.title if pool.kind is Kind.PARTNERS else None)
        for pool in pools
        for part in pool.parts
        if part.wave == wave
    )


def of_wave(wave: str) -> tuple[Part, ...]:
    """The bands of a wave that wait."""
    found = opening.waiting_pools(stores(), catalogue())
    return tuple(part for pool in found for part in pool.parts if part.wave == wave)


def _line(pool: Pool, authority: str) -> Line:
    ours = pool.authority == authority
    return Line(pool, tuple(part for part in pool.parts if ours or part.authority == authority), ours)
