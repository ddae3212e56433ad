"""An age band that stays too small: what becomes of it is asked with the plan, and told until it has happened."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from surveyapp import opening
from surveyapp.desk import bands
from surveyapp.desk.facts import Facts
from surveyapp.fieldwork import pools
from surveyapp.fieldwork.models import State
from surveyapp.fieldwork.pools import Declared, Kind
from surveyapp.opening import Fate
from surveyapp.web.stores import catalogue, stores

TOLD_IN = (State.OPEN, State.CLOSING, State.CLOSED)
"""While it can still be changed by giving children more time."""

NOT_COUNTED = "not_counted"
"""The choice that waits for nobody; no authority can be called so."""


def is_partnership(authority: str) -> bool:
    """Whether several councils count small groups together under this name; it asks no children itself."""
    with stores().read("fieldwork") as session:
        return pools.is_partnership(session, authority)


def field(authority: str, *, now: str | None = None) -> RadioField:
    """The question of the plan: nothing, our next wave, or the other councils of a partnership. Nobody answers it but
    the person who plans; ``now`` is what they said before.
    """
    with stores().read("fieldwork") as session:
        partners = pools.partnerships(session)
    alone = [SelectChoice(NOT_COUNTED, _for_nobody()), SelectChoice(authority, _until_our_next())]
    choices = [*alone, *(SelectChoice(one.id, _with_partners(one.title)) for one in partners)]
    return RadioField(
        gettext("If fewer than 10 answer in an age band, and no other age band can take them in?"),
        description=gettext(
            "So few could be found out, so this is settled before anybody answers. You can change it until the wave "
            "opens, and not after that. Sealed answers wait two years at most; then they are destroyed unread. "
            "Comments are read for harm in any case."
        ),
        choices=choices,
        default=now,
        validators=[InputRequired(gettext("Choose what becomes of their answers"))],
    )


def pool(chosen: str) -> str | None:
    """The authority that was chosen, under which small bands are opened; None where they wait for nobody."""
    return None if chosen == NOT_COUNTED else chosen


def declared(known: Declared | None) -> str:
    """What the wave declared, as a sentence."""
    if known is None:
        return str(gettext("An age band that stays too small is not counted. Only its comments are read, for harm."))
    if known.kind is Kind.NEXT:
        return str(
            gettext("An age band that stays too small is kept sealed and counted together with our next wave's.")
        )
    return str(
        gettext(
            "An age band that stays too small is kept sealed and counted with the other councils of “%(title)s”.",
            title=known.title,
        )
    )


def fates(known: Facts) -> Mapping[str, Fate]:
    """What becomes of each band as things stand; nothing before the wave opens and after its box is open."""
    if known.state not in TOLD_IN or known.unread or not (known.counted or known.state is State.CLOSED):
        return {}
    return opening.foreseen(stores(), catalogue(), known.wave.id)


def told(known: Facts, found: Mapping[str, Fate]) -> tuple[str, ...]:
    """What becomes of every band that is not counted by itself, as sentences."""
    return tuple(
        said for band in (one.band for one in known.bands) if (said := _told(band, found.get(band), known.pool))
    )


def _told(band: str, fate: Fate | None, pool: Declared | None) -> str:
    title = bands.title(band)
    if fate is Fate.JOINED:
        return str(gettext("%(band)s: counted together with another age band of this wave.", band=title))
    if fate is Fate.AWAITED:
        return str(
            gettext(
                "%(band)s: kept sealed, however many answer. Others wait for them, and all are opened together.",
                band=title,
            )
        )
    if fate is Fate.TOO_FEW:
        return str(gettext("%(band)s: not counted. Only the comments are read, for harm.", band=title))
    if fate is not Fate.WAITS:
        return ""
    return sealed(band, partners=pool.title if pool is not None and pool.kind is Kind.PARTNERS else None)


def sealed(band: str, *, partners: str | None) -> str:
    """For whom a band waits: the other councils of a partnership, by its title, or this council's next wave."""
    title = bands.title(band)
    if partners is not None:
        return str(
            gettext(
                "%(band)s: kept sealed until they can be opened together with the other councils of “%(title)s”. "
                "Comments are read for harm.",
                band=title,
                title=partners,
            )
        )
    return str(
        gettext(
            "%(band)s: kept sealed until they can be opened together with those of the next wave. "
            "Comments are read for harm.",
            band=title,
        )
    )


def _for_nobody() -> str:
    return str(
        gettext(
            "Their answers are not counted. Nobody reads them, and they are destroyed after the opening with the "
            "rest of the box."
        )
    )


def _until_our_next() -> str:
    return str(
        gettext(
            "Their answers stay sealed until our next wave. Both are counted as one. Choose this if you will ask "
            "again within two years."
        )
    )


def _with_partners(title: str) -> str:
    return str(
        gettext(
            "Their answers stay sealed until they can be counted as one with the other councils of “%(title)s”.",
            title=title,
        )
    )
