"""Whether the settings belong to the stores: under another pepper every card of a wave that has keys is unknown."""

from __future__ import annotations

from surveyapp.box import issuers
from surveyapp.db.engines import Stores
from surveyapp.db.errors import PepperUnfit


def assert_fits(stores: Stores) -> None:
    """Raise PepperUnfit if a wave's issuer keys rest in the box under another pepper than this one.

    No connection is left open: a server that forks after this must not share one with its children.
    """
    with stores.read("box") as box:
        unread = issuers.unfit(box.connection(), key=stores.key(issuers.PURPOSE))
    stores.engine("box").dispose()
    if unread:
        raise PepperUnfit(*(f"the keys of {wave}" for wave in unread))
