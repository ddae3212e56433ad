"""The ways through an instrument, each worked out once: a question costs no search for the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveyapp.definition.expressions import Expression, items_of
from surveyapp.definition.model import Answers, Instrument, Page
from surveyapp.definition.paths import asked_pages
from surveyapp.survey import journey
from surveyapp.survey.journey import Asked, Progress, Route, Stop

MOST = 1_000
"""Ways kept at once. They are few: only the answers that conditions speak of tell them apart."""


@dataclass(frozen=True, slots=True)
class Course:
    """One way through an instrument: the pages it asks, its stops, and how far along each of them is."""

    asked: Asked
    way: Route
    progress: Mapping[Stop, Progress]
    pages: Mapping[str, Page]


class Courses:
    """A cache of ways by instrument and by the answers that open and close pages; it knows nothing of a child."""

    def __init__(self) -> None:
        self._deciding: dict[str, tuple[str, ...]] = {}
        self._made: dict[tuple[object, ...], Course] = {}

    def of(self, instrument: Instrument, answers: Answers) -> Course:
        """The way that these answers lead to."""
        deciding = self._deciding.get(instrument.fingerprint)
        if deciding is None:
            deciding = self._deciding[instrument.fingerprint] = tuple(sorted(_deciding(instrument)))
        key = (instrument.fingerprint, *(answers.get(item) for item in deciding))
        found = self._made.get(key)
        return found if found is not None else self._keep(key, course(instrument, answers))

    def _keep(self, key: tuple[object, ...], made: Course) -> Course:
        if len(self._made) >= MOST:
            self._made.clear()
        self._made[key] = made
        return made


def course(instrument: Instrument, answers: Answers) -> Course:
    """The way that these answers lead to, worked out afresh."""
    asked = asked_pages(instrument, answers)
    way = journey.route(instrument, asked)
    progress = {stop: journey.progress(instrument, stop) for stop in way}
    return Course(asked, way, progress, {page.id: page for page in asked})


def _deciding(instrument: Instrument) -> set[str]:
    """The items whose answers open or close pages."""
    return {item for condition in _conditions(instrument) for item in items_of(condition)}


def _conditions(instrument: Instrument) -> Iterator[Expression]:
    for page in instrument.pages:
        for condition in (page.show_if, *(item.show_if for item in page.items)):
            if condition is not None:
                yield condition
