"""Which languages a child is offered: reviewed ones where answers count, drafts besides where a trial runs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from flask import current_app, g
from sqlalchemy.exc import OperationalError, TimeoutError

from surveyapp.db.errors import StoreBusy
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.definition.model import Instrument
from surveyapp.fieldwork import waves
from surveyapp.translations import catalogues, reviews
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import ENGLISH, Language, language_of
from surveyapp.web.stores import catalogue, stores

Languages = tuple[Language, ...]


def offered() -> Languages:
    """Those of this request: of its survey once that is known, before that of all surveys that are asked now."""
    if "offered" not in g:
        g.offered = of_all()
    found: Languages = g.offered
    return found


def of_all() -> Languages:
    """Every language in which some survey can be answered now; English alone where the stores do not answer."""
    asked: list[tuple[Instrument, bool]] = []
    with suppress(OperationalError, TimeoutError, StoreBusy), stores().read("fieldwork") as registry:
        asked = [(one, trial) for name, trial in waves.asked_now(registry) for one in _found(name)]
    return _in(asked)


def drafts() -> tuple[str, ...]:
    """The codes of those that are offered for the sake of a trial that is open now."""
    return tuple(one.code for one in of_all() if one.draft)


def of_pages(drafts: Iterable[str] = ()) -> Languages:
    """For pages that know nothing of any survey: those in which children's pages are reviewed, and these drafts."""
    codes, wanted = catalogues.codes(Readers.CHILDREN), set(drafts)
    fit = {code for code in codes if reviews.fit_for_children(code)}
    return (ENGLISH, *(language_of(code, draft=code not in fit) for code in codes if code in fit | wanted))


def of_survey(wave: str, instrument: Instrument) -> Languages:
    """Those in which this wave asks these questions."""
    return _in([(instrument, _is_trial(wave))])


def _in(asked: Iterable[tuple[Instrument, bool]]) -> Languages:
    asked = tuple(asked)
    found = (_offer(code, asked) for code in catalogues.codes(Readers.CHILDREN)) if asked else ()
    return (ENGLISH, *(language for language in found if language))


def _offer(code: str, asked: tuple[tuple[Instrument, bool], ...]) -> Language | None:
    """The language, marked as a draft where only a trial may use it; None where no survey is there in it."""
    if reviews.fit_for_children(code) and any(reviews.fit_for_children(code, one) for one, _ in asked):
        return language_of(code)
    trials = (one for one, trial in asked if trial)
    return language_of(code, draft=True) if any(reviews.begun(code, one) for one in trials) else None


def _found(fingerprint: str) -> tuple[Instrument, ...]:
    """The instrument, or nothing where its definition is gone."""
    try:
        return (catalogue().find(fingerprint),)
    except UnknownInstrument:
        return ()


def _is_trial(wave: str) -> bool:
    """Read once for each wave: what was begun as a trial stays one."""
    known: dict[str, bool] = current_app.extensions.setdefault("trials", {})
    if wave not in known:
        with stores().read("fieldwork") as registry:
            known[wave] = waves.find(registry, wave).trial
    return known[wave]
