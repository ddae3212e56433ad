"""Opening together what waited in several waves: all of it that is enough, or nothing, as a wave of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec

from surveyapp.box import ballots, waiting
from surveyapp.box.ballots import Sealed
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Bank
from surveyapp.fieldwork import pools, together, vouching, waves
from surveyapp.fieldwork.together import Together
from surveyapp.opening import lines, naming
from surveyapp.opening.bands import TooFewToOpen
from surveyapp.opening.contents import sort_out
from surveyapp.opening.declared import vouched_for
from surveyapp.opening.groups import THRESHOLD
from surveyapp.opening.joined import Joined, join
from surveyapp.opening.lines import Line, Sessions
from surveyapp.opening.once import wash_before
from surveyapp.opening.opened import Opened, Refused, Terms, unseal_each
from surveyapp.opening.phrases import Phrases, unwrap_all
from surveyapp.results import store
from surveyapp.results.handed import Handed

Privates = Mapping[str, ec.EllipticCurvePrivateKey]
Taken = Mapping[str, Sequence[Sealed]]


class NothingReady(Exception):
    """Nothing waits here, or there are not yet ten answers to open together. Nothing was opened or changed."""


class WaitingChanged(NothingReady):
    """What waits was changed while the phrases were typed. Nothing was opened: look again at what waits."""


class TooFewValid(Exception):
    """So many of the ballots that wait cannot be counted that too few are left. Nothing was opened or changed."""

    def __init__(self, bands: tuple[str, ...], *, bad: int) -> None:
        super().__init__(
            f"{bad} of the ballots that waited could be read at the opening of their own wave and cannot be counted "
            f"now. Without them fewer than {THRESHOLD} are left of {', '.join(bands)}. Nothing was opened or changed. "
            "Somebody or something has changed the box: compare it with a backup, and find out who."
        )
        self.bands = bands
        self.bad = bad


@dataclass(frozen=True, slots=True)
class TogetherReport:
    """What was opened together, as ``wave``: how many answered by label, and what could not be counted together.

    ``left_out`` are questions that were not asked in the same words everywhere. ``n_unpermitted`` ballots had no valid
    permit and were left out.
    """

    wave: str
    title: str
    members: tuple[str, ...]
    bands: Mapping[str, int]
    merged: tuple[str, ...]
    left_out: tuple[str, ...]
    dropped: tuple[str, ...]
    still_waiting: tuple[str, ...]
    n_unpermitted: int = 0


def open_together(
    stores: Stores,
    catalogue: Catalogue,
    authority: str,
    phrases: Phrases,
    *,
    today: date,
    title: str = "",
    trial: bool = False,
) -> TogetherReport:
    """Open all that waits under this authority and is enough, with a quorum's phrases of each wave it is of.

    Everything is stored or nothing is changed; a try that was cut off after its results were stored is finished.
    Raises NothingReady, TooFewValid, PhrasesMissing, WavePhraseProblem, UnknownInstrument, KeysExchanged.
    """
    line = (authority, trial)
    made = _cut_off(stores, line)
    dropped: tuple[str, ...] = ()
    if made is None:
        chosen = _chosen(stores, catalogue, line)
        with stores.read("box") as box:
            private = unwrap_all(box, chosen.waves, phrases)
        wash_before(stores)
        made, dropped = _open(stores, chosen, private, line, today)
    _finish(stores, catalogue, made, authority, title)
    return _report(stores, catalogue, made, line, dropped)


def take_up(stores: Stores, catalogue: Catalogue) -> tuple[str, ...]:
    """Finish every opening together that was cut off after its results were stored; the waves that came of them."""
    found = _all_cut_off(stores)
    for wave, (authority, _) in found.items():
        _finish(stores, catalogue, wave, authority, "")
    return tuple(found)


def _cut_off(stores: Stores, line: Line) -> str | None:
    """The wave whose results an earlier try has stored, if it was cut off before it was recorded."""
    return next((wave for wave, its in _all_cut_off(stores).items() if its == line), None)


def _all_cut_off(stores: Stores) -> Mapping[str, Line]:
    found = {}
    with stores.read("fieldwork") as registry, stores.read("results") as results:
        for wave, members in store.together(results).items():
            if not pools.is_pooled(registry, wave):
                member, band = members[0]
                found[wave] = (store.waiting_of(results, member)[band], waves.find(registry, member).trial)
    return found


def _chosen(stores: Stores, catalogue: Catalogue, line: Line) -> Joined:
    with stores.read("fieldwork") as registry, stores.read("box") as box, stores.read("results") as results:
        members = _ready(Sessions(registry, box, results), catalogue.bank, line)
        if not members:
            raise NothingReady
        joined = join(registry, catalogue, members)
        key = stores.key(vouching.PURPOSE)
        vouched = {wave: vouched_for(registry, box, wave, key=key) for wave in joined.waves}
        return replace(joined, issuers={wave: told.moduli if told else None for wave, told in vouched.items()})


def _ready(here: Sessions, bank: Bank, line: Line) -> tuple[tuple[str, str], ...]:
    """The waves and bands that can be opened together now."""
    some = lines.held_in(here, line)
    return tuple((one.wave.id, one.band) for one in lines.of_units(some, lines.ready(lines.laid(here, bank, some))))


def _open(stores: Stores, chosen: Joined, private: Privates, line: Line, today: date) -> tuple[str, tuple[str, ...]]:
    """Nobody destroys what is being opened; the commit of the results is the opening, and changes nothing elsewhere."""
    with stores.read("fieldwork") as registry, stores.write("box") as box:
        taken = {wave: waiting.take(box, wave, chosen.bands(wave)) for wave in chosen.waves}
        with stores.write("results") as results:
            if _ready(Sessions(registry, box, results), chosen.plan.bank, line) != chosen.members:
                raise WaitingChanged
            wave = naming.name(registry, results, line[0], chosen.members)
            handed, dropped = _found(chosen, taken, private)
            kept_until = naming.keep_until(results, chosen.members)
            store.put_away(results, replace(handed, wave=wave, month=f"{today:%Y-%m}", keep_until=kept_until))
    return wave, dropped


def _found(chosen: Joined, taken: Taken, private: Privates) -> tuple[Handed, tuple[str, ...]]:
    """What is kept of these ballots: counts alone; no row, and no comment: those were read before."""
    each = [one for wave in chosen.waves for one in _unsealed(chosen, wave, taken[wave], private[wave])]
    opened = [found for found in each if isinstance(found, Opened)]
    unpermitted = sum(found is Refused.UNPERMITTED for found in each)
    everything = [ballot for wave in chosen.waves for ballot in taken[wave]]
    try:
        parts = sort_out(chosen.plan, opened, keep_rows=False)
    except TooFewToOpen as few:
        raise TooFewValid(few.bands, bad=len(each) - len(opened)) from few
    handed = Handed(
        wave="",
        month="",
        keep_until=date.max,
        n_ok=len(opened),
        n_bad=len(each) - len(opened) - unpermitted,
        n_unpermitted=unpermitted,
        box_digest=ballots.digest(everything),
        bands={unit.label: unit.n for unit in parts.units},
        rows=(),
        remarks=(),
        cells=parts.cells,
        joint=parts.joint,
        raked=parts.raked,
        scored=parts.scored,
        members=chosen.members,
    )
    return handed, parts.dropped


def _unsealed(
    chosen: Joined, wave: str, taken: Sequence[Sealed], private: ec.EllipticCurvePrivateKey
) -> Iterator[Opened | Refused]:
    find = {one.fingerprint: one for (mine, _), one in chosen.own.items() if mine == wave}.__getitem__
    for _, one in unseal_each(taken, private, Terms(wave, find, chosen.cards[wave], chosen.issuers[wave])):
        if isinstance(one, Refused):
            yield one
        else:
            asked = chosen.plan.instruments[one.band].closed
            yield Opened(one.band, {item.id: one.answers[item.id] for item in asked}, {})


def _finish(stores: Stores, catalogue: Catalogue, wave: str, authority: str, title: str) -> None:
    """What follows the commit; each step may be done again."""
    wash(stores.engine("results"), store.TABLES)
    with stores.read("results") as results:
        members = store.members_of(results, wave)
    with stores.write("fieldwork") as registry:
        named = title.strip() or naming.title(registry, catalogue.bank, authority, members)
        together.record(registry, Together(wave, authority, named, members))


def _report(stores: Stores, catalogue: Catalogue, wave: str, line: Line, dropped: tuple[str, ...]) -> TogetherReport:
    with stores.read("fieldwork") as registry, stores.read("box") as box, stores.read("results") as results:
        here, members = Sessions(registry, box, results), store.members_of(results, wave)
        bands, opening = store.bands_of(results, wave), store.opening_of(results, wave)
        joined = join(registry, catalogue, members)
        return TogetherReport(
            wave=wave,
            title=waves.find(registry, wave).title,
            members=joined.waves,
            bands=bands,
            merged=tuple(label for label in bands if "+" in label),
            left_out=joined.left_out,
            dropped=dropped,
            still_waiting=tuple(dict.fromkeys(one.band for one in lines.held_in(here, line))),
            n_unpermitted=opening.n_unpermitted if opening else 0,
        )
