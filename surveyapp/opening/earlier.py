"""Waves opened by an earlier version, whose counts by group say more than openings keep now."""

from __future__ import annotations

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import waves
from surveyapp.opening.lessening import by_group, lessened
from surveyapp.opening.tabling import Asked
from surveyapp.results import regrouping


def lessen_earlier(stores: Stores, catalogue: Catalogue) -> tuple[str, ...]:
    """Bring their counts by group down to what an opening keeps (decision 20); the waves that had more.

    Every release can be built of them as before. Raises UnknownInstrument where a wave's survey is not here any more;
    nothing of that wave is changed then.
    """
    with stores.read("results") as results:
        found = regrouping.counted_by_answer(results)
    return tuple(wave for wave in found if _lessen(stores, catalogue, wave))


def _lessen(stores: Stores, catalogue: Catalogue, wave: str) -> bool:
    with stores.read("fieldwork") as registry:
        declared = {one.band: one for one in waves.bands(registry, wave)}
    asked = Asked(
        {band: catalogue.find(declared[band].instrument) for band in catalogue.bank.bands if band in declared},
        {band: one.neighbour for band, one in declared.items()},
        catalogue.bank,
    )
    with stores.write("results") as results:
        before = regrouping.cells(results, wave, catalogue)
        after = by_group(lessened(before, asked))
        if after != by_group(before):
            regrouping.regroup(results, wave, after)
    return after != by_group(before)
