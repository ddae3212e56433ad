"""What age bands are called on the desk's pages, and in which of them a breakdown has small groups."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import pgettext

from surveyapp import opening
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


def dropped(reported: Sequence[str]) -> Mapping[str, list[str]]:
    """By the titles of breakdowns that are alike in it, the bands in which some groups were too small to count.

    No group is named.
    """
    known = catalogue().bank.breakdowns
    alike: dict[tuple[str, ...], list[str]] = {}
    for one, labels in opening.dropped_by_breakdown(reported).items():
        bands = tuple(titles({it for it in labels for it in it.split("+")}))
        alike.setdefault(bands, []).append(str(pgettext(context_of(known[one]), known[one].title)))
    return {", ".join(them): list(bands) for bands, them in alike.items()}
