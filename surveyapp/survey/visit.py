"""One request of a child, from the posted form to the screen that answers it; the server keeps nothing between two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from flask import current_app, g

from surveyapp.casting import Deposited, StateKeys
from surveyapp.definition.model import Instrument
from surveyapp.survey import entering, plain, sending, showing, state, support, waiting
from surveyapp.survey.answering import Form
from surveyapp.survey.entering import NotLetIn, NotYet
from surveyapp.survey.plain import Aside, Ending, Finished, Outcome, Shown
from surveyapp.survey.showing import Screen
from surveyapp.survey.state import State
from surveyapp.web import language
from surveyapp.web.stores import catalogue


def answered(form: Form) -> Screen:
    """What follows from this form: the next page of a child under way, or the first of one who has typed a code."""
    if form.get("state", ""):
        return _stepped(form)
    if form.get("go", ""):
        return _let_in(form.get("code", ""))
    return showing.start(typed=form.get("code", ""))


def contacts() -> Screen:
    """People to talk to, for whoever has no answers in the page."""
    return showing.anew(lambda: showing.contacts(support.for_anybody()))


def waited(ticket: str) -> Screen:
    """What follows for a child whose page asks again by itself because checks are slow."""
    return _first(lambda: entering.waited(ticket), typed="")


def _let_in(typed: str) -> Screen:
    return _first(lambda: entering.entered(typed), typed=typed)


def _first(begin: Callable[[], State], *, typed: str) -> Screen:
    try:
        begun = begin()
    except NotLetIn as problem:
        return showing.start(typed=typed, trouble=problem.sentences)
    except NotYet as slow:
        return waiting.turn(slow.ticket)
    instrument = catalogue().find(begun.instrument)
    if not language.of_survey(begun.wave, instrument):
        return showing.lacking(state=_sealed(begun, instrument))
    return _screen(plain.opened(instrument, begun), instrument, begun)


def _stepped(form: Form) -> Screen:
    carried = _keys().open_state(form.get("state", ""))
    instrument = catalogue().find(state.fingerprint_in(carried.carried))
    before = state.read(carried.carried, instrument)
    g.child_state, g.child_go = form.get("state", ""), form.get("go", "")
    if not language.of_survey(before.wave, instrument):
        return showing.lacking(state=_sealed(before, instrument))
    return _screen(plain.step(instrument, before, form), instrument, before)


def _screen(outcome: Outcome, instrument: Instrument, before: State) -> Screen:
    if isinstance(outcome, Shown):
        if plain.repeats_answers(outcome):
            entering.assert_unspent(before.code)
        return showing.anew(partial(_shown, outcome, instrument, _sealed(outcome.state, instrument)))
    again = isinstance(outcome, Finished) and _send(outcome, instrument) is Deposited.ALREADY
    how = None if isinstance(outcome, Finished) else outcome
    return showing.anew(partial(_ended, how, instrument, before, again=again))


def _shown(place: Shown, instrument: Instrument, state: str) -> Screen:
    helps = place.aside is Aside.HELP
    listeners = support.for_wave(place.state.wave, place.state.band) if helps else ()
    return showing.shown(place, instrument, state=state, contacts=listeners)


def _ended(how: Ending | None, instrument: Instrument, before: State, *, again: bool) -> Screen:
    return showing.ending(how, instrument, contacts=support.for_wave(before.wave, before.band), again=again)


def _send(finished: Finished, instrument: Instrument) -> Deposited:
    return sending.sent(finished.state, instrument, stop=finished.stop)


def _sealed(now: State, instrument: Instrument) -> str:
    return _keys().seal_state(state.written(now, instrument), now.wave)


def _keys() -> StateKeys:
    return cast(StateKeys, current_app.extensions["state_keys"])
