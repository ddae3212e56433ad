"""After the opening: destroying what could open the box again, with a certificate that says what was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from surveyapp.box import known
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.fieldwork import codes, counts, destructions, drills, pools, vouching, waves
from surveyapp.fieldwork.models import Destruction
from surveyapp.opening import beside, clearing
from surveyapp.opening.certificate import Certificate, Pooled, certificate_of
from surveyapp.opening.clearing import Reach
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES
from surveyapp.opening.unread import EndedUnread, ended
from surveyapp.results import store
from surveyapp.results.models import Opening

LONGEST = 200
"""Signs that are kept of where and when a restore was tried."""


class NotYetToBeDestroyed(Exception):
    """Something is still needed: the box is unopened, counts disagree, or nobody has tried to restore the results."""


class NotRestored(NotYetToBeDestroyed):
    """No restored copy held the results, by the record, and nobody has said where and when they were restored."""

    def __init__(self) -> None:
        super().__init__(
            "no backup that holds these results was restored here yet, and nobody said where else and when it was "
            "(since the opening: `surveyapp backup FOLDER`, then `surveyapp restore-drill FOLDER`)"
        )


class NotOpened(NotYetToBeDestroyed):
    """Nobody has opened the box, or not to the end; ``unread``: what was destroyed of it, where it was ended unread."""

    def __init__(self, wave: str, *, unread: EndedUnread | None) -> None:
        line = f"`surveyapp end-unread {wave} --by NAME`"
        told = f"the box has not been opened, or not to the end (if too many phrases are lost for good: {line})"
        if unread is not None:
            told = (
                f"nothing is left of the box: it was destroyed unread on {unread.day:%Y-%m-%d} by {unread.by} "
                f"({line} prints that certificate again)"
            )
        super().__init__(told)


class CountsDisagree(NotYetToBeDestroyed):
    """The box does not hold what its opening knew of."""

    def __init__(self, *, here: int, known: int) -> None:
        super().__init__(f"the box holds {here} ballots, and its opening knew {known}")
        self.here = here
        self.known = known


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is known of an opened wave: what was found, what is kept and until when, and what was destroyed."""

    n_ok: int
    n_bad: int
    n_unpermitted: int
    n_missing: int | None
    late: int
    rows: int
    comments: int
    keep_until: date
    let_go: bool
    certificate: Certificate | None


def afterwards(stores: Stores, wave: str) -> Afterwards | None:
    """What is known of the wave after its opening; None while there was none."""
    with stores.read("results") as results:
        opening, late = store.opening_of(results, wave), store.late_of(results, wave)
        rows, comments = store.kept_of(results, wave)
    if opening is None:
        return None
    return Afterwards(
        n_ok=opening.n_ok,
        n_bad=opening.n_bad,
        n_unpermitted=opening.n_unpermitted,
        n_missing=opening.n_missing,
        late=late,
        rows=rows,
        comments=comments,
        keep_until=opening.keep_until,
        let_go=opening.expired,
        certificate=certificate(stores, wave),
    )


def certificate(stores: Stores, wave: str) -> Certificate | None:
    """The certificate of a destruction that came to its end."""
    with stores.read("fieldwork") as registry:
        gone = destructions.find(registry, wave)
        opened = waves.find(registry, wave).state in codes.FINISHED
        return _certificate(registry, gone) if gone and gone.finished and opened else None


def destroy(
    stores: Stores, wave: str, *, state_keys: StateKeys, today: date, by: str, restored_elsewhere: str = ""
) -> Certificate:
    """Delete the wave's ballots and keys, forget its codes. Raises NotYetToBeDestroyed and changes nothing.

    Ballots that wait for others stay, and so do the wrapped keys; they go with the wave in which they were opened.
    The record must show a restore of copies that held the opened answers; else ``restored_elsewhere`` says where and
    when somebody restored the results store from its backup and saw the counts. A try that was cut off is taken up
    again; after the end the same certificate is given again.
    """
    opening, late = _opened(stores, wave)
    done = certificate(stores, wave)
    if done is not None:
        return done
    restored_on = restored(stores, wave)
    if restored_on is None and not restored_elsewhere.strip():
        raise NotRestored
    planned = Destruction(wave=wave, day=today, by=by, restored_on=restored_on, **_known(opening, late))
    planned.beside = beside.found(stores)
    planned.restored_elsewhere = "" if restored_on else restored_elsewhere.strip()[:LONGEST]
    with stores.read("results") as results:
        reach = clearing.reach(results, wave)
    with stores.write("box") as box, stores.write("fieldwork") as registry:
        _forget(box, registry, reach, planned)
    known.forget(wave)
    state_keys.destroy(wave)
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    with stores.write("fieldwork") as registry:
        return _certificate(registry, destructions.finish(registry, wave))


def _certificate(registry: Session, gone: Destruction) -> Certificate:
    pooled = _pooled(registry, gone.wave)
    asked = all(vouching.kept(registry, wave) for wave in pooled.members or (gone.wave,))
    return certificate_of(gone, pooled=pooled, permits=asked)


def _pooled(registry: Session, wave: str) -> Pooled:
    """With which waves ballots of this one were opened together, and how many codes were used in its bands there."""
    together = pools.pooled_from(registry, wave)
    beside = [it for one in together for it in pools.members(registry, one)]
    answered = counts.completed(registry, wave) if together else {}
    return Pooled(
        members=tuple(dict.fromkeys(it.wave for it in pools.members(registry, wave))),
        together=together,
        others=tuple(dict.fromkeys(it.wave for it in beside if it.wave != wave)),
        used=sum(answered[it.band] for it in beside if it.wave == wave),
    )


def restored(stores: Stores, wave: str) -> date | None:
    """The last day on which copies that hold the wave's opened answers were restored here, and all went well."""
    with stores.read("fieldwork") as registry:
        return drills.held(registry, wave)


def _forget(box: Session, registry: Session, reach: Reach, planned: Destruction) -> None:
    """Destroy in the box, and say so in fieldwork, which is committed first: what was cut off there is begun again."""
    known = planned.n_ok + planned.n_bad + planned.n_unpermitted + planned.late
    begun = destructions.find(registry, planned.wave)
    here = clearing.here(box, reach)
    if here != known and (begun is None or here):
        raise CountsDisagree(here=here, known=known)
    gone, forgotten = clearing.clear(box, reach), codes.forget(registry, planned.wave)
    if begun is None:
        planned.ballots, planned.wrapped_keys, planned.issuer_keys = gone.ballots, gone.wrapped_keys, gone.issuer_keys
        planned.codes, planned.waits, planned.finished = forgotten, gone.waits, False
        destructions.record(registry, planned)


def _known(opening: Opening, late: int) -> dict[str, int | str | None]:
    numbers = {"n_ok": opening.n_ok, "n_bad": opening.n_bad, "n_unpermitted": opening.n_unpermitted, "late": late}
    return {**numbers, "n_missing": opening.n_missing, "box_digest": opening.box_digest.hex()}


def _opened(stores: Stores, wave: str) -> tuple[Opening, int]:
    """What is known of the opening, once it has come to its end, and how many ballots came too late for it."""
    with stores.read("fieldwork") as registry:
        finished = waves.find(registry, wave).state in codes.FINISHED
    with stores.read("results") as results:
        opening, late = store.opening_of(results, wave), store.late_of(results, wave)
    if opening is None or not finished:
        raise NotOpened(wave, unread=ended(stores, wave))
    return opening, late
