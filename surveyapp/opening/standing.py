"""How everything stands that waits to be opened together, as staff may see it: without any number of children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Bank
from surveyapp.fieldwork import custodians, pools, waves
from surveyapp.fieldwork.pools import Kind
from surveyapp.opening import lines
from surveyapp.opening.lines import Held, Line, Sessions
from surveyapp.results import store


@dataclass(frozen=True, slots=True)
class Part:
    """One band of a wave that waits, the last day but one it may, and whose phrases it takes."""

    wave: str
    wave_title: str
    authority: str
    authority_title: str
    year: int
    band: str
    until: date
    needed: int
    custodians: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """All that waits under one authority. ``ready`` are labels of bands that can be opened together now, such as
    "4-7+8-11", with the phrases of ``waves_ready``. On the day ``until`` the first of it is destroyed unread.
    """

    authority: str
    title: str
    kind: Kind
    trial: bool
    parts: tuple[Part, ...]
    ready: tuple[str, ...]
    waves_ready: tuple[str, ...]
    until: date


def waiting_pools(stores: Stores, catalogue: Catalogue) -> tuple[Pool, ...]:
    """Everything that waits now, by authority; trials apart."""
    with stores.read("fieldwork") as registry, stores.read("box") as box, stores.read("results") as results:
        here = Sessions(registry, box, results)
        by_line: dict[Line, list[Held]] = {}
        for one in lines.held(here):
            by_line.setdefault(one.line, []).append(one)
        return tuple(_pool(here, catalogue.bank, line, some) for line, some in sorted(by_line.items()))


def pool_of(stores: Stores, catalogue: Catalogue, authority: str, *, trial: bool = False) -> Pool | None:
    """What waits under this authority; None where nothing does."""
    found = (one for one in waiting_pools(stores, catalogue) if (one.authority, one.trial) == (authority, trial))
    return next(found, None)


def _pool(here: Sessions, bank: Bank, line: Line, some: Sequence[Held]) -> Pool:
    units = lines.ready(lines.laid(here, bank, some))
    titles = {one.id: one.title for one in waves.authorities(here.registry)}
    parts = tuple(_part(here, titles[one.wave.authority], one) for one in some)
    return Pool(
        authority=line[0],
        title=titles[line[0]],
        kind=pools.kind_of(here.registry, line[0]),
        trial=line[1],
        parts=parts,
        ready=tuple(unit.label for unit in units),
        waves_ready=tuple(dict.fromkeys(one.wave.id for one in lines.of_units(some, units))),
        until=min(part.until for part in parts),
    )


def _part(here: Sessions, council: str, one: Held) -> Part:
    opening = store.opening_of(here.results, one.wave.id)
    assert opening is not None
    return Part(
        wave=one.wave.id,
        wave_title=one.wave.title,
        authority=one.wave.authority,
        authority_title=council,
        year=one.wave.year,
        band=one.band,
        until=opening.keep_until,
        needed=one.wave.custodians_needed,
        custodians=tuple(it.name for it in custodians.of(here.registry, one.wave.id)),
    )
