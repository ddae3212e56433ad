"""What children wrote, in a text that two people masked and approved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """One text and what it answers; ``bands`` were laid together at the opening, and no finer group is ever told.

    ``ask`` is the English message id of the question, ``item`` its msgctxt. ``welsh`` is "" unless every quote of the
    release has it. ``domain`` is where people put it, "" under none. Which language a child wrote in is never kept.
    """

    item: str
    bands: tuple[str, ...]
    ask: str
    text: str
    welsh: str = ""
    domain: str = ""
