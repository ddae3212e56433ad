"""One indicator's protected results: its pools, its bands, its breakdowns; changes come later, over all indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from surveyapp.definition.model import Indicator, Mark
from surveyapp.disclosure import gate, tables
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.remainder import remainder
from surveyapp.releases import questions, revisions, routing, scaled, slices
from surveyapp.releases.counting import (
    AGE,
    ALL,
    TOO_FEW,
    UNSAID,
    Answers,
    Bands,
    Tallies,
    added,
    answered,
    joint,
    label,
    table,
)
from surveyapp.releases.model import (
    BreakdownResult,
    Change,
    Count,
    Group,
    Hidden,
    IndicatorResult,
    Label,
    Question,
    Result,
    Shown,
    Suppressed,
    Why,
)
from surveyapp.releases.shown import share
from surveyapp.releases.source import Source

N_ = questions.N_
AGE_TITLE = N_("Age")
UNSAID_TITLE = N_("Not said")
MERGED_TITLE = N_("Another way, or not said")
RULES = {
    Why.SMALL_BASE: Rule.BASE,
    Why.SECONDARY: Rule.SECONDARY,
    Why.AUDIT: Rule.GATE,
    Why.ROUTED: Rule.DISTRIBUTIONS,
    Why.GROUPS: Rule.BASE,
    Why.FIGURES: Rule.LATTICE,
}
NOTHING = Tallies({})
PENDING = Change(Label.NOT_COMPARABLE)


@dataclass(frozen=True, slots=True)
class Made:
    """An indicator's results beside everything that was hidden on the way."""

    result: IndicatorResult
    hidden: tuple[Hidden, ...] = ()


@dataclass(slots=True)
class _Pooled:
    """One pool's parts."""

    headline: Result
    by_band: list[Result] = field(default_factory=list)
    breakdowns: list[BreakdownResult] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def indicator(source: Source, indicator: Indicator, counted: Mapping[str, Tallies]) -> Made:
    """Everything that may be said of an indicator in this wave alone."""
    bands = questions.asking(source.instruments, indicator)
    asked = questions.questions(indicator, source.instruments, bands)
    made = [_pool(source, indicator, counted, pool, asked) for pool in questions.pools(indicator, bands)]
    pooled = [one for one in made if one is not None]
    result = IndicatorResult(
        id=indicator.id,
        domain=indicator.domain,
        title=indicator.title,
        means=indicator.means,
        knowable=indicator.mark is Mark.KNOWABLE,
        questions=asked,
        results=tuple(one.headline for one in pooled),
        by_band=tuple(result for one in pooled for result in one.by_band),
        breakdowns=tuple(breakdown for one in pooled for breakdown in one.breakdowns),
    )
    return Made(result, tuple(hidden for one in pooled for hidden in one.hidden))


def _pool(
    source: Source, indicator: Indicator, counted: Mapping[str, Tallies], pool: Bands, asked: tuple[Question, ...]
) -> _Pooled | None:
    """One pool's results; None where no share can be counted."""
    measure = questions.measure(indicator, source.instruments, pool)
    if not measure.judged:
        return None
    found = counted.get(indicator.id, NOTHING)
    breakdowns = [one for one in source.bank.breakdowns.values() if one.id != indicator.breakdown]
    whole = table(measure, found, pool, breakdowns=breakdowns, neighbours=source.neighbours, policy=source.policy)
    whole = routing.with_reach(source, indicator, counted, whole)
    if not whole.bands.groups:
        return _Pooled(Result(pool, Suppressed(_why_nobody(source, pool)), None, PENDING))
    units = [tuple(group.id.split("+")) for group in whole.bands.groups]
    known = {other.id: crossed for other in whole.others if (crossed := joint(measure, found, other.id, units))}
    bands = tuple(band for unit in units for band in unit)
    earlier = revisions.published(source.revisions, indicator.id, bands, whole)
    passed = gate.release(whole, source.policy, known, earlier=earlier)
    mine = [question for band in bands for question in asked if question.band == band]
    made = _Pooled(_headline(source, indicator, found, passed.shown, mine))
    if len(units) > 1:
        made.by_band = [
            Result(unit, share(shown), None, PENDING)
            for unit, (_, shown) in zip(units, passed.shown.bands.groups, strict=True)
        ]
        made.breakdowns = [_ages(source, bands, passed.shown.bands)]
    made.breakdowns += [
        _with_remainder(_breakdown(source, bands, part), remainder(whole, other, passed.shown, source.policy))
        for other, part in zip(whole.others, passed.shown.others, strict=True)
        if _says_something(part)
    ]
    made.hidden = list(_hidden(indicator, bands, passed))
    if isinstance(passed.shown.total, tables.Protected):
        made.hidden += _unsplit(source, mine, bands, found)
    return made


def _why_nobody(source: Source, pool: Bands) -> Why:
    """Why nothing was counted in a pool: its answers are still sealed, or too few came."""
    return Why.WAITING if {one.band for one in source.waiting} >= set(pool) else Why.SMALL_BASE


