"""Casting a ballot: the one place that sees the registry of codes and the box, and owns both commits."""

from surveyapp.box.deposit import Deposited
from surveyapp.box.gate import BoxNotReady
from surveyapp.box.sealing import BallotTooLong
from surveyapp.box.statekeys import State, StateExpired, StateKeys, StateRejected
from surveyapp.box.tokens import new_seed
from surveyapp.casting.commits import ForeignSubmission, Submission, cast

__all__ = [
    "BallotTooLong",
    "BoxNotReady",
    "Deposited",
    "ForeignSubmission",
    "State",
    "StateExpired",
    "StateKeys",
    "StateRejected",
    "Submission",
    "cast",
    "new_seed",
]
