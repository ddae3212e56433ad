"""Giving up what waits: ballots that nobody will open together with others are destroyed unread, with a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from surveyapp.box import waiting
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.fieldwork import givings
from surveyapp.fieldwork import models as registered
from surveyapp.fieldwork.counts import STEP
from surveyapp.opening import clearing, lines
from surveyapp.opening.lines import Sessions
from surveyapp.opening.once import BOX_TABLES
from surveyapp.results import store


class NothingWaits(Exception):
    """No ballot of this wave waits to be opened together with others."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What was destroyed unread: ``at_least`` so many ballots, in steps of five; 0 means fewer than five."""

    wave: str
    bands: tuple[str, ...]
    day: date
    by: str
    at_least: int
    wrapped_keys: int

    def text(self) -> str:
        """The certificate to print and sign."""
        number = f"at least {self.at_least}" if self.at_least else f"fewer than {STEP}"
        sheets = (
            f"- every custodian's recovery sheet for {self.wave};" if self.wrapped_keys else "- no recovery sheet yet;"
        )
        return "\n".join(
            [
                f"Certificate of destruction, unread: wave {self.wave}",
                f"Day: {self.day:%Y-%m-%d}",
                f"Destroyed by: {self.by}",
                "",
                f"Sealed ballots destroyed: {number}, of {', '.join(self.bands)}. They waited to be opened together "
                "with others, and their answers were counted nowhere. Comments among them were read for harm when the "
                "wave was opened.",
                f"Wrapped keys destroyed: {self.wrapped_keys}"
                + ("" if self.wrapped_keys else " (they go with the other ballots of the wave)"),
                "",
                "Still to be destroyed by hand, by the person who signs below:",
                "- every backup of the box store made before this destruction, on that day too (the next "
                "`surveyapp backup` removes those in its folder);",
                sheets,
                "",
                "Name, signature, day: ______________________________________________",
                "",
            ]
        )


def give_up(stores: Stores, wave: str, *, by: str, today: date) -> GivenUp:
    """Destroy unread what waits of this wave. A try that was cut off is taken up again. Raises NothingWaits.

    Nothing that is opened, or is being opened, together with others is destroyed.
    """
    done = given_up(stores, wave)
    if done is not None:
        return done
    with stores.write("box") as box, stores.read("results") as results, stores.write("fieldwork") as registry:
        begun = givings.find(registry, wave)
        bands = tuple(begun.bands.split("+")) if begun else _bands(Sessions(registry, box, results), wave)
        if not bands:
            raise NothingWaits(wave)
        number = waiting.destroy(box, wave, bands)
        wrapped = clearing.drop_keys(box, (wave,))
        if begun is None:
            told = {"bands": "+".join(bands), "day": today, "by": by, "at_least": number // STEP * STEP}
            givings.record(registry, registered.GivenUp(wave=wave, wrapped_keys=wrapped, finished=False, **told))
    wash(stores.engine("box"), BOX_TABLES)
    with stores.write("fieldwork") as registry:
        return _told(givings.finish(registry, wave))


def give_up_overdue(stores: Stores, *, by: str, today: date) -> tuple[GivenUp, ...]:
    """Give up what has waited until its wave's answers were to go, and finish what was cut off before."""
    with stores.read("fieldwork") as registry, stores.read("box") as box, stores.read("results") as results:
        waits = {one.wave.id for one in lines.held(Sessions(registry, box, results))}
        late = {wave for wave in waits if (it := store.opening_of(results, wave)) and it.keep_until <= today}
        chosen = sorted(late | givings.unfinished(registry))
    return tuple(give_up(stores, wave, by=by, today=today) for wave in chosen)


def given_up(stores: Stores, wave: str) -> GivenUp | None:
    """What was given up of this wave, once all of it was gone."""
    with stores.read("fieldwork") as registry:
        found = givings.find(registry, wave)
        return _told(found) if found and found.finished else None


def _bands(here: Sessions, wave: str) -> tuple[str, ...]:
    """The bands that wait, but for those whose opening with others was stored and is still to be recorded."""
    opened = store.opened_in(here.results, (wave,))
    waits = (one.band for one in lines.held(here) if one.wave.id == wave)
    return tuple(band for band in waits if (wave, band) not in opened)


def _told(found: registered.GivenUp) -> GivenUp:
    bands = tuple(found.bands.split("+"))
    return GivenUp(found.wave, bands, found.day, found.by, found.at_least, found.wrapped_keys)
