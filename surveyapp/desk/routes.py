"""The desk's pages, all of them."""

from surveyapp.desk import (
    cards,
    eligible,
    ending,
    giving_up,
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
    together,
    unsealing,
    waiting,
)
from surveyapp.desk.room import blueprint

__all__ = [
    "blueprint",
    "cards",
    "eligible",
    "ending",
    "giving_up",
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
    "together",
    "unsealing",
    "waiting",
]
