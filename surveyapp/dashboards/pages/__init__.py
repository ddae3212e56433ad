"""What each page shows, composed from one release; nothing here counts, and nothing knows the web."""

from surveyapp.dashboards.pages import (
    changes,
    domain,
    glossary,
    indicator,
    methods,
    others,
    overview,
    presenting,
    response,
    search,
    themes,
    words,
)

__all__ = [
    "changes",
    "domain",
    "glossary",
    "indicator",
    "methods",
    "others",
    "overview",
    "presenting",
    "response",
    "search",
    "themes",
    "words",
]
