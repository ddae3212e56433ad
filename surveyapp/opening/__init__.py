"""Opening a wave's box, once: the one place that sees box and results."""

from surveyapp.opening.bands import TooFewToOpen
from surveyapp.opening.declared import AlreadyOpened, NotClosed
from surveyapp.opening.destruction import Certificate, NotYetToBeDestroyed, destroy
from surveyapp.opening.findings import OpeningReport
from surveyapp.opening.once import open_wave

__all__ = [
    "AlreadyOpened",
    "Certificate",
    "NotClosed",
    "NotYetToBeDestroyed",
    "OpeningReport",
    "TooFewToOpen",
    "destroy",
    "open_wave",
]
