"""One step of a child's way without a script: what a pressed button makes of the state that travels in the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from surveyapp.definition.model import AnsweredBy, Instrument, Item, Kind, Missing, Page
from surveyapp.survey import answering, journey
from surveyapp.survey.answering import Form, Heard, Trouble
from surveyapp.survey.courses import Course, Courses
from surveyapp.survey.journey import Scene, Stop
from surveyapp.survey.state import State
from surveyapp.survey.ticking import Ticked


class Go(StrEnum):
    """What a button asks for; the first word of the form's ``go``."""

    NEXT = "next"
    BACK = "back"
    SKIP = "skip"
    RATHER_NOT_SAY = "rather_not_say"
    YES = "yes"
    NO = "no"
    STAY = "stay"
    CHANGE = "change"
    HELP = "help"
    HIDE = "hide"
    REST = "rest"
    STOP = "stop"
    THROW_AWAY = "throw_away"
    SEND = "send"


class Aside(StrEnum):
    """A page that stands beside the way: leaving it, the child is where they were."""

    HELP = "help"
    HIDE = "hide"
    REST = "resting"
    STOP = "stop"


class Ending(StrEnum):
    """The ways to leave without sending; nothing is kept of either."""

    REFUSED = "refused"
    THROWN_AWAY = "thrown_away"


@dataclass(frozen=True, slots=True)
class Shown:
    """The page to show next: a stop of the way, or an aside from it.

    ``troubles`` says for items what was wrong with the form, ``typed`` what stood there, so that nothing is lost.
    """

    state: State
    stop: Stop
    course: Course
    aside: Aside | None = None
    troubles: Mapping[str, Trouble] = field(default_factory=dict)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """The child has asked to send these answers, from this stop."""

    state: State
    stop: Stop


Outcome = Shown | Finished | Ending


def repeats_answers(place: Shown) -> bool:
    """Whether the page tells what the child has said: the next child on this tablet must not come back to it.

    It tells by showing answers, by words put into a question, by being asked only after certain answers, by a count.
    """
    if place.stop == journey.CHECK or place.aside is Aside.STOP:
        return True
    page = place.course.pages.get(place.stop.id)
    if page is None or place.aside is not None:
        return False
    return page.show_if is not None or any(_tells(item, place.state) for item in page.items)


