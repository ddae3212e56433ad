"""A wave's steps in order, which of them are done, and the one to do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from surveyapp.desk.facts import Facts
from surveyapp.fieldwork.models import State
from surveyapp.web.words import Text

ORDER = tuple(State)
CANARY = "desk.canary"


@dataclass(frozen=True, slots=True)
class Step:
    """One job: its page, its name, a sentence on what it is for, whether it is done and may be looked at now.

    ``over``: it was not needed, and its time is past.
    """

    endpoint: str
    name: Text
    about: Text
    done: bool
    possible: bool
    optional: bool = False
    over: bool = False


def steps(facts: Facts) -> tuple[Step, ...]:
    """All steps of the wave; of what several waves said together only those after an opening."""
    if facts.members:
        return _finishing(facts)[1:]
    return (*_preparing(facts), *_asking(facts), *_finishing(facts))


def next_step(facts: Facts) -> Step | None:
    """The first step to do; None while children answer, and at the end. No trial of the keys comes before a close."""
    if facts.state is State.OPEN and not facts.over and not facts.unproved:
        return None
    ending = facts.state is State.CLOSING or (facts.state is State.OPEN and facts.over)
    return next((step for step in steps(facts) if _waits(step) and not (ending and step.endpoint == CANARY)), None)


def _waits(step: Step) -> bool:
    return step.possible and not (step.done or step.optional)


def _preparing(facts: Facts) -> tuple[Step, ...]:
    draft, proved = facts.state is State.DRAFT, bool(facts.custodians) and not facts.unproved
    people = _("The numbers by age band and team. Cards and response rates follow from them.")
    keys = _("Three people keep a key, and any two of them open the box together after the close.")
    canary = _("Each of them opens an empty test ballot, so that we know that the box can be opened at the end.")
    cards = _("One card for each child, by age band and team. Cards carry no names.")
    start = _("From then on the codes on the cards work.")
    known, keyed = facts.all_eligible > 0, bool(facts.custodians)
    before_close, before_closing = _before(facts, State.CLOSED), _before(facts, State.CLOSING)
    return (
        Step("desk.eligible", _("Say how many children may answer"), people, known, before_close),
        Step("desk.custody", _("Choose who keeps the keys"), keys, keyed, draft),
        Step(CANARY, _("Try the keys"), canary, proved, keyed and before_close),
        Step("desk.cards", _("Print the cards"), cards, facts.issued > 0, keyed and known and before_closing),
        Step("desk.start", _("Open the wave"), start, not draft, draft and proved and known),
    )


def _asking(facts: Facts) -> tuple[Step, ...]:
    running = facts.state in (State.OPEN, State.CLOSING)
    why = _("Write down why some did not answer")
    outcomes = _("How many said no, could not, moved on or were never reached. Numbers only, never about one child.")
    closing = _("No child can start any more. Whoever has begun can still finish.")
    closed = _("Nothing more is accepted after this, and the box can be opened.")
    writing = running or (facts.state in (State.CLOSED, State.OPENED) and not facts.unread)
    written = facts.state is State.RELEASED or facts.unread
    return (
        Step("desk.outcomes", why, outcomes, False, writing, optional=True, over=written),
        Step("desk.closing", _("Stop new starts"), closing, _past(facts, State.OPEN), facts.state is State.OPEN),
        Step("desk.close", _("Close the wave"), closed, _past(facts, State.CLOSING), facts.state is State.CLOSING),
    )


def _finishing(facts: Facts) -> tuple[Step, ...]:
    opened = _("The people with the keys come together. The answers are shuffled and counted, once.")
    release = _("The results are worked out, small groups are protected, and everything is frozen for the panel.")
    box = Step("desk.box", _("Open the box"), opened, _past(facts, State.CLOSED), facts.state is State.CLOSED)
    gone = _("What could open the box again is destroyed for good, and a certificate says so.")
    destroy = Step("desk.destroy", _("Destroy the keys and the box"), gone, facts.destroyed, facts.opened)
    if facts.unread:
        return ()
    if facts.wave.trial or facts.uncounted:
        return (box, destroy)
    done, possible = facts.state is State.RELEASED, _past(facts, State.CLOSED)
    return (box, Step("desk.release", _("Publish the results"), release, done, possible), destroy)


def _before(facts: Facts, state: State) -> bool:
    return ORDER.index(facts.state) < ORDER.index(state)


def _past(facts: Facts, state: State) -> bool:
    return ORDER.index(facts.state) > ORDER.index(state)
