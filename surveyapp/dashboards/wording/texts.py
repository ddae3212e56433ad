"""Titles and questions of the definitions, in the reader's language: a release holds their English message ids."""

from __future__ import annotations

from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import pgettext
from surveyapp.releases.model import (
    AskedOption,
    BandFacts,
    BreakdownRate,
    BreakdownResult,
    DomainFacts,
    Group,
    GroupRate,
    IndicatorResult,
    Question,
    Release,
    Result,
)


def asked(question: Question) -> str:
    """The exact question, with the words that its {names} have unless an earlier answer said otherwise."""
    told = pgettext(question.item, question.ask)
    for name, words in question.pipes:
        told = told.replace(f"{{{name}}}", pgettext(f"pipe:{name}", words))
    return told


def option(question: Question, choice: AskedOption) -> str:
    """One answer as it was worded."""
    return pgettext(question.options_context or question.item, choice.text)


def options_context(indicator: IndicatorResult, bands: tuple[str, ...]) -> str:
    """The msgctxt of the answers that these bands chose from; they share one scale wherever it is drawn."""
    asked = [question for question in indicator.questions if question.band in bands]
    return asked[-1].options_context or asked[-1].item if asked else indicator.id


def listed(question: Question, *, positive: bool) -> tuple[str, ...]:
    """The answers that count as positive, or the others; numbers in a row as first to last."""
    return _in_a_row(tuple(option(question, choice) for choice in question.options if choice.positive is positive))


def choices(question: Question) -> tuple[str, ...]:
    """All answers, whether or not any counts as positive."""
    return _in_a_row(tuple(option(question, choice) for choice in question.options))


def answers(questions: tuple[Question, ...], written: str) -> tuple[str, ...]:
    """Answers that a release writes in a row in English, as these questions word them in the reader's language."""
    known = {choice.text: option(question, choice) for question in questions for choice in question.options}
    return _in_a_row(tuple(known.get(word, word) for word in written.split("; ")))


def counted(indicator: IndicatorResult, told: str) -> tuple[str, ...]:
    """The answers that a figure of others counts: of ours as they are worded here, of theirs as they stand."""
    ours = {choice.text: option(question, choice) for question in indicator.questions for choice in question.options}
    return _in_a_row(tuple(ours.get(text, text) for text in told.split("; ") if text))


def _in_a_row(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) > 2 and all(word.isdigit() for word in words):
        return (_("%(first)s to %(last)s", first=words[0], last=words[-1]),)
    return words


def title(indicator: IndicatorResult) -> str:
    """What an indicator is called."""
    return pgettext(f"indicator:{indicator.id}", indicator.title)


def means(indicator: IndicatorResult) -> str:
    """What counts as positive in it, of whom."""
    told = pgettext(f"indicator:{indicator.id}", indicator.means)
    return _("What counts as positive: %(means)s.", means=told)


def band(facts: BandFacts) -> str:
    """An age band's name."""
    return pgettext(f"band:{facts.id}", facts.title)


def domain(facts: DomainFacts) -> str:
    """A domain's name."""
    return pgettext(f"domain:{facts.id}", facts.title)


def bands(release: Release, ids: tuple[str, ...]) -> str:
    """Several bands' names in a row."""
    titles = {facts.id: band(facts) for facts in release.bands}
    return "; ".join(titles.get(band_id, band_id) for band_id in ids)


def ages(release: Release, ids: tuple[str, ...]) -> str:
    """Whom a result speaks of: "Ages 8 to 11"."""
    named = bands(release, ids)
    return _("Ages %(ages)s", ages=named) if named[:1].isdigit() else named


def partial(indicator: IndicatorResult, result: Result) -> bool:
    """Whether a result speaks for some of those who were asked only."""
    return len(indicator.results) > 1 or not {one.band for one in indicator.questions} <= set(result.bands)


def spoken(release: Release, indicator: IndicatorResult, result: Result) -> str:
    """What a result is about: the indicator, and the ages where it speaks for some only."""
    if not partial(indicator, result):
        return title(indicator)
    return _("%(ages)s: %(title)s", ages=ages(release, result.bands), title=title(indicator))


def breakdown(split: BreakdownResult | BreakdownRate) -> str:
    """A breakdown's name."""
    return pgettext(f"breakdown:{split.breakdown}", split.title)


def group(split: BreakdownResult | BreakdownRate, member: Group | GroupRate) -> str:
    """A group's name; of groups that no definition names, a sentence of the release's own. Of several, each one's."""
    titles = member.title.split("; ") if "+" in member.value else [member.title]
    return "; ".join(_group_title(split.breakdown, title) for title in titles)


def _group_title(breakdown: str, title: str) -> str:
    told = pgettext(f"breakdown:{breakdown}", title)
    return told if told != title else _(title)
