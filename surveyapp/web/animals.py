"""What the tablets of a session are called: an animal each, in the language of whoever reads."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

ANIMALS = (
    _("Otter"),
    _("Owl"),
    _("Bear"),
    _("Fish"),
    _("Horse"),
    _("Bee"),
    _("Elephant"),
    _("Duck"),
    _("Lion"),
    _("Cat"),
    _("Tortoise"),
    _("Camel"),
    _("Butterfly"),
    _("Frog"),
    _("Giraffe"),
    _("Rabbit"),
)


def animal(number: int) -> str:
    """The name of the tablet that joined as this one, counted from 0; the seventeenth is a second otter."""
    again, place = divmod(number, len(ANIMALS))
    if not again:
        return str(ANIMALS[place])
    return f"{ANIMALS[place]} {again + 1}"
