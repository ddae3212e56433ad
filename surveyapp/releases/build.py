"""Reading an opened wave from the stores and building its release: the one place where releases see results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import cohorts, outcomes, pools, waves, words
from surveyapp.fieldwork import counts as answering
from surveyapp.fieldwork.models import Authority, State, Wave
from surveyapp.fieldwork.outcomes import BandOutcomes
from surveyapp.history import read as history
from surveyapp.history import taking
from surveyapp.releases import read
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Member, Outcomes, OwnWord, Release, Waiting, WaveFacts
from surveyapp.releases.read import NoRelease
from surveyapp.releases.source import Coded, CodedTheme, Completed, Said, Source
from surveyapp.results import coding, queries, quoting, store, sums

READY = (State.OPENED, State.RELEASED)


class TrialWave(Exception):
    """A trial wave is never released."""


class NotOpened(Exception):
    """The wave's box has not been opened yet: there is nothing to release."""


class NothingCounted(Exception):
    """No answer of this wave was counted at its opening, so there is nothing to release of it alone.

    Its ballots wait for others, or only comments were kept of them.
    """


class NotReleasedBefore(Exception):
    """The wave to compare with has no release of its own: waves are compared by what was published of them alone."""


def build(stores: Stores, catalogue: Catalogue, wave_id: str, *, previous: str | None = None) -> Release:
    """The release of an opened wave, compared with ``previous`` or else the authority's last released wave before it.

    What several waves said together is compared with none, and none with it. Raises TrialWave, NotOpened,
    NothingCounted, NotReleasedBefore.
    """
    with stores.read("fieldwork") as session:
        check(session, wave_id)
        earlier = waves.before(session, wave_id)
        titles = {one.id: one.title for one in waves.authorities(session)}
        source = _fieldwork(session, wave_id, catalogue)
    compared = previous or (earlier.id if earlier else None)
    with stores.read("results") as session:
        if not store.bands_of(session, wave_id):
            raise NothingCounted
        counted = queries.counts(session, wave_id, catalogue)
        raked, scored = sums.raked_sums(session, wave_id), sums.score_means(session, wave_id)
        waits = store.waiting_of(session, wave_id)
        coded = _coded(session, wave_id)
        source = _with_quotes(session, source)
    source = replace(
        source, counts=counted, raked=raked, scored=scored, waiting=_waiting(source, waits, titles), coded=coded
    )
    with stores.read("releases") as session:
        chain = read.before(session, source.wave, source.authority)
        figures = history.of(session, source.authority)
        revisions = read.revisions(session, source.authority, wave_id)
        rounds = taking.taken(session, source.authority)
    source = replace(source, revisions=revisions, rounds=rounds)
    if source.members:
        return assemble(replace(source, earlier_figures=tuple(one for one in figures if not one.own)))
    before = _before(stores, source.authority, compared)
    return assemble(replace(source, before=before, earlier=chain, earlier_figures=figures))


def _with_quotes(session: Session, source: Source) -> Source:
    """The texts that are to be quoted, and how many answered under each label of bands."""
    found = quoting.chosen(session, source.wave.id, source.authority)
    said = None
    if found is not None:
        said = tuple(
            Said(it.text.item, it.text.bands, it.text.text, it.text.welsh, it.text.domain or "", it.unexplained)
            for it in found
        )
    return replace(source, said=said, respondents=store.bands_of(session, source.wave.id))


def check(session: Session, wave_id: str) -> Wave:
    """The wave, if it may be released. Raises TrialWave, NotOpened."""
    wave = waves.find(session, wave_id)
    if wave.trial:
        raise TrialWave(wave_id)
    if wave.state not in READY:
        raise NotOpened(wave_id)
    return wave


def _coded(session: Session, wave_id: str) -> Coded | None:
    """What people ticked in the wave's comments; None until all of them are coded and every difference is settled."""
    found = coding.progress(session, wave_id)
    if not found.finished:
        return None
    texts: dict[str, list[int]] = defaultdict(list)
    for one in found.texts:
        if one.final is not None:
            texts[one.text.item].append(one.final)
    return Coded(
        version=found.book.version,
        themes=tuple(CodedTheme(one.name, one.welsh, one.belongs, one.other) for one in found.book.themes),
        texts={item: tuple(ticks) for item, ticks in texts.items()},
        twice=tuple(one.ticks for one in found.twice),
    )


