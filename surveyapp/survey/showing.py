"""Turning a place on a child's way into the page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from flask import render_template, request
from flask_babel import pgettext
from markupsafe import Markup

from surveyapp.definition.conditions import NONE
from surveyapp.definition.model import Answer, Instrument, Item, Missing, Page
from surveyapp.survey import elsewhere, journey, looks, pairing, plain, review, words
from surveyapp.survey.drawn import Drawn
from surveyapp.survey.journey import Scene
from surveyapp.survey.plain import Aside, Ending, Shown
from surveyapp.survey.presentation import FOR_ADULT, NOBODY_YET, Presentation, presentation
from surveyapp.survey.views import InstrumentView, ItemView, PageView, Views, filled
from surveyapp.translations.languages import Language
from surveyapp.web import language

WHOLE_PAGE = "survey/base.html"
"""What a page's template extends, unless it is drawn as a part of the survey document."""
BEGINS = Markup(' tabindex="-1" autofocus')
"""Of a whole page's heading: reading begins there, as the title tells nothing. Of a mistake it begins at the answer."""
_VIEWS = Views()
_DRAWN = Drawn()


@dataclass(frozen=True, slots=True)
class Screen:
    """One answer to the browser: a template, what it shows, and the status.

    ``blank`` tells two pages apart on which nothing of a child stands; None where something does.
    ``again`` makes it anew in another language, where its words are not all left to the template.
    """

    template: str
    shows: Mapping[str, Any] = field(default_factory=dict)
    look: Presentation = NOBODY_YET
    state: str = ""
    status: int = 200
    blank: Hashable = None
    again: Callable[[], Screen] | None = None


def anew(make: Callable[[], Screen]) -> Screen:
    """What ``make`` makes, and the way to make it again in a second language."""
    return replace(make(), again=make)


def rendered(screen: Screen) -> tuple[str, int]:
    """The page's HTML and status; in two languages where a second one was asked for."""
    page, other = _page(screen), language.second()
    if other is not None:
        with language.instead(other):
            second = _page(screen.again() if screen.again else screen)
        page = pairing.paired(page, second, other)
    return page, screen.status


def _page(screen: Screen) -> str:
    if screen.blank is None:
        return _draw(screen, screen.state)
    key = (screen.template, screen.look.room, screen.blank, *around())
    return _DRAWN.filled(key, screen.state, partial(_draw, screen))


def _draw(screen: Screen, state: str) -> str:
    return render_template(
        f"survey/{screen.template}.html", look=screen.look, state=state, action=address(), **screen.shows
    )


def unchecked(*, both: bool) -> Iterator[tuple[Language, str]]:
    """Each draft that the page is in, the second language too if it is in ``both``; with the sentence that says so."""
    for one in (language.current(), language.second() if both else None):
        if one and one.draft:
            with language.spoken(one):
                said = str(words.UNCHECKED)
            yield one, said


def around() -> tuple[Hashable, ...]:
    """What a page takes from the request alone."""
    spoken = (language.current(), language.second(), language.available())
    return *spoken, looks.chosen(), request.script_root, language.FIELD in request.form


def address() -> str:
    """The one address that every step is sent to; it never carries anything."""
    return f"{request.script_root}/s/"


def start(*, typed: str = "", trouble: Sequence[object] = ()) -> Screen:
    """The first page, which asks for the code."""
    shows = {"title": words.HELLO, "typed": typed, "trouble": trouble, "waits": words.WAIT, "used": words.USED_HERE}
    shows |= {"open_elsewhere": elsewhere.OPEN, "tongues_above": True}
    return Screen("start", shows, status=422 if trouble else 200)


def lacking(*, state: str = "", instead: Mapping[str, str] | None = None) -> Screen:
    """These questions are not there in the language that was chosen: the others, as buttons or at these addresses."""
    shows = {"title": words.LACKING[0], "sentences": words.LACKING[1:], "instead": instead or {}}
    return Screen("lacking", shows, state=state)


def ending(how: Ending | None, instrument: Instrument, *, contacts: Sequence[object], again: bool = False) -> Screen:
    """The last page: thanks for what was sent (None), or goodbye; with the same support for everybody."""
    look = look_of(instrument)
    beside = look.accompanied
    told = words.already(accompanied=beside) if again else words.ending(how, accompanied=beside)
    return Screen("ending", {**told, "contacts": contacts}, look)


def contacts(listeners: Sequence[object]) -> Screen:
    """People to talk to, before any code was typed."""
    return Screen("help", {"title": words.TITLES[Aside.HELP], "contacts": listeners})


def shown(place: Shown, instrument: Instrument, *, state: str, contacts: Sequence[object]) -> Screen:
    """The page of this place on the way."""
    view = viewed(instrument)
    if place.aside is not None:
        shows = _aside(place, instrument, contacts)
    elif place.stop.scene is Scene.PAGE:
        shows = _question(place, instrument, view)
    else:
        shows = _scene(place, instrument, view)
    name = str(place.aside or place.stop.scene)
    look = FOR_ADULT if _in_adult_hands(place) else look_of(instrument)
    blank = _blank(place, instrument, shows) if place.aside is None else None
    return Screen(name, shows, look, state, status=422 if place.troubles else 200, blank=blank)


