"""How a child wants the pages to look; it travels with the form, or in the address of a window, and is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from surveyapp.web import language

LOOKS: Mapping[str, LazyString] = {
    "calm": _("Calm colours"),
    "dark": _("Dark"),
    "strong": _("Strong contrast"),
    "big": _("Big letters"),
}
"""By the class of the page that has it."""
COMPANIONS: Mapping[str, LazyString] = {"bird": _("Bird"), "snail": _("Snail"), "boat": _("Boat")}
"""One of them may travel along the stepping stones. It knows where the child is, and no answer."""


def chosen() -> tuple[str, ...]:
    """What was chosen before, with the one that was just pressed turned on or off."""
    before = (language.typed("looks") or request.args.get("looks", "")).split()
    pressed = language.typed("alters")
    others = COMPANIONS.keys() - {pressed} if pressed in COMPANIONS else ()
    kept = [name for name in before if name not in others]
    return tuple(name for name in (*LOOKS, *COMPANIONS) if (name in kept) != (name == pressed))
