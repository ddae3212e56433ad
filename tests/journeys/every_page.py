"""Ways through one survey that between them meet every page and every question of it, however it branches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from builders.child import Fieldwork
from playwright.sync_api import Page
from walking import at_the_last_look, let_in, press, way_on

from surveyapp.definition.expressions import Expression, items_of
from surveyapp.definition.model import Answer, Instrument, Item, Kind, Missing
from surveyapp.definition.paths import YES, asked_pages
from surveyapp.survey import journey
from surveyapp.survey.journey import Scene, Stop
from surveyapp.survey.ticking import tick

PASSED = {Missing.SKIPPED: "skip", Missing.RATHER_NOT_SAY: "rather_not_say"}
WORDS = "More time with my brother"

Way = Mapping[str, Answer]


def ways(instrument: Instrument) -> tuple[Way, ...]:
    """A few children's answers: whatever could be asked is asked of one of them."""
    usual = {item.id: answers(item)[0] for item in instrument.items if item.kind is not Kind.INFORMATION}
    chosen: list[Way] = [usual]
    left = asked(instrument) - met(instrument, usual)
    while left:
        sought = min(left)
        chosen.append(next(way for way in _tried(instrument, usual, sought[1]) if sought in met(instrument, way)))
        left -= met(instrument, chosen[-1])
    return tuple(chosen)


def asked(instrument: Instrument) -> set[tuple[str, str]]:
    """Every item with its page."""
    return {(page.id, item.id) for page in instrument.pages for item in page.items}


def met(instrument: Instrument, way: Way) -> set[tuple[str, str]]:
    """The items, with their pages, that a child who answers so is asked."""
    return {(page.id, item.id) for page in asked_pages(instrument, way) for item in page.items}


def answers(item: Item) -> tuple[Answer, ...]:
    """What a child can say to an item; first what most would."""
    if item.kind is Kind.ASSENT:
        return (YES,)
    if item.kind is Kind.NUMBER:
        return (item.smallest, item.largest, *PASSED)
    if item.scale is None:
        return (WORDS[: item.longest], *PASSED)
    options = [option.id for option in item.scale.options]
    ordered = options[1:] + options[:1]
    return (*((option,) if item.kind is Kind.SEVERAL else option for option in ordered), *PASSED)


def follow(page: Page, made: Fieldwork, instrument: Instrument, way: Way, *, card: int) -> Iterator[Stop]:
    """Go this way by touch with this card; stops at every place on it, answered but not yet left."""
    let_in(page, made.cards[instrument.survey][card])
    pages = {one.id: one for one in asked_pages(instrument, way)}
    for stop in journey.route(instrument, tuple(pages.values())):
        items = pages[stop.id].items if stop.scene is Scene.PAGE else ()
        passed = [_answer(page, item, way[item.id]) for item in items if item.kind is not Kind.INFORMATION]
        yield stop
        if stop.scene is Scene.CHECK:
            assert at_the_last_look(page)
            return
        by = next(filter(None, passed), None)
        press(page, page.locator(f"button[value={by}]") if by else way_on(page))


def _answer(page: Page, item: Item, answer: Answer) -> str | None:
    """Tap or type this answer where its question must stand; the button's word where it is none."""
    if item.kind is Kind.ASSENT:
        assert page.locator("button[value=yes]").count(), item.id
        return None
    assert page.locator(f"[name={item.id}]").count(), item.id
    if isinstance(answer, Missing):
        return PASSED[answer]
    if item.scale is None:
        page.locator(f"[name={item.id}]").fill(str(answer))
    options = [option.id for option in item.scale.options] if item.scale else []
    for option in answer if isinstance(answer, tuple) else (answer,) if item.scale else ():
        stands = tick(options.index(str(option)))
        page.locator(f"label.card:has(input[name={item.id}][value='{stands}'])").tap()
    return None


def _tried(instrument: Instrument, usual: Way, item_id: str) -> Iterator[Way]:
    """The usual child with every other answer to the questions that decide whether this one is asked."""
    deciding = [item for item in instrument.items if item.id in _deciding(instrument, item_id)]
    for given in product(*map(answers, deciding)):
        yield {**usual, **{item.id: answer for item, answer in zip(deciding, given, strict=True)}}


def _deciding(instrument: Instrument, item_id: str) -> set[str]:
    """The items on whose answers it depends whether this one is asked, directly or through others."""
    conditions: dict[str, list[Expression]] = {
        item.id: [one for one in (page.show_if, item.show_if) if one is not None]
        for page in instrument.pages
        for item in page.items
    }
    found: set[str] = set()
    open_ids = {item_id}
    while open_ids:
        told = {name for one in open_ids for condition in conditions[one] for name in items_of(condition)}
        open_ids = told - found
        found |= told
    return found
