"""The quotes of a release: texts that two people approved and somebody chose, as far as the rules let them stand."""

from __future__ import annotations

from dataclasses import replace

from surveyapp.disclosure.quotes import may_be_quoted
from surveyapp.releases.model import Quote
from surveyapp.releases.source import Said, Source


def quotes(source: Source) -> tuple[Quote, ...]:
    """Every quote that may stand, by domain and question, then by its letters: in no order that tells who wrote it.

    Once the comments are gone, their time being over, the quotes of the last revision stay.
    """
    if source.said is None:
        return source.revisions[-1].quotes if source.revisions else ()
    found = {_quote(source, one) for one in source.said if _may_stand(source, one)}
    made = sorted(found, key=lambda it: (*_place(source, it), it.bands, it.text))
    if all(one.welsh for one in made):
        return tuple(made)
    return tuple(replace(one, welsh="") for one in made)  # Welsh of some would tell which were written in it


def _may_stand(source: Source, one: Said) -> bool:
    asked = any(_ask(source, band, one.item) for band in one.bands.split("+"))
    return asked and may_be_quoted(one.bands, source.respondents, unexplained=one.unexplained, policy=source.policy)


def _quote(source: Source, one: Said) -> Quote:
    bands = tuple(one.bands.split("+"))
    ask = next(filter(None, (_ask(source, band, one.item) for band in bands)))
    domain = one.domain if one.domain in {it.id for it in source.bank.domains} else ""
    return Quote(one.item, bands, ask, one.text, one.welsh, domain)


def _ask(source: Source, band: str, item: str) -> str:
    """What a band was asked; "" where it was not."""
    instrument = source.instruments.get(band)
    return next((it.ask for it in instrument.items if it.id == item), "") if instrument else ""


def _place(source: Source, one: Quote) -> tuple[int, int]:
    """Where a quote stands: by its domain, those under none at the end, and by its question in the first band."""
    domains = [it.id for it in source.bank.domains]
    items = [it.id for it in source.instruments[one.bands[0]].items] if one.bands[0] in source.instruments else []
    return (
        domains.index(one.domain) if one.domain else len(domains),
        items.index(one.item) if one.item in items else len(items),
    )
