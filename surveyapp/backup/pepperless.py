"""Going on where the pepper is lost for good: what was answered can still be opened, no card can be used again."""

from __future__ import annotations

from datetime import date

from surveyapp.box import issuers
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import vouching, waves
from surveyapp.fieldwork.models import State


def go_on(stores: Stores, *, today: date) -> tuple[str, ...]:
    """End the fieldwork of every wave whose issuer keys this pepper does not open; the waves' ids.

    A draft gets new issuer keys when it starts. What lies sealed in a box is the custodians' to open, as ever.
    """
    with stores.read("box") as box:
        lost = issuers.unfit(box.connection(), key=stores.key(issuers.PURPOSE))
    for wave in lost:
        with stores.write("fieldwork") as registry:
            state = waves.find(registry, wave).state
            if state is State.OPEN:
                state = waves.start_closing(registry, wave).state
            if state is State.CLOSING:
                waves.close_wave(registry, wave, day=today)
        with stores.write("box") as box:
            if state is State.DRAFT:
                issuers.discard(box, wave)
            else:
                issuers.destroy(box, wave)
    return lost


def trust_found(stores: Stores) -> tuple[str, ...]:
    """Seal what the copies say of the waves' keys under the new pepper, as it is found: nothing else is left to ask.

    The waves. What stands on the custodians' sheets and on the cards is then the one thing that no copy can change.
    """
    with stores.write("fieldwork") as registry:
        return vouching.trust_found(registry, key=stores.key(vouching.PURPOSE))
