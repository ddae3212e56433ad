"""Waves whose small bands wait for others: a council's years, and partners, with what their custodians hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from builders.wave import Running, catalogue, running

from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves
from surveyapp.opening import OpeningReport, TogetherReport, open_together, open_wave

TODAY = date(2027, 5, 3)
NORTH, SOUTH, BOTH = "northvale", "southvale", "vales"


def year_of(
    stores: Stores,
    settings: Settings,
    year: int,
    answers: Mapping[str, int],
    *,
    pool: str | None = None,
    **changes: Any,
) -> Running:
    """A council's closed wave of one year, in which so many of each band answered."""
    authority = changes.pop("authority", NORTH)
    planned = {"year": year, "starts_on": date(year, 3, 2), "ends_on": date(year, 4, 13), "authority": authority}
    neighbours = changes.pop("neighbours", {})
    said = changes.pop("said", {})
    eligible = dict.fromkeys(answers, 20)
    surveys = {"surveys": catalogue(), **{key: changes.pop(key) for key in ("surveys", "version") if key in changes}}
    wave = running(
        stores,
        settings,
        eligible,
        wave=f"{authority}-{year}",
        neighbours=neighbours,
        planned={**planned, "pool": pool, **changes},
        **surveys,
    )
    for band, count in answers.items():
        wave.answer(band, count, comments=f"{band} in {year}", **said)
    wave.close()
    return wave


def partnership(stores: Stores) -> None:
    """An authority of several councils."""
    with stores.write("fieldwork") as registry:
        waves.add_partnership(registry, BOTH, "The Vales")


def open_own(wave: Running, **changes: Any) -> OpeningReport:
    """A wave's own opening."""
    given = {"state_keys": wave.state_keys, "today": TODAY, **changes}
    return open_wave(wave.stores, wave.catalogue, wave.wave, wave.quorum(), **given)


def together(*members: Running, authority: str = NORTH, **changes: Any) -> TogetherReport:
    """These waves' bands opened together."""
    phrases = {one.wave: one.quorum() for one in members}
    first = members[0]
    given = {"today": TODAY, **changes}
    return open_together(first.stores, given.pop("catalogue", first.catalogue), authority, phrases, **given)