def _before(stores: Stores, authority: str, wave_id: str | None) -> Release | None:
    """The published release to compare with."""
    if wave_id is None:
        return None
    try:
        with stores.read("releases") as session:
            found = read.latest(session, authority, wave_id).release
    except NoRelease as missing:
        raise NotReleasedBefore(wave_id) from missing
    if found.members:
        raise NotReleasedBefore(wave_id)
    return found


def _waiting(source: Source, waits: Mapping[str, str], titles: Mapping[str, str]) -> tuple[Waiting, ...]:
    """The bands that are to be counted with others: of this authority, or of the partnership named."""
    return tuple(
        Waiting(band, "" if waits[band] == source.authority else titles[waits[band]])
        for band in source.instruments
        if band in waits
    )


def _members(session: Session, wave_id: str) -> tuple[Member, ...]:
    """The waves counted together in this one, the oldest first, each once."""
    titles = {one.wave: waves.find(session, one.wave).title for one in pools.members(session, wave_id)}
    found = {
        Member(one.wave, titles[one.wave], one.year, one.authority, one.title)
        for one in pools.members(session, wave_id)
    }
    return tuple(sorted(found, key=lambda one: (one.year, one.authority_title, one.wave)))


def _asked(session: Session, wave_id: str, catalogue: Catalogue) -> frozenset[str]:
    """The items that any of the waves counted together in this one asked of the bands in question."""
    found = {(one.wave, one.band) for one in pools.members(session, wave_id)}
    instruments = [band.instrument for wave, name in found for band in waves.bands(session, wave) if band.band == name]
    return frozenset(item.id for one in instruments for item in catalogue.find(one).closed)


def _fieldwork(session: Session, wave_id: str, catalogue: Catalogue) -> Source:
    """Everything but the answers."""
    wave = waves.find(session, wave_id)
    bands = {one.band: one for one in waves.bands(session, wave_id)}
    authority = session.get(Authority, wave.authority)
    return Source(
        authority=wave.authority,
        authority_title=authority.title if authority else wave.authority,
        wave=_facts(wave),
        bank=catalogue.bank,
        instruments={id: catalogue.find(bands[id].instrument) for id in catalogue.bank.bands if id in bands},
        counts=(),
        completed=tuple(
            Completed(one.band, one.completed, one.eligible) for one in answering.response_rates(session, wave_id)
        ),
        floor=answering.FLOOR,
        outcomes=_outcomes(outcomes.of(session, wave_id)),
        eligible={(one.band, one.breakdown, one.value): one.n for one in cohorts.by_breakdown(session, wave_id)},
        neighbours={id: one.neighbour for id, one in bands.items() if one.neighbour},
        words=tuple(OwnWord(one.term, one.language, one.text) for one in words.words_of(session, wave.authority)),
        members=_members(session, wave_id),
        asked=_asked(session, wave_id, catalogue),
    )


def _facts(wave: Wave) -> WaveFacts:
    """What a reader must know of the wave."""
    opened, closed = wave.opened_on or wave.starts_on, wave.closed_on or wave.ends_on
    return WaveFacts(wave.id, wave.title, wave.year, opened.isoformat(), closed.isoformat())


def _outcomes(bands: tuple[BandOutcomes, ...]) -> Outcomes | None:
    """The outcomes of all bands together; a kind that some band did not record is unknown."""

    def together(given: list[int | None]) -> int | None:
        known = [n for n in given if n is not None]
        return sum(known) if len(known) == len(given) else None

    found = Outcomes(
        completed=sum(one.completed for one in bands),
        refused=together([one.refused for one in bands]),
        unable=together([one.unable for one in bands]),
        no_longer_eligible=together([one.no_longer_eligible for one in bands]),
        not_reached=together([one.not_reached for one in bands]),
    )
    recorded = (found.refused, found.unable, found.no_longer_eligible, found.not_reached)
    return None if recorded == (None, None, None, None) else found
