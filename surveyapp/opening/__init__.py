"""Opening a wave's box, once: the one place that sees box and results."""

from surveyapp.box.carried import CarriedBefore
from surveyapp.opening.bands import TooFewToOpen
from surveyapp.opening.certificate import Certificate
from surveyapp.opening.counted import nothing_counted, unpublished
from surveyapp.opening.declared import AlreadyOpened, Ended, NotClosed
from surveyapp.opening.destruction import (
    Afterwards,
    CountsDisagree,
    NotRestored,
    NotYetToBeDestroyed,
    afterwards,
    certificate,
    destroy,
    restored,
)
from surveyapp.opening.dropped import dropped_by_breakdown
from surveyapp.opening.earlier import lessen_earlier
from surveyapp.opening.findings import OpeningReport
from surveyapp.opening.foreseeing import Fate, foreseen
from surveyapp.opening.giving import GivenUp, NothingWaits, give_up, give_up_overdue, given_up
from surveyapp.opening.once import open_wave
from surveyapp.opening.phrases import PhrasesMissing, WavePhraseProblem
from surveyapp.opening.standing import Part, Pool, pool_of, waiting_pools
from surveyapp.opening.together import (
    NothingReady,
    TogetherReport,
    TooFewValid,
    WaitingChanged,
    open_together,
    take_up,
)
from surveyapp.opening.unread import EndedUnread, NotToBeEnded, end_unread, ended

__all__ = [
    "Afterwards",
    "AlreadyOpened",
    "CarriedBefore",
    "Certificate",
    "CountsDisagree",
    "Ended",
    "EndedUnread",
    "Fate",
    "GivenUp",
    "NotClosed",
    "NotRestored",
    "NotToBeEnded",
    "NotYetToBeDestroyed",
    "NothingReady",
    "NothingWaits",
    "OpeningReport",
    "Part",
    "PhrasesMissing",
    "Pool",
    "TogetherReport",
    "TooFewToOpen",
    "TooFewValid",
    "WaitingChanged",
    "WavePhraseProblem",
    "afterwards",
    "certificate",
    "destroy",
    "dropped_by_breakdown",
    "end_unread",
    "ended",
    "foreseen",
    "give_up",
    "give_up_overdue",
    "given_up",
    "lessen_earlier",
    "nothing_counted",
    "open_together",
    "open_wave",
    "pool_of",
    "restored",
    "take_up",
    "unpublished",
    "waiting_pools",
]
