"""The exact questions behind an indicator, and whether two waves asked the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from surveyapp.definition import expressions
from surveyapp.definition.messages import context_of
from surveyapp.definition.model import AnsweredBy, Indicator, Instrument, Item, Kind, Page
from surveyapp.definition.wording import pipes_in
from surveyapp.releases.counting import Bands, Measure
from surveyapp.releases.model import AskedOption, BandFacts, IndicatorResult, Question, Release


def N_(text: str) -> str:  # noqa: N802  (the name by which catalogues find a text that is translated later)
    """A sentence for the catalogues."""
    return text


NO_EARLIER_WAVE = N_("There are no earlier results to compare with.")
NEVER_COMPARED = N_("Here several surveys are counted as one. We do not compare that with a single survey.")
NOT_ASKED_BEFORE = N_("This was not asked the time before, so there is nothing to compare with.")
QUESTION_CHANGED = N_("The question changed, so the years can't be compared.")
AGES_CHANGED = N_("Not the same ages were asked, so the years can't be compared.")


def item_of(instrument: Instrument, item: str) -> tuple[Page, Item] | None:
    """An item that is counted in closed answers, with its page; None where the instrument does not ask it."""
    closed = {one.id for one in instrument.closed}
    for page in instrument.pages:
        for one in page.items:
            if one.id == item and item in closed:
                return page, one
    return None


def asking(instruments: Mapping[str, Instrument], indicator: Indicator) -> Bands:
    """The bands that are asked this, in their order."""
    return tuple(band for band, instrument in instruments.items() if item_of(instrument, indicator.id))


def pools(indicator: Indicator, bands: Bands) -> tuple[Bands, ...]:
    """The pools of an indicator among the bands that are asked, those with most bands first."""
    declared = [tuple(band for band in bands if band in pool) for pool in indicator.pools]
    alone = [(band,) for band in bands if not any(band in pool for pool in declared)]
    return tuple(sorted((pool for pool in [*declared, *alone] if pool), key=len, reverse=True))


def measure(indicator: Indicator, instruments: Mapping[str, Instrument], bands: Bands) -> Measure:
    """How the indicator is counted in these bands."""
    found = [asked for band in bands if (asked := item_of(instruments[band], indicator.id))]
    several = {
        option.id
        for _, item in found
        if item.kind is Kind.SEVERAL and item.scale
        for option in item.scale.options
        if not option.exclusive
    }
    routed = any(page.show_if is not None or item.show_if is not None for page, item in found)
    return Measure(indicator, frozenset(several), routed)


def questions(
    indicator: Indicator, instruments: Mapping[str, Instrument], bands: Iterable[str]
) -> tuple[Question, ...]:
    """What each band was asked."""
    found = ((band, item_of(instruments[band], indicator.id)) for band in bands)
    return tuple(_question(indicator, band, instruments[band], *asked) for band, asked in found if asked)


def written(item: str, instruments: Mapping[str, Instrument]) -> tuple[Question, ...]:
    """What each band was asked to write about in its own words."""
    found = ((band, one, page) for band, one in instruments.items() for page in one.pages)
    return tuple(
        _asked_of(band, instrument, page, asked, ())
        for band, instrument, page in found
        for asked in page.items
        if asked.id == item and asked in instrument.texts
    )


def routed(questions: Iterable[Question]) -> bool:
    """Whether an earlier answer decides who is asked, in some band."""
    return any(question.asked_if for question in questions)


def scale_shared(questions: Iterable[Question]) -> bool:
    """Whether all bands chose from the same options in the same order."""
    return len({tuple(option.id for option in question.options) for question in questions}) == 1


def incomparable(now: IndicatorResult, bands: Bands, ages: Iterable[BandFacts], before: Release) -> str:
    """Why the two waves' results for these bands cannot be compared; "" if they can."""
    then = next((one for one in before.indicators if one.id == now.id and not one.retired), None)
    if then is None:
        return NOT_ASKED_BEFORE
    if {one.id: (one.youngest, one.oldest) for one in ages if one.id in bands} != {
        one.id: (one.youngest, one.oldest) for one in before.bands if one.id in bands
    }:
        return AGES_CHANGED
    if _asked(now, bands) != _asked(then, bands):
        return QUESTION_CHANGED
    return ""


def _asked(indicator: IndicatorResult, bands: Bands) -> set[tuple[object, ...]]:
    """The questions of these bands, whatever else their instruments hold."""
    return {
        (one.band, one.item, one.ask, one.options, one.by_adult, one.asked_if)
        for one in indicator.questions
        if one.band in bands
    }


def _question(indicator: Indicator, band: str, instrument: Instrument, page: Page, item: Item) -> Question:
    """One band's question."""
    options = tuple(
        AskedOption(option.id, option.text, option.id in indicator.positive)
        for option in (item.scale.options if item.scale else ())
    )
    return _asked_of(band, instrument, page, item, options)


def _asked_of(
    band: str, instrument: Instrument, page: Page, item: Item, options: tuple[AskedOption, ...]
) -> Question:  # fmt: skip
    """What one band was asked, with these answers to choose from."""
    conditions = [expressions.written(one) for one in (page.show_if, item.show_if) if one is not None]
    return Question(
        band=band,
        item=item.id,
        ask=item.ask,
        options=options,
        by_adult=item.answered_by is AnsweredBy.ADULT,
        instrument=instrument.fingerprint,
        asked_if=" and ".join(conditions),
        options_context=context_of(item.scale) if item.scale else "",
        pipes=tuple((id, instrument.pipes[id].otherwise) for id in pipes_in(item.ask) if id in instrument.pipes),
    )
