"""Whether a version says truly which of its questions are not those of an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from surveyapp.definition.declared import Trend, Trends
from surveyapp.definition.lines import NotInLine, earlier, version_in_line
from surveyapp.definition.loader import Found
from surveyapp.definition.model import Bank, Instrument
from surveyapp.definition.problems import Places, Problem, nearest
from surveyapp.definition.trends import changed_parts, compare


def contracts(surveys: Iterable[Found[Instrument]], bank: Bank) -> Iterator[Problem]:
    """Every breach of every contract, and versions that change something and have none."""
    found = [one for one in surveys if one.content is not None]
    known = [one.content for one in found if one.content is not None]
    for one in found:
        if one.content is not None:
            yield from _contract(one.content, known, bank, one.places)


def _contract(now: Instrument, known: Iterable[Instrument], bank: Bank, places: Places) -> Iterator[Problem]:
    before = earlier(now, known, bank)
    if now.trends is None:
        yield from _undeclared(now, before, places)
        return
    try:
        then = version_in_line(now, now.trends.since, known, bank)
    except NotInLine:
        what = f'there is no version "{now.trends.since}" before {now.version} of {now.survey}'
        yield places.problem("survey.trends.since", what, nearest(now.trends.since, {one.version for one in before}))
        return
    yield from breaches(then, now, places)


def _undeclared(now: Instrument, before: tuple[Instrument, ...], places: Places) -> Iterator[Problem]:
    if not before:
        return
    then = before[-1]
    changed = sum(1 for trend in compare(then, now).values() if trend is not Trend.SAME)
    if changed:
        what = f"{changed} of its questions are not those of {then.survey} {then.version}, and it does not say so"
        instead = (
            f'write trends: with since: "{then.version}"; '
            f"`surveyapp definitions diff {now.survey} {then.version} {now.version}` names them"
        )
        yield places.problem("survey.version", what, instead)


def breaches(then: Instrument, now: Instrument, places: Places) -> Iterator[Problem]:
    """Where the contract of ``now`` says otherwise than the texts of the two versions."""
    declared = now.trends or Trends(then.version, {})
    found = compare(then, now)
    for item, trend in found.items():
        said = declared.of(item)
        if said is trend:
            continue
        if said is Trend.SAME:
            yield _silent(then, now, item, trend, places)
        else:
            yield _untrue(then, item, said, trend, places)
    for item in declared.items.keys() - found.keys():
        where = f"survey.trends.{declared.of(item)}.{item}"
        instead = nearest(item, found, otherwise="leave it out")
        yield places.problem(where, f"neither {then.version} nor {now.version} asks it", instead)


def _silent(then: Instrument, now: Instrument, item: str, trend: Trend, places: Places) -> Problem:
    """A question that is not what it was, and nothing says so."""
    declare = f'write under trends: {trend}: {{{item}: "…"}} with the reason'
    if trend is Trend.RETIRED:
        what = f'"{item}" was asked in {then.version} and is not any more'
        return places.problem("survey.trends.retired", what, f"{declare}, or ask it again")
    if trend is Trend.NEW:
        return places.problem(f"{item}.id", f"it was not asked in {then.version}", declare)
    parts = ", ".join(changed_parts(then, now, item))
    what = f'not the same as in {then.version} ("{then.item(item).ask}"): {parts}'
    return places.problem(f"{item}.ask", what, f"{declare}, or put back what was there")


def _untrue(then: Instrument, item: str, said: Trend, trend: Trend, places: Places) -> Problem:
    """A question of which the contract says what is not so."""
    where = f"survey.trends.{said}.{item}"
    truth = {
        Trend.SAME: f"nothing about it changed since {then.version}",
        Trend.REWORDED: f"it was asked in {then.version}, and only its words changed",
        Trend.RESCALED: f"it was asked in {then.version}, and its answers changed",
        Trend.NEW: f"it was not asked in {then.version}",
        Trend.RETIRED: "it is not asked any more",
    }
    if said is Trend.RETIRED and trend is not Trend.NEW:
        return places.problem(where, "it is still asked", "leave it out here, or take the question out")
    if trend is Trend.SAME:
        return places.problem(where, truth[trend], "leave it out: what is not named is the same")
    return places.problem(where, truth[trend], f"write it under {trend}")
