"""Opening a wave's box, once: the one place that sees box and results."""

from surveyapp.opening.bands import TooFewToOpen
from surveyapp.opening.certificate import Certificate
from surveyapp.opening.declared import AlreadyOpened, NotClosed
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
from surveyapp.opening.findings import OpeningReport
from surveyapp.opening.once import open_wave

__all__ = [
    "Afterwards",
    "AlreadyOpened",
    "Certificate",
    "CountsDisagree",
    "NotClosed",
    "NotRestored",
    "NotYetToBeDestroyed",
    "OpeningReport",
    "TooFewToOpen",
    "afterwards",
    "certificate",
    "destroy",
    "open_wave",
    "restored",
]
