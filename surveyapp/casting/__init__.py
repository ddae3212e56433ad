"""Casting a ballot: the one place that sees the registry of codes and the box, and owns both commits."""

from surveyapp.box.blindsignatures import BlindedUnfit, NotSigned
from surveyapp.box.deposit import Deposited
from surveyapp.box.gate import BoxNotReady
from surveyapp.box.sealing import SEALED_SIZE, BallotTooLong, BallotUnfit
from surveyapp.box.statekeys import State, StateExpired, StateKeys, StateRejected
from surveyapp.box.tokens import new_seed, tag
from surveyapp.casting.commits import Submission, cast
from surveyapp.casting.depositing import deposit
from surveyapp.casting.issuing import ForeignSubmission, check, issue, make_missing

__all__ = [
    "SEALED_SIZE",
    "BallotTooLong",
    "BallotUnfit",
    "BlindedUnfit",
    "BoxNotReady",
    "Deposited",
    "ForeignSubmission",
    "NotSigned",
    "State",
    "StateExpired",
    "StateKeys",
    "StateRejected",
    "Submission",
    "cast",
    "check",
    "deposit",
    "issue",
    "make_missing",
    "new_seed",
    "tag",
]
