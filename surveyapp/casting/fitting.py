"""Whether the settings belong to the stores: under another pepper every card of a wave that has keys is unknown."""

from __future__ import annotations

from sqlalchemy.pool import NullPool

from surveyapp.box import issuers
from surveyapp.config import Settings
from surveyapp.db import migrate
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores
from surveyapp.db.errors import IssuersExchanged, PepperUnfit
from surveyapp.db.keys import key_for
from surveyapp.fieldwork import vouching


def assert_fits(stores: Stores) -> None:
    """Raise PepperUnfit if a wave's issuer keys rest in the box under another pepper than this one.

    IssuersExchanged where what fieldwork keeps of such a wave is sealed under this very pepper.
    No connection is left open: a server that forks after this must not share one with its children.
    """
    with stores.read("box") as box:
        unread = issuers.unfit(box.connection(), key=stores.key(issuers.PURPOSE))
    ours = tuple(wave for wave in unread if _sealed_here(stores, wave))
    for store in ("box", "fieldwork"):
        stores.engine(store).dispose()
    if ours:
        raise IssuersExchanged(*ours)
    _refuse(unread)


def assert_upgrade_fits(settings: Settings) -> None:
    """The same before an upgrade, which seals what it finds under this pepper; the box may be of any version, or new.

    Raises PepperUnfit, and nothing was changed.
    """
    engine = open_engine("box", settings.databases["box"], pool=NullPool)
    if migrate.version("box", engine) is not None:
        with engine.connect() as connection:
            _refuse(issuers.unfit(connection, key=key_for(settings.pepper, issuers.PURPOSE)))


def _sealed_here(stores: Stores, wave: str) -> bool:
    with stores.read("fieldwork") as registry:
        return vouching.vouched(registry, wave, key=stores.key(vouching.PURPOSE)).genuine


def _refuse(unread: tuple[str, ...]) -> None:
    if unread:
        raise PepperUnfit(*(f"the keys of {wave}" for wave in unread))
