"""What age bands are called on the desk's pages."""

from collections.abc import Iterable

from flask_babel import pgettext

from surveyapp.definition.messages import context_of
from surveyapp.web.stores import catalogue


def title(band: str) -> str:
    """A band's title in the reader's language."""
    known = catalogue().bank.bands.get(band)
    return str(pgettext(context_of(known), known.title)) if known else band


def titles(bands: Iterable[str]) -> list[str]:
    """The bands' titles, the youngest first."""
    order = list(catalogue().bank.bands)
    return [title(band) for band in sorted(bands, key=order.index)]