def _headline(
    source: Source, indicator: Indicator, found: Tallies, shown: tables.ProtectedTable, asked: Sequence[Question]
) -> Result:
    """A pool's own result, with its distribution and how many were asked where that may be said."""
    bands = tuple(question.band for question in asked)
    everybody = added(found.answers(ALL, unit, ALL) or {} for unit in found.labels(ALL, bands))
    number, skipped = (0, None) if questions.routed(asked) else _asked(everybody, source.policy)
    sliced = slices.distribution(source.policy, shown.total, everybody, asked, indicator.bad)
    mean = scaled.mean(source.policy, shown.total, everybody, asked, sliced)
    if source.policy.follows(Rule.FROZEN):
        sliced = revisions.same_cuts(source.revisions, indicator.id, bands, sliced, source.policy.smallest_cell)
        mean = revisions.same_mean(source.revisions, indicator.id, bands, mean)
    return Result(
        bands=bands,
        now=share(shown.total),
        then=None,
        change=PENDING,
        distribution=sliced,
        asked=number,
        skipped=skipped,
        bad=slices.bad_share(sliced),
        mean=mean,
    )


def _asked(everybody: Answers, policy: Policy) -> tuple[int, Count | None]:
    """How many were asked and how many of them left it out, if that is neither few nor nearly all; else 0 and None."""
    base, missing = answered(everybody), sum(everybody.get(reason, 0) for reason in ("skipped", "rather_not_say"))
    number = base + missing
    if min(missing, base) < policy.smallest_cell or everybody.get("not_asked", 0) in range(1, policy.smallest_cell):
        return 0, None
    return number, Count(Shown.EXACT, missing, missing, number)


def _ages(source: Source, bands: Bands, shown: tables.ProtectedPartition) -> BreakdownResult:
    """The bands as a breakdown."""
    groups = tuple(
        Group(id, ", ".join(source.bank.bands[band].title for band in id.split("+")), share(value))
        for id, value in shown.groups
    )
    return BreakdownResult(AGE, AGE_TITLE, bands, groups)


def _breakdown(source: Source, bands: Bands, shown: tables.ProtectedPartition) -> BreakdownResult:
    """A declared breakdown with its groups' titles."""
    declared = source.bank.breakdowns[shown.id]
    titles = {option.id: option.text for option in declared.values if option.id not in declared.merge}
    titles |= dict.fromkeys(declared.merge.values(), MERGED_TITLE) | {UNSAID: UNSAID_TITLE}
    groups = tuple(Group(id, titles[id], share(value)) for id, value in shown.groups)
    return BreakdownResult(shown.id, declared.title, bands, groups, _asked_their_group(source, bands, shown.id))


def _with_remainder(split: BreakdownResult, together: tables.Protected | None) -> BreakdownResult:
    """The breakdown with all its hidden groups as one more, where everybody counted was asked their group."""
    hidden = [group for group in split.groups if isinstance(group.result, Suppressed)]
    if together is None or set(split.asked) != set(split.bands):
        return split
    joined = Group("+".join(one.value for one in hidden), "; ".join(one.title for one in hidden), share(together))
    return replace(split, groups=(*split.groups, joined))


def _asked_their_group(source: Source, bands: Bands, breakdown: str) -> Bands:
    """The bands whose surveys ask which group of a breakdown a child is in."""
    return tuple(band for band in bands if any(item.breakdown == breakdown for item in source.instruments[band].closed))


def _says_something(partition: tables.ProtectedPartition) -> bool:
    """Whether any group of it is shown."""
    return any(isinstance(value, tables.Protected) for _, value in partition.groups)


def _unsplit(source: Source, asked: Sequence[Question], bands: Bands, found: Tallies) -> Iterator[Hidden]:
    """The breakdowns of a pool of which the opening kept no counts by group, as no release would show any."""
    why = {id: word for (id, here), word in found.unsplit.items() if set(here) <= set(bands)}
    routed = questions.routed(asked)
    if routed:
        why |= {id: TOO_FEW for id, here, _ in found.groups if set(here) <= set(bands)}
    for breakdown in (id for id in source.bank.breakdowns if id in why):
        told = Why.ROUTED if routed else Why.GROUPS if why[breakdown] == TOO_FEW else Why.FIGURES
        yield Hidden(f"{asked[0].item} {label(bands)} {breakdown}", told, RULES[told])


def _hidden(indicator: Indicator, bands: Bands, passed: gate.Passed) -> Iterator[Hidden]:
    """Everything of a pool that is not shown, and why."""
    place = f"{indicator.id} {label(bands)}"
    if isinstance(passed.shown.total, tables.Hidden):
        why = Why(passed.shown.total.why.value)
        yield Hidden(place, why, passed.because.get(gate.TOTAL, RULES.get(why, "")))
        return
    for partition in passed.shown.partitions:
        if not _says_something(partition):
            rule = passed.because.get(partition.id)
            why = {None: _why_none(partition), Rule.LATTICE: Why.FIGURES}.get(rule, Why.AUDIT)
            yield Hidden(f"{place} {partition.id}", why, rule or RULES[why])
            continue
        for id, value in partition.groups:
            if isinstance(value, tables.Hidden):
                why = Why(value.why.value)
                yield Hidden(f"{place} {partition.id}:{id}", why, RULES.get(why, ""))


def _why_none(partition: tables.ProtectedPartition) -> Why:
    """Why no group of a partition is shown that no later rule took away: an earlier answer, or small groups."""
    routed = tables.Hidden(tables.Hiding.ROUTED)
    return Why.ROUTED if any(value == routed for _, value in partition.groups) else Why.GROUPS