def _tells(item: Item, state: State) -> bool:
    return item.id in state.answers or item.show_if is not None or "{" in item.ask or "{" in item.hint


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a child stands: the way as the answers so far make it, and the page there, if the stop has one."""

    instrument: Instrument
    state: State
    course: Course
    stop: Stop

    @property
    def page(self) -> Page | None:
        """The page of this stop with the items that are asked on it."""
        return self.course.pages.get(self.stop.id) if self.stop.scene is Scene.PAGE else None

    @property
    def must_agree(self) -> bool:
        """Whether only a yes leads on."""
        page = self.page
        return page is not None and any(item.kind is Kind.ASSENT for item in page.items)

    def shown(self, state: State | None = None, aside: Aside | None = None) -> Shown:
        """This place as a page to show."""
        here = (state or self.state).moved(self.stop.name, changing=self.state.changing)
        return Shown(here, self.stop, self.course, aside)


def step(instrument: Instrument, state: State, form: Form) -> Outcome:
    """What follows from this form. A button that this page does not have leads to the page itself."""
    place = _place(instrument, state)
    form = Ticked(form, place.page)
    word, _, target = form.get("go", "").partition(":")
    go = Go(word) if word in set(Go) else Go.STAY
    if go in _ASIDES:
        return place.shown(_with_ticked(place, form), _ASIDES[go])
    if go in (Go.NEXT, Go.SKIP, Go.RATHER_NOT_SAY, Go.YES, Go.NO):
        return _onward(place, form, go)
    if go is Go.THROW_AWAY:
        return Ending.THROWN_AWAY
    if go is Go.SEND:
        return _send(place)
    return _elsewhere(place, form, go, target)


def opened(instrument: Instrument, state: State) -> Shown:
    """The page at which this state stands."""
    return _place(instrument, state).shown()


_ASIDES: Mapping[Go, Aside] = {
    Go.HELP: Aside.HELP,
    Go.HIDE: Aside.HIDE,
    Go.REST: Aside.REST,
    Go.STOP: Aside.STOP,
}
_COURSES = Courses()
_REASONS: Mapping[Go, Missing] = {Go.SKIP: Missing.SKIPPED, Go.RATHER_NOT_SAY: Missing.RATHER_NOT_SAY}


def _place(instrument: Instrument, state: State) -> _Place:
    course = _COURSES.of(instrument, state.answers)
    stop = journey.stop_named(course.way, state.at, instrument=instrument) if state.at else course.way[0]
    return _Place(instrument, state, course, stop)


def _with_ticked(place: _Place, form: Form) -> State:
    """The state with what is ticked on the page that the child leaves for a while."""
    page = place.page
    return place.state.answered(answering.ticked(page, form)) if page else place.state


def _elsewhere(place: _Place, form: Form, go: Go, target: str) -> Shown:
    """Back, to an earlier page to change it, or nowhere."""
    kept = _with_ticked(place, form)
    if go is Go.BACK:
        return _at(journey.before(place.course.way, place.stop), kept, place)
    wanted = Stop(Scene.PAGE, target)
    if go is Go.CHANGE and place.stop == journey.CHECK and wanted in place.course.way:
        return _at(wanted, kept, place, changing=True)
    return place.shown(kept)


def _at(stop: Stop, state: State, place: _Place, *, changing: bool = False) -> Shown:
    """An earlier stop, which no later answer can have closed."""
    return Shown(state.moved(stop.name, changing=changing), stop, _COURSES.of(place.instrument, state.answers))


def _onward(place: _Place, form: Form, go: Go) -> Outcome:
    """To the next stop with the answers of this page, or this page again with what is missing from it."""
    page = place.page
    if page is None:
        return _moved_on(place, place.state)
    if place.must_agree:
        return _agreed(place, go)
    if go in _REASONS:
        return _moved_on(place, place.state.answered(answering.without(page, _REASONS[go])))
    heard = answering.heard(page, form)
    if heard.troubles:
        return _again(place, form, heard)
    return _moved_on(place, place.state.answered(heard.answers))


def _again(place: _Place, form: Form, heard: Heard) -> Shown:
    """The same page with what was wrong, and with all that was ticked and typed."""
    kept = {item: answer for item, answer in heard.answers.items() if answer is not Missing.SKIPPED}
    typed = {item: tuple(form.getlist(item)) for item in heard.troubles}
    return replace(place.shown(place.state.answered(kept)), troubles=heard.troubles, typed=typed)


def _agreed(place: _Place, go: Go) -> Outcome:
    """Only a yes leads on, and a no is as welcome."""
    if go is Go.NO:
        return Ending.REFUSED
    return _moved_on(place, place.state) if go is Go.YES else place.shown()


def _moved_on(place: _Place, state: State) -> Shown:
    """The next stop of the way that the new answers make; from a changed answer, back to the last look."""
    course = _COURSES.of(place.instrument, state.answers)
    if state.changing:
        following = journey.after_change(course.way, place.stop, course.asked, state.answers)
    else:
        following = journey.after(course.way, place.stop)
    changing = state.changing and following != journey.CHECK
    return Shown(state.moved(following.name, changing=changing), following, course)


def _send(place: _Place) -> Outcome:
    """Sending is open from the last look, and to whoever stops with something told."""
    if place.stop == journey.CHECK or told(place.instrument, place.state):
        return Finished(place.state, place.stop)
    return place.shown()


def told(instrument: Instrument, state: State) -> int:
    """How many questions the child has answered so far; skipped ones are not told."""
    child = (item for item in instrument.items if item.counted and item.answered_by is AnsweredBy.CHILD)
    return sum(1 for item in child if not isinstance(state.answers.get(item.id, Missing.NOT_ASKED), Missing))
