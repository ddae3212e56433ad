"""By which groups a wave will show results: asked with the plan, told until it is opened."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext, pgettext
from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from surveyapp.definition.messages import context_of
from surveyapp.desk.words import listed
from surveyapp.fieldwork.breakdowns import Shown
from surveyapp.web.stores import catalogue


def field(*, now: Shown = None, trying: bool = False) -> SelectMultipleField:
    """The question of the plan, all groups chosen unless fewer were; ``trying`` where nothing is kept of the answer."""
    if trying:
        about = gettext("Try fewer: more of their results could be shown.")
    else:
        about = gettext(
            "Choose what you will use. Every figure takes up some of the room that keeps children from being found "
            "out, so of fewer breakdowns more can be shown. By those that you leave out nothing is ever counted. "
            "Changes between years are checked by girls and boys, by how the questions were answered and by who "
            "helped: leave these in if you compare. You can change this until the wave opens, and not after that."
        )
    return SelectMultipleField(
        gettext("By which groups will results be shown?"),
        description=about,
        choices=[SelectChoice(id, title) for id, title in _titles().items()],
        default=sorted(_titles()) if now is None else sorted(now),
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )


def chosen(ids: Collection[str] | None) -> tuple[str, ...] | None:
    """What was chosen, as a plan has it; None for all of them."""
    known = _titles()
    return None if ids is None or known.keys() <= set(ids) else tuple(id for id in known if id in ids)


def told(shown: Shown) -> str:
    """What a wave declared, as a sentence."""
    if shown is None:
        return str(gettext("Results are shown by every group that the surveys ask for, as far as the numbers allow."))
    known = [title for id, title in _titles().items() if id in shown]
    if not known:
        return str(gettext("Results are shown by age alone. Nothing is counted by any other group."))
    groups = listed(known)
    return str(
        gettext("Results are shown by age and by: %(groups)s. Nothing is counted by any other group.", groups=groups)
    )


def _titles() -> dict[str, str]:
    return {id: str(pgettext(context_of(one), one.title)) for id, one in catalogue().bank.breakdowns.items()}
