"""The exact questions behind a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedOption:
    """An option as it was worded, and whether it counts as positive."""

    id: str
    text: str
    positive: bool


@dataclass(frozen=True, slots=True)
class Question:
    """The exact question one band was asked. Texts are English message ids; ``item`` is their msgctxt.

    ``asked_if`` writes out the conditions under which it is asked, so that two waves can be compared; "" is always.
    ``options_context`` is the options' msgctxt; ``pipes`` are the {names} in ``ask`` with the words they usually have.
    """

    band: str
    item: str
    ask: str
    options: tuple[AskedOption, ...]
    by_adult: bool
    instrument: str
    asked_if: str = ""
    options_context: str = ""
    pipes: tuple[tuple[str, str], ...] = ()
