"""What stands in a form for an option without a script: its place, in a dot and two digits whatever it is called.

A network sees how long a form is though it cannot read it; the name of an option would tell which one was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyapp.definition.model import Item, Page
from surveyapp.survey.answering import Form


def tick(place: int) -> str:
    """The value of the option at this place of its scale; all are of one length, and none is any option's name."""
    return f".{place:02}"


@dataclass(frozen=True, slots=True)
class Ticked:
    """A posted form with options under their own names again.

    A name itself is taken as well: the page may have been made by a version that still sent names.
    """

    form: Form
    page: Page | None

    def get(self, name: str, default: str, /) -> str:
        """What stands in a field that is no option."""
        return self.form.get(name, default)

    def getlist(self, name: str, /) -> Sequence[str]:
        """What was chosen or typed for this item."""
        values = self.form.getlist(name)
        item = next((one for one in self.page.items if one.id == name), None) if self.page else None
        named = _names(item) if item is not None else {}
        return [named.get(value, value) for value in values]


def _names(item: Item) -> dict[str, str]:
    """The names of an item's options by what stands for them."""
    return {tick(place): option.id for place, option in enumerate(item.scale.options)} if item.scale else {}
