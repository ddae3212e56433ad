"""Opening a wave's box, once: the one place that sees box and results."""

from surveyapp.opening.bands import TooFewToOpen
from surveyapp.opening.destruction import Certificate, NotYetToBeDestroyed, destroy
from surveyapp.opening.once import AlreadyOpened, NotClosed, OpeningReport, open_wave

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
