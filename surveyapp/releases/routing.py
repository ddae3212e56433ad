"""How many at most can have been asked what an earlier answer opens, as that question's own figures tell (rule 6).

Often and sometimes open the next question. Of the bars "often: 5" and "sometimes or not sure: 9", fourteen who answered
it leave nobody who was not sure. So a base is laid beside every figure of the earlier question, in each set of bands it
may be shown of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from surveyapp.definition import expressions
from surveyapp.definition.expressions import Expression
from surveyapp.definition.missing import Missing
from surveyapp.definition.model import Indicator, Item, Kind
from surveyapp.disclosure import distributions
from surveyapp.disclosure.cells import code
from surveyapp.disclosure.tables import TOTAL, Table
from surveyapp.releases import questions
from surveyapp.releases.counting import ALL, MISSING, Answers, Bands, Tallies, added, answered
from surveyapp.releases.source import Source

UNKNOWN = 0
"""No base is small enough: a condition of which nobody here can say which answers open it."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """An earlier question, and which of its answers open the later one in which bands."""

    item: Item
    indicator: Indicator
    opens: Mapping[str, Set[str]]
    silence: bool

    def opened_by(self, bands: Bands) -> frozenset[str]:
        """The answers that open it in some of these bands."""
        return frozenset(option for option, where in self.opens.items() if where & set(bands))


@dataclass(frozen=True, slots=True)
class _Bar:
    """Options that a release tells as one number."""

    options: frozenset[str]
    count: int


def with_reach(source: Source, indicator: Indicator, counted: Mapping[str, Tallies], whole: Table) -> Table:
    """The table, with how many can have been asked in each of its band units and in all."""
    if not whole.routed or not whole.bands.groups:
        return whole
    units = {group.id: tuple(group.id.split("+")) for group in whole.bands.groups}
    units[TOTAL] = tuple(band for group in whole.bands.groups for band in group.id.split("+"))
    found = {id: reach(source, indicator, counted, bands) for id, bands in units.items()}
    known = {id: most for id, most in found.items() if most is not None}
    return replace(whole, reach=known)


def reach(source: Source, indicator: Indicator, counted: Mapping[str, Tallies], bands: Bands) -> int | None:
    """How many of these bands can have been asked; None where no figure joins answers that open it with others."""
    conditions = {band: _conditions(source, band, indicator.id) for band in bands}
    items = {item for all_of in conditions.values() for one in all_of for item in expressions.items_of(one)}
    earlier = [_opening(source, item, conditions) for item in items if item in source.bank.indicators]
    if len(items) > 1 or None in earlier:
        return UNKNOWN
    mine = counted[indicator.id]
    limits = [limit for one in earlier if one for limit in _limits(source, one, counted, (bands, mine))]
    return min(limits, default=None)


def _conditions(source: Source, band: str, item: str) -> tuple[Expression, ...]:
    """What decides in one band whether this is asked."""
    page, asked = questions.item_of(source.instruments[band], item) or (None, None)
    return tuple(one.show_if for one in (page, asked) if one is not None and one.show_if is not None)


def _opening(source: Source, id: str, conditions: Mapping[str, Sequence[Expression]]) -> _Opening | None:
    """What of the earlier question opens the later one; None where it has no options of which one is chosen."""
    asked = [found[1] for band in conditions if (found := questions.item_of(source.instruments[band], id))]
    if any(one.kind is not Kind.CHOICE or one.scale is None for one in asked) or not asked:
        return None
    options = dict.fromkeys(option.id for one in asked if one.scale for option in one.scale.options)
    opens = {
        option: {band for band, all_of in conditions.items() if _all_hold(all_of, id, option)} for option in options
    }
    silence = any(_all_hold(all_of, id, why) for all_of in conditions.values() for why in Missing)
    return _Opening(asked[0], source.bank.indicators[id], opens, silence)


def _all_hold(conditions: Sequence[Expression], item: str, answer: str | Missing) -> bool:
    """Whether a child of this answer is asked."""
    return all(expressions.holds(one, {item: answer}) for one in conditions)


def _limits(
    source: Source, earlier: _Opening, counted: Mapping[str, Tallies], later: tuple[Bands, Tallies]
) -> Iterator[int]:
    """What each figure of the earlier question, of each set of bands, leaves of those who can have been asked."""
    bands, mine = later
    first = counted.get(earlier.item.id, Tallies({}))
    for here in _shown_of(source, earlier, first, bands):
        opened = earlier.opened_by(tuple(band for band in here if band in bands))
        given = _answers(first, here)
        beyond = _members(_answers(mine, tuple(band for band in bands if band not in here)))
        silent = _members(given) - answered(given) if earlier.silence else 0
        for bars in _figures(source, earlier, given, here):
            if any(bar.options & opened and bar.options - opened for bar in bars):
                yield beyond + silent + sum(bar.count for bar in bars if bar.options & opened)


def _shown_of(source: Source, earlier: _Opening, first: Tallies, bands: Bands) -> set[Bands]:
    """The bands of which the earlier question may be shown, as far as they touch these."""
    asking = questions.asking(source.instruments, earlier.indicator)
    pools = questions.pools(earlier.indicator, asking)
    found = {tuple(band for band in asking if band in bands), *pools}
    found |= {unit for pool in pools for unit in first.labels(ALL, pool)}
    return {here for here in found if set(here) & set(bands)}


def _figures(source: Source, earlier: _Opening, given: Answers, here: Bands) -> Iterator[list[_Bar]]:
    """Positive answers and others, and the bars, as a release of these answers would tell them."""
    asked = questions.questions(earlier.indicator, source.instruments, here)
    good = frozenset(earlier.indicator.positive)
    counts = {option: given.get(option, 0) for option in earlier.opens}
    sides = [frozenset(counts) & good, frozenset(counts) - good]
    yield [_Bar(side, sum(counts[option] for option in side)) for side in sides]
    if asked and questions.scale_shared(asked):
        slices = [distributions.Slice((id,), n, id in good) for id, n in counts.items()]
        total = code(sum(counts[option] for option in sides[0]), sum(counts.values()), source.policy)
        found = distributions.protect_distribution(slices, total, source.policy)
        yield [_Bar(frozenset(one.options), one.count) for one in found]


def _answers(found: Tallies, bands: Bands) -> Answers:
    """What these bands answered, as far as it was counted of them."""
    return added(found.answers(ALL, unit, ALL) or {} for unit in found.labels(ALL, bands, routed=True))


def _members(answers: Answers) -> int:
    """How many took part."""
    return answered(answers) + sum(answers.get(reason, 0) for reason in MISSING)
