"""Why a step cannot be taken now: what fieldwork would refuse, known before anybody is asked to confirm it."""

from __future__ import annotations

from surveyapp.desk.facts import Facts
from surveyapp.fieldwork.errors import CustodiansMissing, NobodyToAsk, NotProved, WaveEnded, WrongState
from surveyapp.fieldwork.models import State
from surveyapp.safeguarding.delivery import NobodyTold
from surveyapp.web.stores import settings


def to_start(facts: Facts) -> Exception | None:
    """What keeps the wave from being opened."""
    if facts.state is not State.DRAFT:
        return WrongState(now=facts.state, needed=(State.DRAFT,))
    if not facts.all_eligible:
        return NobodyToAsk()
    if not facts.custodians:
        return CustodiansMissing()
    told = settings().alerts
    if told is not None and told.folder is not None and not facts.wave.trial:
        return NobodyTold()
    return NotProved(facts.unproved) if facts.unproved else None


def to_change_the_plan(facts: Facts) -> Exception | None:
    """What keeps a plan from being changed or thrown away."""
    return _unless(facts, State.DRAFT)


def to_stop_starts(facts: Facts) -> Exception | None:
    """What keeps new starts from being stopped."""
    return _unless(facts, State.OPEN)


def to_close(facts: Facts) -> Exception | None:
    """What keeps the wave from being closed for good."""
    return _unless(facts, State.CLOSING)


def to_extend(facts: Facts) -> Exception | None:
    """What keeps children from being given more time."""
    return WaveEnded() if facts.destroyed else _unless(facts, State.OPEN, State.CLOSING, State.CLOSED)


def _unless(facts: Facts, *needed: State) -> WrongState | None:
    return None if facts.state in needed else WrongState(now=facts.state, needed=needed)
