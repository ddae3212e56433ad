"""Answers as they are checked, packed on a row and put into a ballot: one door to ``rows`` and ``ballots``."""

from surveyapp.definition.ballots import (
    MOST,
    Ballot,
    BallotRejected,
    BallotTooLong,
    ballot_size,
    decode_ballot,
    encode_ballot,
    longest_ballot,
)
from surveyapp.definition.rows import (
    AnswerRejected,
    RowRejected,
    answer_of,
    countable,
    on_path,
    pack,
    understood,
    unpack,
    valid,
)

__all__ = [
    "MOST",
    "AnswerRejected",
    "Ballot",
    "BallotRejected",
    "BallotTooLong",
    "RowRejected",
    "answer_of",
    "ballot_size",
    "countable",
    "decode_ballot",
    "encode_ballot",
    "longest_ballot",
    "on_path",
    "pack",
    "understood",
    "unpack",
    "valid",
]
