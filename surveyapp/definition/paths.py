"""Which pages a child meets, given the answers so far.

A path always ends: pages are met in the order of the definition, each at most once, and a condition looks back only.
Answers left over from pages that are no longer on the path count as not asked; "no" to the assent ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from surveyapp.definition.expressions import Expression, holds
from surveyapp.definition.model import Answer, Answers, Instrument, Item, Kind, Missing, Page

YES = "yes"
"""The option of an assent that lets the survey go on."""


class UnknownPage(LookupError):
    """The instrument has no page with this id."""


def asked_pages(instrument: Instrument, answers: Answers) -> tuple[Page, ...]:
    """The pages on the path, each with the items that are asked on it; an open answer counts as skipped."""
    return tuple(page for page, _ in _walk(instrument, answers))


def following(instrument: Instrument, page_id: str, answers: Answers) -> Page | None:
    """The next page on the path after this one, which itself need not be on it; None at the end."""
    order = _order(instrument, page_id)
    pages = (page for page in asked_pages(instrument, answers) if order[page.id] > order[page_id])
    return next(pages, None)


def preceding(instrument: Instrument, page_id: str, answers: Answers) -> Page | None:
    """The last page on the path before this one; None at the start."""
    order = _order(instrument, page_id)
    pages = [page for page in asked_pages(instrument, answers) if order[page.id] < order[page_id]]
    return pages[-1] if pages else None


def complete(instrument: Instrument, answers: Answers, *, reached: str | None = None) -> dict[str, Answer]:
    """An answer or a reason for every counted item: skipped where it was asked and left, not asked elsewhere.

    ``reached`` is the last page met by a child who stopped early: nothing after it was asked.
    """
    order = _order(instrument, reached)
    whole = _nothing_asked(instrument)
    for page, known in _walk(instrument, answers):
        if reached is not None and order[page.id] > order[reached]:
            break
        whole.update({item.id: known[item.id] for item in page.items if item.counted})
    return whole


def asked_in_turn(instrument: Instrument, answer: Callable[[Item], Answer]) -> dict[str, Answer]:
    """What ``complete`` tells of somebody who is asked item by item, each once, in the order of the path."""
    whole = _nothing_asked(instrument)
    for page, known in _asked(instrument, answer):
        whole.update({item.id: known[item.id] for item in page.items if item.counted})
    return whole


def _nothing_asked(instrument: Instrument) -> dict[str, Answer]:
    return {item.id: Missing.NOT_ASKED for item in instrument.items if item.counted}


def _walk(instrument: Instrument, answers: Answers) -> Iterator[tuple[Page, Answers]]:
    """Each page on the path with what is known after it."""
    return _asked(instrument, lambda item: answers.get(item.id, Missing.SKIPPED))


def _asked(instrument: Instrument, answer: Callable[[Item], Answer]) -> Iterator[tuple[Page, Answers]]:
    known: dict[str, Answer] = {}
    for page in instrument.pages:
        shown = tuple(item for item in page.items if _shown(item.show_if, known)) if _shown(page.show_if, known) else ()
        known.update({item.id: Missing.NOT_ASKED for item in page.items})
        known.update({item.id: answer(item) for item in shown})
        if shown:
            yield (page if len(shown) == len(page.items) else replace(page, items=shown)), known
        if any(_refused(item, known) for item in shown):
            return


def _shown(condition: Expression | None, known: Answers) -> bool:
    return condition is None or holds(condition, known)


def _refused(item: Item, known: Answers) -> bool:
    answer = known[item.id]
    return item.kind is Kind.ASSENT and isinstance(answer, str) and answer != YES


def _order(instrument: Instrument, page_id: str | None) -> dict[str, int]:
    order = {page.id: number for number, page in enumerate(instrument.pages)}
    if page_id is not None and page_id not in order:
        raise UnknownPage(page_id)
    return order
