"""Ending a closed wave whose box nobody can open any more: its ballots and keys are destroyed unread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from surveyapp.box import ballots, carried, known
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.fieldwork import codes, destructions, waves
from surveyapp.fieldwork.models import Destruction, State
from surveyapp.opening import beside, clearing
from surveyapp.opening.certificate import without_a_ballot
from surveyapp.opening.clearing import Reach
from surveyapp.opening.missing import missing
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES
from surveyapp.results import store


class NotToBeEnded(Exception):
    """Only a closed wave whose box was never opened, here or elsewhere, is ended unread. Nothing was destroyed."""


@dataclass(frozen=True, slots=True)
class EndedUnread:
    """What was destroyed unread, on which day and by whom; the answers were counted nowhere."""

    wave: str
    day: date
    by: str
    ballots: int
    wrapped_keys: int
    issuer_keys: int
    codes: int
    box_digest: str
    n_missing: int | None = None
    beside: str | None = None

    def text(self) -> str:
        """The certificate to print and sign."""
        return "\n".join(
            [
                f"Certificate of destruction, unread: wave {self.wave}",
                f"Day: {self.day:%Y-%m-%d}",
                f"Destroyed by: {self.by}",
                "",
                "The box of this closed wave was never opened, and too few phrases were left to open it, as the person "
                "above says. Nobody has read an answer or a comment of it, for harm neither, and nothing was counted.",
                "",
                f"Sealed ballots destroyed: {self.ballots}",
                without_a_ballot(self.n_missing),
                f"Wrapped keys destroyed: {self.wrapped_keys}, with the salts of all custodians",
                f"Keys that signed tokens destroyed: {self.issuer_keys}, one for each age band",
                f"Access codes forgotten: {self.codes} (their number and state stay, for the response rate)",
                "Key of the answers that travelled in pages: destroyed",
                f"Digest of the box (SHA-256): {self.box_digest}",
                beside.looked_for(self.beside),
                "",
                "Still to be destroyed by hand, by the person who signs below:",
                *beside.by_hand(self.beside),
                "- every backup of the box and fieldwork stores made before this destruction, on that day too (the "
                "next `surveyapp backup` removes those in its folder);",
                "- every file of `surveyapp box export`, on every medium;",
                "- every custodian's recovery sheet for this wave that is found after all;",
                "- every sheet of printed access codes.",
                "",
                "Name, signature, day: ______________________________________________",
                "",
            ]
        )


def ended(stores: Stores, wave: str) -> EndedUnread | None:
    """What was destroyed of a wave that was never opened, once all of it was gone."""
    with stores.read("fieldwork") as registry:
        found = destructions.find(registry, wave)
        if found is None or not found.finished or waves.find(registry, wave).state is not State.CLOSED:
            return None
        return _told(found)


def end_unread(stores: Stores, wave: str, *, state_keys: StateKeys, today: date, by: str) -> EndedUnread:
    """Destroy the ballots and keys of a closed wave, and forget its codes. Raises NotToBeEnded and changes nothing.

    The wave stays closed: nothing was counted, so nothing of it is ever released. A try that was cut off is taken up
    again; after the end the same certificate is given again.
    """
    done = ended(stores, wave)
    if done is not None:
        return done
    _assert_unopened(stores, wave)
    others = beside.found(stores)
    with stores.write("box") as box, stores.write("fieldwork") as registry:
        _assert_here(box, wave)
        _destroy(box, registry, Destruction(wave=wave, day=today, by=by, beside=others, **NOTHING))
    known.forget(wave)
    state_keys.destroy(wave)
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    with stores.write("fieldwork") as registry:
        return _told(destructions.finish(registry, wave))


NOTHING = {"n_ok": 0, "n_bad": 0, "late": 0, "restored_on": None, "finished": False}
"""What is known of answers that nobody has read."""


def _assert_unopened(stores: Stores, wave: str) -> None:
    with stores.read("fieldwork") as registry:
        state = waves.find(registry, wave).state
    with stores.read("results") as results:
        begun = store.opening_of(results, wave) is not None
    if state is not State.CLOSED or begun:
        told = "its box was opened" if begun or state in codes.FINISHED else "it is not closed"
        raise NotToBeEnded(f"{wave} cannot be ended unread: {told}. Nothing was destroyed.")


def _assert_here(box: Session, wave: str) -> None:
    if carried.is_away(box, wave):
        raise NotToBeEnded(
            f"The box of {wave} was exported, and may have been opened there. Import what was found; only if nobody "
            f"opened that file: destroy it, then `surveyapp box take-back {wave}`. Nothing was destroyed."
        )


def _destroy(box: Session, registry: Session, planned: Destruction) -> None:
    """In the box, and said so in fieldwork, which is committed first: what was cut off there is begun again.

    The box takes nothing more: what came now could never be opened.
    """
    begun = destructions.find(registry, planned.wave)
    digest = ballots.digest(ballots.take(box, planned.wave)).hex()
    lost = missing(registry, box, planned.wave)
    ballots.mark_opened(box, planned.wave)
    gone = clearing.clear(box, Reach(planned.wave, frozenset(), {}))
    forgotten = codes.forget(registry, planned.wave, unread=True)
    if begun is None:
        planned.ballots, planned.wrapped_keys, planned.issuer_keys = gone.ballots, gone.wrapped_keys, gone.issuer_keys
        planned.codes, planned.late, planned.box_digest = forgotten, gone.ballots, digest
        planned.n_missing = lost
        destructions.record(registry, planned)


def _told(found: Destruction) -> EndedUnread:
    return EndedUnread(
        found.wave,
        found.day,
        found.by,
        found.ballots,
        found.wrapped_keys,
        found.issuer_keys,
        found.codes,
        found.box_digest,
        found.n_missing,
        found.beside,
    )
