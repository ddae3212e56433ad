"""What each number on a panel's page means: whose positive answers it counts, and within which bounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from math import sqrt

from panel import Said
from solving import Figure, Kind

from surveyapp.definition.model import Bank

Z = 1.959964
EXACT = re.compile(r"(?<!than )(?<!\d)(\d+) of (?:the |all )?(\d+)")
FEWER = re.compile(r"[Ff]ewer than (\d+) of (?:the )?(\d+)")
MORE = re.compile(r"(\d+) or more of (?:the )?(\d+)")
SHARE = re.compile(r"(?<![\d.])(\d+)%(?! (?:to|and))")
SPAN = re.compile(r"(\d+)% (?:to|and) (\d+)%")
CODED = re.compile(r"[Ff]ewer than|or more|at least|at most")
SILENT = re.compile(r"(\d+) of (\d+) gave no answer to this.*?the share is (\d+)%.*? it is (\d+)%")
NEEDED = re.compile(r"For half of everybody to be positive, (\d+) of")
NOT_POSITIVE = re.compile(
    r"left (?:it|this|the question) out|were asked|took part|Bad answers|points"
    r"|gave no answer|count them all|half of everybody|these \d+ would"
)
OF_SHARES = ("share", "split", "bands", "strength", "worr", "results")


@dataclass(frozen=True)
class Group:
    """Children of some bands, in one group of one partition (its place in a kind; several joined by +), or all."""

    bands: frozenset[str]
    place: int = 0
    value: str = ""

    def has(self, kind: Kind) -> bool:
        """Whether children of this kind are in it."""
        return kind[0] in self.bands and (not self.place or kind[self.place] in self.value.split("+"))


@dataclass(frozen=True)
class Asked:
    """What the reader knows of one question of one wave: how many of each kind answered, and the positive answers."""

    sizes: Mapping[Kind, int]
    positive: frozenset[str]
    pools: tuple[frozenset[str], ...]
    """The texts of positive answers, and the bands that were asked the same."""

    def size(self, group: Group) -> int:
        """How many of a group answered."""
        return sum(n for kind, n in self.sizes.items() if group.has(kind))


@dataclass
class Known:
    """What the reader knows of one authority: its bank, the years of its waves, and of each who answered what."""

    bank: Bank
    waves: Mapping[str, str]
    asked: Mapping[tuple[str, str], Asked]
    unread: list[Said] = field(default_factory=list)
    places: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {id: at + 1 for at, id in enumerate(self.bank.breakdowns)}


Told = dict[tuple[str, str], dict[tuple[Group, float, float], str]]


def understand(known: Known, said: Iterable[Said]) -> Mapping[tuple[str, str], list[Figure]]:
    """Every figure that could be read, by wave and indicator; what has numbers and no meaning is kept as unread."""
    told: Told = defaultdict(dict)
    for one in (part for whole in said for part in _by_year(whole)):
        if not re.search(r"\d", one.text) and not one.dots:
            continue
        found = list(_figures(known, one))
        for about, group, low, high in found:
            told[about].setdefault((group, low, high), f"{one.address} {one.figure} {one.label}: {one.text}")
        if not found:
            known.unread.append(one)
    return {
        about: [Figure(group.has, low, high, name) for (group, low, high), name in figures.items()]
        for about, figures in told.items()
    }


def _by_year(one: Said) -> Iterator[Said]:
    """A text in parts, where it names another year and says what was then."""
    parts = re.split(r"\b(20\d\d): ", one.text)
    yield replace(one, text=parts[0])
    for year, text in zip(parts[1::2], parts[2::2], strict=True):
        yield replace(one, label=f"{one.label}|{year}", text=text, dots=(), whisker=None)


def _figures(known: Known, one: Said) -> Iterator[tuple[tuple[str, str], Group, float, float]]:
    wave, label = _wave(known, one)
    about = wave, one.indicator
    if about not in known.asked or NOT_POSITIVE.search(one.text):
        return
    asked = known.asked[about]
    if SILENT.search(one.text):
        yield from ((about, *found) for found in _of_the_silent(asked, one.text))
        return
    if one.figure.startswith("answers"):
        yield from ((about, *found) for found in _of_answers(asked, label, one.text))
        return
    for low, high, base in _counts(one.text):
        group = _group(known, asked, one.figure, label, base)
        if group is not None:
            yield about, group, low, high
    group = _group(known, asked, one.figure, label, None)
    if group is not None and wave == one.wave and "change" not in one.figure:
        yield from ((about, group, low, high) for low, high in measured(asked.size(group), one))


def _wave(known: Known, one: Said) -> tuple[str, str]:
    """The wave that a row is about, which a year in its label may name."""
    label, _, year = one.label.rpartition("|") if "|" in one.label else (one.label, "", "")
    if label in known.waves and not year:
        return known.waves[label], ""
    return (known.waves.get(year, "") if year else one.wave), label


def _counts(text: str) -> Iterator[tuple[float, float, int]]:
    """Counts of so many; what "fewer than" and "or more" take away is no exact count."""
    for found in FEWER.finditer(text):
        yield 0, int(found[1]) - 1, int(found[2])
    for found in MORE.finditer(text):
        yield int(found[1]), int(found[2]), int(found[2])
    for found in EXACT.finditer(FEWER.sub("", MORE.sub("", text))):
        yield int(found[1]), int(found[1]), int(found[2])


def measured(size: int, one: Said) -> Iterator[tuple[float, float]]:
    """What a percentage, an interval and a drawing tell of the count, however they were rounded.

    A coded count is drawn as a line without a dot; in a chart's data its place is the middle of what it can be.
    """
    for share in SHARE.findall(SPAN.sub("", one.text)):
        if not re.search(rf"(?:under|over|at least|at most) {share}%", one.text):
            yield from _fitting(size, lambda x, share=share: abs(100 * x / size - int(share)) <= 0.5)
    for low, high in SPAN.findall(one.text):
        ends = int(low), int(high)
        yield from _fitting(
            size, lambda x, ends=ends: all(abs(a - b) <= 0.5 for a, b in zip(wilson(x, size), ends, strict=True))
        )
    if one.figure.startswith(OF_SHARES):
        middle = CODED.search(one.text) and one.address.endswith(".json")
        for dot in () if middle else one.dots:
            yield from _fitting(size, lambda x, dot=dot: abs(100 * x / size - dot) <= 0.051)
        if one.whisker and not CODED.search(one.text):
            ends = one.whisker
            yield from _fitting(
                size, lambda x: all(abs(a - b) <= 0.006 for a, b in zip(wilson(x, size), ends, strict=True))
            )


def _fitting(size: int, fits) -> Iterator[tuple[float, float]]:
    """The counts that a rounded number fits; none where it fits none, as where it speaks of a range."""
    found = [x for x in range(size + 1) if size and fits(x)]
    if found:
        yield min(found), max(found)


def wilson(x: int, n: int) -> tuple[float, float]:
    """Wilson's interval in percent."""
    p, z = x / n, Z * Z / n
    middle, half = (p + z / 2) / (1 + z), Z * sqrt(p * (1 - p) / n + z / (4 * n)) / (1 + z)
    return 100 * (middle - half), 100 * (middle + half)


