"""What `surveyapp plan` says: lines for people, a document for programs."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

from surveyapp.analysis.detectable import Found
from surveyapp.definition.model import Bank
from surveyapp.opening.foreseeing import Fate
from surveyapp.opening.groups import THRESHOLD
from surveyapp.prospects.assumed import Given, last_response
from surveyapp.prospects.breakdowns import BreakdownProspect, GroupProspect, OneWay, PoolProspect
from surveyapp.prospects.chances import BandProspect
from surveyapp.prospects.changes import ChangeProspect, Level
from surveyapp.prospects.foresee import Prospects
from surveyapp.releases.counting import AGE, UNSAID

FATES = {
    Fate.EMPTY: "nobody answers",
    Fate.ALONE: "counted by itself",
    Fate.JOINED: "counted with another band",
    Fate.WAITS: "kept sealed for others",
    Fate.AWAITED: "kept sealed, as others wait for it",
    Fate.TOO_FEW: "not counted",
}
HIDDEN = {"small_base": "fewer than 10", "secondary": "would give another away", "audit": "too many figures"}


def lines(bank: Bank, given: Given, found: Prospects) -> Iterator[str]:
    """Everything, in the order of the page."""
    last = last_response(given)
    yield f"{given.title or 'A wave that is not planned yet'}: guesses, not results. Nobody has been asked."
    unsaid, start = 100 * found.assumed.unsaid, 100 * found.assumed.start
    yield f"Of 100 children {unsaid:g} do not say their group; {start:g} gave the good answer before."
    yield from ("", "Age bands")
    for one in found.bands:
        yield f"  {_band(one)}{'' if one.band not in last else f'  (last time {last[one.band]:.0%})'}"
    for pool in found.pools:
        yield from (
            "",
            f"Breakdowns of {pool.questions} questions asked of {', '.join(pool.bands)}: {pool.answers} answers",
        )
        yield from _breakdowns(bank, pool)
    results = found.results
    if results.of:
        yield f"Of {results.of} results by one breakdown, of groups of ten and more, {_share(results)} shown at most,"
        yield "alone or as one with the other hidden groups. A single group may come out otherwise: how many do not say"
        yield "theirs is a guess too."
    if found.undivided:
        unknown = ", ".join(bank.breakdowns[one].title for one in found.undivided)
        yield f"No numbers were given for: {unknown}. These are not among the results above."
        if found.with_undivided.of:
            yield f"With them, as if children divided evenly among their groups: {_share(found.with_undivided)}."
    before = given.before.wave.title if given.before else "a next wave of the same size"
    yield from ("", f"Changes found 4 times in 5, in points, beside {before}: called clear (or at least possible)")
    for change in found.changes:
        yield from _change(change)


def _share(found: OneWay) -> str:
    return f"{found.shown} ({found.shown / found.of:.0%})" if found.of else "none"


def _band(one: BandProspect) -> str:
    fates = ", ".join(f"{FATES[fate]} {chance:.1%}" for fate, chance in one.fates.items() if chance > 0.0005)
    needed = f"{ceil(100 * one.needed)} of 100 must answer to be 90 % sure" if one.needed is not None else "never ten"
    guess = f"{one.answers} of {one.eligible} ({one.response:.0%})"
    return f"{one.band}: {guess}; ten or more {one.enough:.1%}, {needed}; {fates}"


def _breakdowns(bank: Bank, pool: PoolProspect) -> Iterator[str]:
    if pool.total is not None:
        yield f"  nothing: {HIDDEN[pool.total]}"
        return
    for one in pool.breakdowns:
        names = _names(bank, one)
        title = "Age" if one.breakdown == AGE else bank.breakdowns[one.breakdown].title
        yield f"  {title}: {', '.join(_group(names[group.value], group) for group in one.groups)}"


def _names(bank: Bank, one: BreakdownProspect) -> dict[str, str]:
    if one.breakdown == AGE:
        bands = {group.value: group.value.split("+") for group in one.groups}
        return {value: " and ".join(bank.bands[band].title for band in its) for value, its in bands.items()}
    return {value.id: value.text for value in bank.breakdowns[one.breakdown].values} | {UNSAID: "Not said"}


def _group(name: str, group: GroupProspect) -> str:
    size = str(group.answers) if group.answers >= THRESHOLD else f"under {THRESHOLD}"
    if group.hidden is None:
        return f"{name} {size}"
    return f"[{name}: {HIDDEN[group.hidden]}{'; as one with the others' if group.together else ''}]"


def _change(change: ChangeProspect) -> Iterator[str]:
    then = f"{change.then} answered then" if change.then is not None else "no earlier answers"
    yield f"  {', '.join(change.bands)}: {change.questions} questions, {then}"
    for level in change.levels:
        who = "guess" if level.response is None else f"{level.response:.0%}"
        yield f"    {who:>5}: {level.answers:>5} answers, {level.comparisons} comparisons: {_found(level)}"


def _found(level: Level) -> str:
    if level.clear is None or level.possible is None:
        return "too few to compare"
    return f"{_points(level.clear)} ({_points(level.possible)})"


def _points(found: Found) -> str:
    rise = "no rise" if found.rise is None else f"+{100 * found.rise:.1f}"
    return f"{rise}, " + ("no fall" if found.fall is None else f"-{100 * found.fall:.1f}")


def document(given: Given, found: Prospects) -> dict[str, Any]:
    """Everything as JSON has it: shares from 0 to 1, sizes of groups only from ten on."""
    return {
        "wave": given.title or None,
        "since": given.before.wave.id if given.before else None,
        "assumed": {
            "response": dict(found.assumed.response),
            "unsaid": found.assumed.unsaid,
            "start": found.assumed.start,
        },
        "bands": [_band_document(one) for one in found.bands],
        "one_way": {"shown": found.results.shown, "of": found.results.of},
        "one_way_with_undivided": {"shown": found.with_undivided.shown, "of": found.with_undivided.of},
        "pools": [_pool_document(one) for one in found.pools],
        "undivided": list(found.undivided),
        "changes": [_change_document(one) for one in found.changes],
    }


def _band_document(one: BandProspect) -> dict[str, Any]:
    return {
        "band": one.band,
        "eligible": one.eligible,
        "response": one.response,
        "answers": one.answers,
        "ten_or_more": one.enough,
        "response_needed": one.needed,
        "fates": {fate.value: chance for fate, chance in one.fates.items()},
    }


def _pool_document(pool: PoolProspect) -> dict[str, Any]:
    return {
        "bands": list(pool.bands),
        "questions": pool.questions,
        "answers": pool.answers,
        "hidden": pool.total,
        "breakdowns": {one.breakdown: [_group_document(group) for group in one.groups] for one in pool.breakdowns},
    }


def _group_document(group: GroupProspect) -> dict[str, Any]:
    answers = group.answers if group.answers >= THRESHOLD else None
    return {"group": group.value, "answers": answers, "hidden": group.hidden, "as_one": group.together}


def _change_document(change: ChangeProspect) -> dict[str, Any]:
    return {
        "bands": list(change.bands),
        "questions": change.questions,
        "answers_then": change.then,
        "levels": [
            {
                "response": level.response,
                "answers": level.answers,
                "comparisons": level.comparisons,
                "clear": _found_document(level.clear),
                "possible": _found_document(level.possible),
            }
            for level in change.levels
        ],
    }


def _found_document(found: Found | None) -> dict[str, float | None] | None:
    return {"rise": found.rise, "fall": found.fall} if found else None