def viewed(instrument: Instrument) -> InstrumentView:
    """The instrument in the language of this request."""
    return _VIEWS.of(instrument, language.current().code, pgettext)


def _blank(place: Shown, instrument: Instrument, shows: Mapping[str, Any]) -> Hashable:
    """What tells this page apart from others, or None where an answer, a count or an order is the child's own."""
    if place.stop.scene is Scene.CHECK or place.troubles:
        return None
    of_place = (instrument.fingerprint, place.stop, place.course.progress[place.stop], place.course.way[0])
    if place.stop.scene is not Scene.PAGE:
        return of_place
    items = shows["items"]
    if shows["reasons"] or any(shows["chosen"].values()) or any(item.shuffled for item in items):
        return None
    return (*of_place, *((item.id, item.ask, item.hint) for item in items))


def look_of(instrument: Instrument) -> Presentation:
    """How the pages of its band are dressed."""
    return presentation(instrument.band.presentation)


def _in_adult_hands(place: Shown) -> bool:
    if place.aside is not None or place.stop.scene is not Scene.PAGE:
        return False
    return journey.for_adult(place.course.pages[place.stop.id])


def _aside(place: Shown, instrument: Instrument, contacts: Sequence[object]) -> dict[str, Any]:
    assert place.aside is not None
    shows: dict[str, Any] = {"title": words.TITLES[place.aside], "progress": place.course.progress[place.stop]}
    if place.aside is Aside.STOP:
        shows |= _told(place, instrument)
    elif place.aside is Aside.HELP:
        shows["contacts"] = contacts
    return shows


def _scene(place: Shown, instrument: Instrument, view: InstrumentView) -> dict[str, Any]:
    """A rest, the tablet changing hands, or the last look."""
    shows: dict[str, Any] = {
        "title": words.TITLES[place.stop.scene],
        "progress": place.course.progress[place.stop],
    }
    if place.stop.scene is Scene.CHECK:
        shows |= _told(place, instrument)
        shows["review"] = review.lines(place, instrument, view) if look_of(instrument).reviews else ()
    return shows


def _told(place: Shown, instrument: Instrument) -> dict[str, Any]:
    """How much the child has told so far, and the sentence that says it."""
    count = plain.told(instrument, place.state)
    return {"told": count, "told_words": words.told(count)}


def _question(place: Shown, instrument: Instrument, view: InstrumentView) -> dict[str, Any]:
    """One page of the instrument, with what this child has answered on it before."""
    page = place.course.pages[place.stop.id]
    seen = view.pages[page.id]
    headline = headed_by(page, seen)
    items = [filled(seen.items[item.id], instrument, place.state.answers, pgettext) for item in page.items]
    troubled = (item for item in page.items if item.id in place.troubles)
    problems = {item.id: words.trouble(item, place.troubles[item.id]) for item in troubled}
    reasons = {
        item.id: words.REASONS[said]
        for item in page.items
        if isinstance(said := place.state.answers.get(item.id), Missing) and said in words.REASONS
    }
    return {
        "page": seen,
        "instrument": instrument,
        "items": items,
        "title": next((item.ask for item in items if item.id == headline), seen.title),
        "headline": headline,
        "progress": place.course.progress[place.stop],
        "first": place.course.way[0] == place.stop,
        "seed": place.state.seed,
        "posted": True,
        "chosen": {item.id: _chosen(item, place) for item in page.items},
        "problems": problems,
        "begins": Markup() if problems else BEGINS,
        "reasons": reasons,
        "described": {item.id: described(item, said=item.id in reasons, problem=item.id in problems) for item in items},
    }


def headed_by(page: Page, seen: PageView) -> str:
    """The item whose words are the heading; empty where the section's title is."""
    return seen.headline if len(page.items) > 1 else page.items[0].id


def _chosen(item: Item, place: Shown) -> tuple[str, ...]:
    """What is ticked or typed when the page opens."""
    if item.id in place.typed:
        return place.typed[item.id]
    return values(place.state.answers.get(item.id))


def values(answer: Answer | None) -> tuple[str, ...]:
    """The form's values for an answer; "none of these" is ticked as an option of its own."""
    if answer is None or isinstance(answer, Missing):
        return ()
    if isinstance(answer, tuple):
        return answer or (NONE,)
    return (str(answer),)


def described(item: ItemView, *, said: bool = False, problem: bool = False) -> Markup:
    """The attribute that ties a question's notes to its control."""
    notes = {
        "before": item.shape == "text",
        "hint": bool(item.hint),
        "ends": bool(item.low_end),
        "said": said,
        "problem": problem,
    }
    ids = " ".join(f"{item.id}-{note}" for note, there in notes.items() if there)
    return Markup(' aria-describedby="{}"').format(ids) if ids else Markup()
