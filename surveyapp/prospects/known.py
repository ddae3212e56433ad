"""What the stores know before fieldwork: a wave's plan, or the next one's, and the release beside which it stands."""

from __future__ import annotations

from sqlalchemy.orm import Session

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.lines import neighbour_in, replaced
from surveyapp.definition.model import Instrument
from surveyapp.fieldwork import cohorts, pools, waves
from surveyapp.fieldwork.models import State, Wave
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.opening.foreseeing import planned
from surveyapp.prospects.assumed import Given
from surveyapp.prospects.reading import Numbers
from surveyapp.releases import read
from surveyapp.releases.model import Release
from surveyapp.releases.read import NoRelease


class CountedAlready(Exception):
    """This wave is what several waves said together: there is nothing left to plan."""


def of_wave(stores: Stores, catalogue: Catalogue, wave_id: str) -> Given:
    """A wave as its opening would have it. Raises WaveUnknown, UnknownInstrument, CountedAlready."""
    with stores.read("fieldwork") as session:
        wave = waves.find(session, wave_id)
        if pools.is_pooled(session, wave_id):
            raise CountedAlready(wave_id)
        earlier = waves.before(session, wave_id)
    return Given(planned(stores, catalogue, wave_id), _release(stores, earlier), wave.title)


def of_numbers(catalogue: Catalogue, numbers: Numbers, before: Release | None = None) -> Given:
    """A wave that nobody has planned yet: the newest survey of every band that has children."""
    asked = {band: one for band, one in next_surveys(catalogue).items() if numbers.eligible.get(band)}
    neighbours = {band: neighbour_in(catalogue.bank, band, asked) for band in asked}
    return Given(Plan(asked, neighbours, catalogue.bank, Eligible(numbers.eligible, numbers.groups)), before)


def next_surveys(catalogue: Catalogue) -> dict[str, Instrument]:
    """The newest survey of each band that is offered today."""
    former = replaced(catalogue.bank)
    return {
        band: catalogue.latest(band) for band in catalogue.bank.bands if band not in former and catalogue.versions(band)
    }


def last_numbers(stores: Stores, catalogue: Catalogue, authority: str) -> Numbers:
    """Who might answer in the authority's newest wave, of the bands that are offered today."""
    with stores.read("fieldwork") as session:
        newest = next((wave for wave in _own(session, authority)), None)
        if newest is None:
            return Numbers()
        offered = next_surveys(catalogue)
        eligible = {band: n for band, n in cohorts.eligible(session, newest.id).items() if band in offered}
        given = cohorts.by_breakdown(session, newest.id)
        return Numbers(eligible, {(one.band, one.breakdown, one.value): one.n for one in given if one.band in offered})


def last_release(stores: Stores, authority: str) -> Release | None:
    """The release with which the authority's next wave will be compared."""
    with stores.read("fieldwork") as session:
        released = (wave for wave in _own(session, authority) if wave.state is State.RELEASED)
        newest = max(released, key=lambda wave: wave.starts_on, default=None)
    return _release(stores, newest)


def _own(session: Session, authority: str) -> list[Wave]:
    """The authority's waves that asked children in earnest, the newest first."""
    return [one for one in waves.of(session, authority) if not one.trial and not pools.is_pooled(session, one.id)]


def _release(stores: Stores, wave: Wave | None) -> Release | None:
    if wave is None:
        return None
    with stores.read("releases") as session:
        try:
            return read.latest(session, wave.authority, wave.id).release
        except NoRelease:
            return None
