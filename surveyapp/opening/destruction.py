"""After the opening: destroying what could open the box again, with a certificate that says what was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from surveyapp.box import ballots, issuers, keys, known
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.fieldwork import codes, destructions, waves
from surveyapp.fieldwork.models import Destruction
from surveyapp.opening.certificate import Certificate, certificate_of
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES
from surveyapp.results import store
from surveyapp.results.models import Opening


class NotYetToBeDestroyed(Exception):
    """Something is still needed: the box is unopened, counts disagree, or nobody has tried to restore the results."""


class NotRestored(NotYetToBeDestroyed):
    """Nobody has said that the results were restored from their backup and looked at."""

    def __init__(self) -> None:
        super().__init__("nobody has tried to restore the results from their backup")


class CountsDisagree(NotYetToBeDestroyed):
    """The box does not hold what its opening knew of."""

    def __init__(self, *, here: int, known: int) -> None:
        super().__init__(f"the box holds {here} ballots, and its opening knew {known}")
        self.here = here
        self.known = known


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is known of an opened wave: what was found, until when rows may be kept, and what was destroyed."""

    n_ok: int
    n_bad: int
    late: int
    keep_until: date
    let_go: bool
    certificate: Certificate | None


def afterwards(stores: Stores, wave: str) -> Afterwards | None:
    """What is known of the wave after its opening; None while there was none."""
    with stores.read("results") as results:
        opening, late = store.opening_of(results, wave), store.late_of(results, wave)
    if opening is None:
        return None
    return Afterwards(
        n_ok=opening.n_ok,
        n_bad=opening.n_bad,
        late=late,
        keep_until=opening.keep_until,
        let_go=opening.expired,
        certificate=certificate(stores, wave),
    )


def certificate(stores: Stores, wave: str) -> Certificate | None:
    """The certificate of a destruction that came to its end."""
    with stores.read("fieldwork") as registry:
        gone = destructions.find(registry, wave)
        return certificate_of(gone) if gone and gone.finished else None


def destroy(
    stores: Stores, wave: str, *, state_keys: StateKeys, today: date, by: str, restore_tried: bool
) -> Certificate:
    """Delete the wave's ballots and keys, forget its codes. Raises NotYetToBeDestroyed and changes nothing.

    ``restore_tried`` says that somebody has restored the results store from its backup and seen the counts. A try that
    was cut off is taken up again; after the end the same certificate is given again.
    """
    opening, late = _opened(stores, wave)
    done = certificate(stores, wave)
    if done is not None:
        return done
    if not restore_tried:
        raise NotRestored
    with stores.write("box") as box, stores.write("fieldwork") as registry:
        _forget(box, registry, Destruction(wave=wave, day=today, by=by, **_known(opening, late)))
    known.forget(wave)
    state_keys.destroy(wave)
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    with stores.write("fieldwork") as registry:
        return certificate_of(destructions.finish(registry, wave))


def _forget(box: Session, registry: Session, planned: Destruction) -> None:
    """Destroy in the box, and say so in fieldwork, which is committed first: what was cut off there is begun again."""
    wave, known = planned.wave, planned.n_ok + planned.n_bad + planned.late
    begun = destructions.find(registry, wave)
    here = sum(ballots.count(box, wave).values())
    if here != known and (begun is None or here):
        raise CountsDisagree(here=here, known=known)
    gone, wrapped, signing = ballots.destroy(box, wave), keys.destroy(box, wave), issuers.destroy(box, wave)
    forgotten = codes.forget(registry, wave)
    if begun is None:
        planned.ballots, planned.wrapped_keys, planned.issuer_keys, planned.codes = gone, wrapped, signing, forgotten
        planned.finished = False
        destructions.record(registry, planned)


def _known(opening: Opening, late: int) -> dict[str, int | str]:
    return {"n_ok": opening.n_ok, "n_bad": opening.n_bad, "late": late, "box_digest": opening.box_digest.hex()}


def _opened(stores: Stores, wave: str) -> tuple[Opening, int]:
    """What is known of the opening, once it has come to its end, and how many ballots came too late for it."""
    with stores.read("fieldwork") as registry:
        finished = waves.find(registry, wave).state in codes.FINISHED
    with stores.read("results") as results:
        opening, late = store.opening_of(results, wave), store.late_of(results, wave)
    if opening is None or not finished:
        raise NotYetToBeDestroyed("the box has not been opened, or not to the end")
    return opening, late
