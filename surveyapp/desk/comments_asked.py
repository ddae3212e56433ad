"""What a comment answers: the question in its bands' words, and what the bands are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from flask_babel import pgettext

from surveyapp.definition.messages import context_of
from surveyapp.desk import bands
from surveyapp.fieldwork import waves
from surveyapp.web.stores import catalogue, stores


class Remark(Protocol):
    """Something that was written to an item under the label of bands."""

    @property
    def bands(self) -> str:
        """The label, such as "4-7+8-11"."""
        ...

    @property
    def item(self) -> str:
        """The item's id."""
        ...


def of(wave: str) -> Callable[[Remark], tuple[str, str]]:
    """Of a comment of this wave what was asked, in the words of its first band, and what its bands are called."""
    with stores().read("fieldwork") as session:
        instruments = {one.band: one.instrument for one in waves.bands(session, wave)}

    def words(one: Remark) -> tuple[str, str]:
        several = one.bands.split("+")
        return _text(instruments, several, one.item), " + ".join(bands.titles(several))

    return words


def _text(instruments: dict[str, str], several: list[str], item: str) -> str:
    for band in several:
        found = catalogue().find(instruments[band]).items if band in instruments else ()
        for one in found:
            if one.id == item:
                return str(pgettext(context_of(one), one.ask))
    return item