def _group(known: Known, asked: Asked, figure: str, label: str, base: int | None) -> Group | None:
    """The children that a row is about; of totals and of several that it could be, the one of this size."""
    candidates = list(_candidates(known, asked, figure, label))
    fitting = [group for group in candidates if base is None or asked.size(group) == base]
    return fitting[0] if fitting and (base is not None or len(candidates) == 1) else None


def _candidates(known: Known, asked: Asked, figure: str, label: str) -> Iterator[Group]:
    everybody = frozenset(kind[0] for kind in asked.sizes)
    if figure.startswith("split-"):
        for id, place in sorted(known.places.items(), key=lambda it: -len(it[0])):
            if figure.startswith(f"split-{id}-"):
                bands = _bands_in(figure.removeprefix(f"split-{id}-"), everybody)
                values = _values(known.bank, id, label)
                yield from (Group(bands, place, value) for value in values)
                return
        return
    named = frozenset(id for id, band in known.bank.bands.items() if band.title in re.split(r"[;,] ", label))
    if figure.startswith("band-line-"):
        yield Group(_bands_in(figure.split("-", 3)[3], everybody))
    elif named and figure.startswith("bands"):
        yield Group(named & everybody)
    elif not figure.startswith(("bands", "band-", "context")):
        yield from (Group(pool & everybody) for pool in asked.pools if pool & everybody)


def _bands_in(joined: str, bands: Collection[str]) -> frozenset[str]:
    """The bands whose ids are joined in a figure's name."""
    order = ("4-7", "8-10", "8-11", "11-18", "leavers")
    for count in range(1, len(order) + 1):
        for some in combinations(order, count):
            if "-".join(some) == joined:
                return frozenset(some)
    return frozenset(bands)


def _values(bank: Bank, breakdown: str, label: str) -> list[str]:
    """The groups that a row's name can mean; several that are counted as one are joined by +."""
    if "; " in label:
        return ["+".join(some) for some in product(*(_values(bank, breakdown, one) for one in label.split("; ")))]
    declared = bank.breakdowns[breakdown]
    found = [option.id for option in declared.values if option.text == label and option.id not in declared.merge]
    if label == "Not said":
        found.append("unsaid")
    if label == "Another way, or not said":
        found += sorted(set(declared.merge.values()))
    return found


def _of_answers(asked: Asked, label: str, text: str) -> Iterator[tuple[Group, float, float]]:
    """A slice of positive answers is so many at least, one of others leaves so many at most."""
    for low, _, base in _counts(text):
        options = {option for one in re.split(r" / |; ", label) for option in _of_slice(one.strip())}
        group = _pool_of(asked, base)
        if group is not None and options <= asked.positive:
            yield group, low, base
        elif group is not None and not options & asked.positive:
            yield group, 0, base - low


def _of_slice(label: str) -> Iterator[str]:
    """The answers that are one bar of a distribution: its text, or every number of a span."""
    span = re.fullmatch(r"(\d+) to (\d+)", label)
    yield from map(str, range(int(span[1]), int(span[2]) + 1)) if span else (label,)


def _of_the_silent(asked: Asked, text: str) -> Iterator[tuple[Group, float, float]]:
    """What the shares of everybody tell, with all who said nothing counted as not positive, and as positive."""
    silent, eligible, none, most = (int(number) for number in SILENT.findall(text)[0])
    group = _pool_of(asked, eligible - silent)
    if group is None:
        return

    def fits(x: int) -> bool:
        ends = (x, none), (x + silent, most)
        return all(abs(100 * count / eligible - percent) <= 0.5 for count, percent in ends)

    yield from ((group, low, high) for low, high in _fitting(eligible - silent, fits))
    for needed in map(int, NEEDED.findall(text)):
        half = (eligible + 1) // 2
        yield group, half - needed, half - needed


def _pool_of(asked: Asked, base: int) -> Group | None:
    """The bands that were asked the same, and of whom so many answered."""
    here = frozenset(kind[0] for kind in asked.sizes)
    found = [Group(pool & here) for pool in asked.pools if asked.size(Group(pool & here)) == base]
    return found[0] if found else None
