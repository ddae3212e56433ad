"""Which breakdowns a release could show if all went as guessed, by the rules of the opening and of the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from surveyapp.definition.model import Breakdown, Indicator, Mark
from surveyapp.disclosure.afford import afford
from surveyapp.disclosure.policy import STANDARD as POLICY
from surveyapp.disclosure.remainder import remainder
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Hidden, Hiding, ProtectedPartition, Shown, Table
from surveyapp.opening import tallies as opened
from surveyapp.opening.partitions import asks
from surveyapp.opening.sharing import closed_item, signature
from surveyapp.prospects.assumed import Assumed, Given, divided
from surveyapp.prospects.counted import YES, expected_counts
from surveyapp.prospects.expected import expected_contents
from surveyapp.releases import questions
from surveyapp.releases.counting import AGE, Bands, Measure, Tallies, table, tallies, values


@dataclass(frozen=True, slots=True)
class GroupProspect:
    """One group: how many answers are expected of it, and why it would not be shown; None where it would.

    ``together``: hidden alone, and shown with all the other hidden groups of its breakdown as one.
    """

    value: str
    answers: int
    hidden: Hiding | None
    together: bool = False

    @property
    def large(self) -> bool:
        """Whether so many are expected to answer that it could be shown at all."""
        return self.answers >= POLICY.smallest_base


@dataclass(frozen=True, slots=True)
class BreakdownProspect:
    """One breakdown, or the age bands, group by group."""

    breakdown: str
    groups: tuple[GroupProspect, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The groups that would be shown."""
        return tuple(group.value for group in self.groups if group.hidden is None)


@dataclass(frozen=True, slots=True)
class OneWay:
    """Results by one breakdown, of groups of ten and more: how many would be shown in some form, of how many."""

    shown: int
    of: int


@dataclass(frozen=True, slots=True)
class PoolProspect:
    """Questions of these bands that would be shown alike: how many, of how many answers, and each breakdown."""

    bands: Bands
    questions: int
    answers: int
    total: Hiding | None
    breakdowns: tuple[BreakdownProspect, ...]

    @property
    def results(self) -> OneWay:
        """Of each question every group of ten and more is a result."""
        groups = [group for one in self.breakdowns for group in one.groups if group.large]
        shown = sum(group.hidden is None or group.together for group in groups)
        return OneWay(self.questions * shown, self.questions * len(groups))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What decides how a question is counted: its bands, the words of each band's answers, its own breakdown."""

    pool: Bands
    words: tuple[object, ...]
    own: str
    whole: tuple[bool, ...]


def pool_prospects(given: Given, assumption: Assumed) -> tuple[PoolProspect, ...]:
    """The questions that everybody in some bands is asked, those alike together; most bands first, then most questions.

    Every question counts as answered by all who answer at all, so a real release shows this at most.
    """
    known, _ = divided(given)
    contents = expected_contents(given, assumption, known)
    kinds: dict[_Kind, list[Indicator]] = {}
    for kind, indicator in _kinds(given, contents):
        kinds.setdefault(kind, []).append(indicator)
    chosen = {same[0].id: same[0] for same in kinds.values()}
    counted = tallies(expected_counts(contents, chosen, assumption.start))
    found: Counter[PoolProspect] = Counter()
    for kind, same in kinds.items():
        prospect = _prospect(given, contents, same[0], kind.pool, counted.get(same[0].id, Tallies({})))
        if prospect is not None:
            found[prospect] += len(same)
    every = (replace(one, questions=n) for one, n in found.items())
    return tuple(sorted(every, key=lambda one: (-len(one.bands), -one.questions, one.bands)))


def one_way(pools: Iterable[PoolProspect]) -> OneWay:
    """The results by one breakdown, over all questions."""
    found = [one.results for one in pools]
    return OneWay(sum(one.shown for one in found), sum(one.of for one in found))


def _kinds(given: Given, contents: opened.Contents) -> Iterator[tuple[_Kind, Indicator]]:
    """Every pool of every question of which a share can be told, and that no earlier answer decides about."""
    instruments = given.plan.instruments
    for indicator in given.plan.bank.indicators.values():
        asked = questions.asking(instruments, indicator)
        for pool in questions.pools(indicator, asked):
            measure = questions.measure(indicator, instruments, pool)
            here = tuple(band for band in pool if contents.members.get(band))
            if here and measure.judged and not measure.routed and indicator.mark is not Mark.BREAKDOWN:
                items = (closed_item(instruments[band], indicator.id) for band in pool)
                words = tuple(signature(item) if item is not None else () for item in items)
                whole = tuple(contents.whole(contents.unit_of(band), indicator.id) for band in here)
                yield _Kind(pool, words, indicator.breakdown, whole), indicator


def _prospect(
    given: Given, contents: opened.Contents, indicator: Indicator, pool: Bands, found: Tallies
) -> PoolProspect | None:
    """What a release would show of one question, but for what its last audit may still take away."""
    breakdowns = [one for one in contents.bank.breakdowns.values() if one.id != indicator.breakdown]
    neighbours = {band: other for band, other in given.plan.neighbours.items() if other}
    measure = Measure(replace(indicator, positive=frozenset({YES})), frozenset(), routed=False)
    whole = table(measure, found, pool, breakdowns=breakdowns, neighbours=neighbours, policy=POLICY)
    if not whole.bands.groups:
        return None
    shown = afford(whole, protect(whole, POLICY), POLICY)
    bands = tuple(band for unit in whole.bands.groups for band in unit.id.split("+"))
    told = {one.id: one for one in shown.partitions}
    parts = [AGE] * (len(whole.bands.groups) > 1) + [one.id for one in breakdowns if _asked(contents, bands, one)]
    rest = {one.id for one in whole.others if remainder(whole, one, shown, POLICY) is not None}
    sizes = {one: _sizes(contents, whole, bands, one) for one in parts}
    return PoolProspect(
        bands=bands,
        questions=1,
        answers=whole.total.base,
        total=_hiding(shown.total),
        breakdowns=tuple(
            BreakdownProspect(one, tuple(_groups(sizes[one], told.get(one), as_one=one in rest))) for one in parts
        ),
    )


def _asked(contents: opened.Contents, bands: Bands, breakdown: Breakdown) -> bool:
    return any(asks(contents.instruments[band], breakdown) for band in bands)


def _sizes(contents: opened.Contents, whole: Table, bands: Bands, part: str) -> Mapping[str, int]:
    """How many are in each group, counted or not, in the groups' order."""
    if part == AGE:
        return {group.id: group.cell.base for group in whole.bands.groups}
    found = Counter(group for band in bands for group in contents.groups[part, band])
    return {value: found[value] for value in values(contents.bank.breakdowns[part])}


def _groups(sizes: Mapping[str, int], told: ProtectedPartition | None, *, as_one: bool) -> Iterator[GroupProspect]:
    """Each group. What the opening would not count is small, or left out lest a small one could be worked out."""
    for value, n in sizes.items():
        hidden = Hiding.SMALL_BASE if told is None else _hiding(told[value])
        large = n >= POLICY.smallest_base
        why = Hiding.SECONDARY if large and hidden is Hiding.SMALL_BASE else hidden
        yield GroupProspect(value, n, why, together=as_one and why is not None)


def _hiding(shown: Shown) -> Hiding | None:
    return shown.why if isinstance(shown, Hidden) else None
