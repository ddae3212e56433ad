"""After the opening: destroying what could open the box again, with a certificate that says what was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from surveyapp.box import ballots, issuers, keys
from surveyapp.box.statekeys import StateKeys
from surveyapp.db.engines import Stores
from surveyapp.db.wash import wash
from surveyapp.fieldwork import codes, waves
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES
from surveyapp.results import store
from surveyapp.results.models import Opening


class NotYetToBeDestroyed(Exception):
    """Something is still needed: the box is unopened, counts disagree, or nobody has tried to restore the results."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed, on which day, and the digest under which the ballots could have been recognised."""

    wave: str
    day: date
    ballots: int
    wrapped_keys: int
    issuer_keys: int
    codes: int
    n_ok: int
    n_bad: int
    box_digest: str

    def text(self) -> str:
        """The certificate to print and sign."""
        return "\n".join(
            [
                f"Certificate of destruction: wave {self.wave}",
                f"Day: {self.day:%Y-%m-%d}",
                "",
                f"Sealed ballots destroyed: {self.ballots} ({self.n_ok} had been opened and counted, "
                f"{self.n_bad} could not be read or were not valid)",
                f"Wrapped keys destroyed: {self.wrapped_keys}, with the salts of all custodians",
                f"Keys that signed tokens destroyed: {self.issuer_keys}, one for each age band",
                f"Access codes forgotten: {self.codes} (their number and state stay, for the response rate)",
                "Key of the answers that travelled in pages: destroyed at the opening, and not there today",
                f"Digest of the box when it was opened (SHA-256): {self.box_digest}",
                "",
                "Still to be destroyed by hand, by the person who signs below:",
                "- every backup of the box store;",
                "- every custodian's recovery sheet for this wave;",
                "- every sheet of printed access codes.",
                "",
                "Name, signature, day: ______________________________________________",
                "",
            ]
        )


def destroy(stores: Stores, wave: str, *, state_keys: StateKeys, today: date, restore_tried: bool) -> Certificate:
    """Delete the wave's ballots and all its keys, forget its codes. Raises NotYetToBeDestroyed and changes nothing.

    ``restore_tried`` says that somebody has restored the results store from its backup and seen the counts.
    """
    opening = _opened(stores, wave)
    if not restore_tried:
        raise NotYetToBeDestroyed("nobody has tried to restore the results from their backup")
    with stores.write("box") as box:
        counted, known = sum(ballots.count(box, wave).values()), opening.n_ok + opening.n_bad
        if counted != known:
            raise NotYetToBeDestroyed(f"the box holds {counted} ballots, and its opening knew {known}")
        with stores.write("fieldwork") as registry:
            forgotten = codes.forget(registry, wave)
        gone, wrapped, signing = ballots.destroy(box, wave), keys.destroy(box, wave), issuers.destroy(box, wave)
    state_keys.destroy(wave)
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    return Certificate(
        wave=wave,
        day=today,
        ballots=gone,
        wrapped_keys=wrapped,
        issuer_keys=signing,
        codes=forgotten,
        n_ok=opening.n_ok,
        n_bad=opening.n_bad,
        box_digest=opening.box_digest.hex(),
    )


def _opened(stores: Stores, wave: str) -> Opening:
    """What is known of the opening, once it has come to its end."""
    with stores.read("fieldwork") as registry:
        finished = waves.find(registry, wave).state in codes.FINISHED
    with stores.read("results") as results:
        opening = store.opening_of(results, wave)
    if opening is None or not finished:
        raise NotYetToBeDestroyed("the box has not been opened, or not to the end")
    return opening
