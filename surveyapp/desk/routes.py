"""The desk's pages, all of them."""

from surveyapp.desk import (
    cards,
    eligible,
    ending,
    history,
    keeping,
    listeners,
    missing,
    nights,
    planning,
    publishing,
    requests,
    requests_duty,
    running,
    unsealing,
)
from surveyapp.desk.room import blueprint

__all__ = [
    "blueprint",
    "cards",
    "eligible",
    "ending",
    "history",
    "keeping",
    "listeners",
    "missing",
    "nights",
    "planning",
    "publishing",
    "requests",
    "requests_duty",
    "running",
    "unsealing",
]
