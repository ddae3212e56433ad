"""Which page comes next: the stops of one child's way through an instrument, and how far along it they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveyapp.definition.model import Answer, AnsweredBy, Instrument, Kind, Page
from surveyapp.survey.presentation import presentation


class Scene(StrEnum):
    """What a stop shows: a page of the instrument, a rest, the tablet changing hands, a companion, or the last look."""

    PAGE = "page"
    REST = "rest"
    TO_ADULT = "to_adult"
    TO_CHILD = "to_child"
    COMPANION = "companion"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the way; ``id`` is a page's, a section's, or the page that the next hand will meet."""

    scene: Scene
    id: str

    @property
    def name(self) -> str:
        """The stop in one word, as the sealed state carries it."""
        return f"{self.scene}:{self.id}"


CHECK = Stop(Scene.CHECK, "")
Route = tuple[Stop, ...]
Asked = tuple[Page, ...]
"""The pages that the answers so far lead to, as ``definition.paths`` has them."""
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Progress:
    """The place among all questions of the instrument, and the same by sections; numbers start at 1.

    No answer changes how many there are: a question that is not for this child is passed, as on paper.
    """

    question: int
    questions: int
    part: int
    parts: int


def route(instrument: Instrument, asked: Asked) -> Route:
    """Every stop on the way that asks these pages, in order; it always ends with the last look before sending."""
    stops = _with_hands(tuple(_with_rests(instrument, asked)))
    return (*(_with_company(asked, stops) if travels(instrument) else stops), CHECK)


def travels(instrument: Instrument) -> bool:
    """Whether a companion may travel along the stones."""
    return presentation(instrument.band.presentation).stones


def _with_rests(instrument: Instrument, asked: Asked) -> Iterator[Page | Stop]:
    """The asked pages, with a rest wherever a section that has questions ends and more is to come."""
    asking = {page.section for page in asked if has_question(page)}
    restful = {section.id for section in instrument.sections if section.rest and section.id in asking}
    for page, following in zip(asked, (*asked[1:], None), strict=True):
        yield page
        if following is not None and following.section != page.section and page.section in restful:
            yield Stop(Scene.REST, page.section)


def _with_hands(way: tuple[Page | Stop, ...]) -> Iterator[Stop]:
    """The stops, with a handing over wherever the next page is for the other pair of hands."""
    adult = False
    for place in way:
        if isinstance(place, Stop):
            yield place
            continue
        if for_adult(place) != adult:
            adult = not adult
            yield Stop(Scene.TO_ADULT if adult else Scene.TO_CHILD, place.id)
        yield Stop(Scene.PAGE, place.id)
    if adult:
        yield Stop(Scene.TO_CHILD, "")


def _with_company(asked: Asked, stops: Iterator[Stop]) -> Iterator[Stop]:
    """The stops, with a companion offered once: before the child's own first page after the assent."""
    pages, agreed = {page.id: page for page in asked}, False
    for stop in stops:
        page = pages.get(stop.id) if stop.scene is Scene.PAGE else None
        if agreed and page is not None and not for_adult(page):
            yield Stop(Scene.COMPANION, page.id)
            agreed = False
        yield stop
        agreed = agreed or (page is not None and any(item.kind is Kind.ASSENT for item in page.items))


def for_adult(page: Page) -> bool:
    """Whether an adult's hand answers this page."""
    return any(item.answered_by is AnsweredBy.ADULT for item in page.items)


def has_question(page: Page) -> bool:
    """Whether the page asks something whose answer is kept."""
    return any(item.counted for item in page.items)


def stop_named(way: Route, name: str, *, instrument: Instrument) -> Stop:
    """The stop of this name, or, when later answers have closed it, the first open page after it."""
    open_stops = {stop.name: stop for stop in way}
    if name in open_stops:
        return open_stops[name]
    order = _order(instrument)
    passed = order.get(name.partition(":")[2])
    if passed is None:
        return way[0]
    return next((stop for stop in way if stop.scene is Scene.PAGE and order[stop.id] > passed), CHECK)


def _order(instrument: Instrument) -> dict[str, int]:
    """The position of every page."""
    return {page.id: position for position, page in enumerate(instrument.pages)}


def after(way: Route, stop: Stop) -> Stop:
    """The next stop; the last one is its own."""
    return way[min(way.index(stop) + 1, len(way) - 1)]


def before(way: Route, stop: Stop) -> Stop:
    """The stop before; the first one is its own."""
    return way[max(way.index(stop) - 1, 0)]


def after_change(way: Route, stop: Stop, asked: Asked, answers: Answers) -> Stop:
    """Where a child who changed one answer goes on: the first page not yet met, or back to the last look."""
    pages = {page.id: page for page in asked}
    later = way[way.index(stop) + 1 :]
    return next((place for place in later if place.scene is Scene.PAGE and _unmet(pages[place.id], answers)), CHECK)


def _unmet(page: Page, answers: Answers) -> bool:
    return any(item.counted and item.id not in answers for item in page.items)


def progress(instrument: Instrument, stop: Stop) -> Progress:
    """How far along this stop is, among all questions of the instrument."""
    questions = tuple(page for page in instrument.pages if has_question(page))
    parts = list(dict.fromkeys(page.section for page in questions))
    order = _order(instrument)
    here = last_page(instrument, stop)
    met = [page for page in questions if order[page.id] <= here]
    part = parts.index(met[-1].section) + 1 if met else min(1, len(parts))
    return Progress(question=len(met), questions=len(questions), part=part, parts=len(parts))


def last_page(instrument: Instrument, stop: Stop) -> int:
    """The position of the last page that a child at this stop has met; -1 before the first."""
    order = _order(instrument)
    if stop.scene is Scene.PAGE:
        return order[stop.id]
    if stop.scene is Scene.REST:
        return max(order[page.id] for page in instrument.pages if page.section == stop.id)
    return order.get(stop.id, len(order)) - 1
