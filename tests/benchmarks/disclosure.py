"""What somebody who knows every child works out of releases; run it: ``python tests/benchmarks/disclosure.py``.

Random councils of 20 to 200 children on the newest surveys (``--councils N``, 200 unless told), then every page of the
demo's three waves and of a revision (``--pages EVERY``: every how manieth question; 1 is all of them, 0 none). Then
councils of 97: how much is shown of a survey designed for ten groups, of real surveys, and of real surveys where a
wave declared fewer breakdowns (``--shown N`` councils of each, 20 unless told).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE / "attacks"), str(HERE), str(HERE.parent)]

import designed  # noqa: E402  # found through the lines above
import published  # noqa: E402
from councils import VERSION, YEAR, surveys  # noqa: E402
from meaning import Known  # noqa: E402
from rounds import Opening, Truth, knowing, of_demo, source  # noqa: E402
from solving import Figure, Kind, Reader  # noqa: E402

from surveyapp import config, create_app  # noqa: E402
from surveyapp.db import migrate  # noqa: E402
from surveyapp.definition.catalogue import Catalogue  # noqa: E402
from surveyapp.definition.lines import neighbour_in  # noqa: E402
from surveyapp.definition.model import Missing  # noqa: E402
from surveyapp.demo.children import answered, children  # noqa: E402
from surveyapp.disclosure.policy import STANDARD  # noqa: E402
from surveyapp.opening.contents import Plan  # noqa: E402
from surveyapp.opening.narrowing import narrowed  # noqa: E402
from surveyapp.opening.opened import Opened  # noqa: E402
from surveyapp.releases.assemble import assemble  # noqa: E402
from surveyapp.releases.model import IndicatorResult, Share  # noqa: E402

PARTS = {"4-7": 0.14, "8-11": 0.22, "11-18": 0.44, "leavers": 0.2}
SHARES = (0.0, 0.03, 0.1, 0.5, 0.9, 0.97, 1.0)
"""How many answer positively to a question that is bent: everybody and nobody among them."""
SILENT = (0.0, 0.1, 0.4)


@dataclass
class Counted:
    """What was tried and found."""

    questions: int = 0
    broken: int = 0
    groups: int = 0
    shown: int = 0
    large: int = 0


def main() -> None:
    """Print a table, then what the pages of the demo tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--councils", type=int, default=200)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--pages", type=int, default=0)
    asked.add_argument("--shown", type=int, default=20)
    given = asked.parse_args()
    if given.councils:
        _councils(given.first, given.councils)
    if given.pages:
        _demo(given.pages)
    if given.shown:
        _designed(given.shown)
        _declared(max(1, given.shown // 4))


def _councils(first: int, number: int) -> None:
    known = surveys()
    by_size: dict[str, Counted] = {}
    longest = 0.0
    print("| children | questions | broken | groups worked out | one-way results of 10 and more shown |")
    print("|---|---|---|---|---|", flush=True)
    for seed in range(first, first + number):
        random = Random(seed)
        size = random.randint(20, 200)
        counted = by_size.setdefault(_size(size), Counted())
        longest = max(longest, _council(known, random, size, counted, whole=seed % 10 == 0))
    for name in sorted(by_size, key=lambda it: int(it.split()[0])):
        one = by_size[name]
        print(f"| {name} | {one.questions} | {one.broken} | {one.groups} | {one.shown} of {one.large} |")
    print(
        f"\n{number} councils from number {first} on; a release with its audit took at most {longest:.1f} s of a core."
    )


def _size(size: int) -> str:
    return next(f"{low} to {high}" for low, high in ((20, 49), (50, 96), (97, 149), (150, 200)) if size <= high)


def _council(known: Catalogue, random: Random, size: int, counted: Counted, *, whole: bool) -> float:
    """Make a council, bend one of its questions, attack two of its release; how long a ``whole`` release took.

    Questions are protected and audited one by one: where nobody looks at the clock, only those attacked are released.
    """
    opening = _opening(known, random, size)
    named = random.sample(sorted(known.bank.indicators), 6)
    _bend(known, opening, random, named[0])
    made = source(known, opening)
    begun = time.process_time()
    release = assemble(made if whole else replace(made, counts=tuple(it for it in made.counts if it.item in named)))
    took = time.process_time() - begun
    chosen = {id: known.bank.indicators[id] for id in named}
    reader, truth = knowing(replace(known, bank=replace(known.bank, indicators=chosen)), [opening])
    done = 0
    for name in named:
        found = [one for one in release.indicators if one.id == name and one.results]
        if found and done < 2:
            done += 1
            _attack(reader, truth, (opening.wave, name), found[0], counted)
    return took if whole else 0.0


def _designed(number: int) -> None:
    """Fifty questions by band, sex and placement."""
    found = [designed.seen(seed) for seed in range(number)]
    shares = [one.shown / one.results for one in found]
    shown, of = sum(one.shown for one in found), sum(one.results for one in found)
    large, of_large = sum(one.large_shown for one in found), sum(one.large for one in found)
    print(f"\n{number} councils of 97, fifty questions by band, sex and placement (ten groups): of {of:,} one-way")
    print(
        f"results {shown:,} shown in some form ({shown / of:.0%}; {min(shares):.0%} to {max(shares):.0%} of a council),"
    )
    print(f"by itself, not joined with another: {sum(one.alone for one in found):,};")
    print(f"of groups of ten and more {large:,} of {of_large:,} ({large / of_large:.0%}). Groups worked out, also by a")
    print(f"child who knows its own answer: {sum(one.recovered for one in found)}.", flush=True)


def _declared(number: int) -> None:
    """The real surveys, all questions of councils of 97, by what a wave declared before fieldwork."""
    known = surveys()
    print("\n| real surveys, 97 children, declared | one-way results of 10 and more | shown | |")
    print("|---|---|---|---|")
    for chosen in (None, ("sex", "placement", "time_in_care"), ("sex", "placement"), ("sex",), ()):
        counted = Counted()
        for seed in range(number):
            _of_declared(known, seed, chosen, counted)
        name = "all eight" if chosen is None else ", ".join(chosen) or "age alone"
        print(f"| {name} | {counted.large} | {counted.shown} | {counted.shown / counted.large:.0%} |", flush=True)
    print(f"\n{number} councils each; age bands are counted in every row.")


def _of_declared(known: Catalogue, seed: int, chosen: tuple[str, ...] | None, counted: Counted) -> None:
    opening = _opening(known, Random(seed), 97)
    bank = narrowed(known.bank, chosen)
    opening, known = replace(opening, plan=replace(opening.plan, bank=bank)), replace(known, bank=bank)
    reader, _ = knowing(known, [opening])
    for told in assemble(source(known, opening)).indicators:
        for result in told.results:
            asked = reader.asked[opening.wave, told.id]
            large = _large(reader, {kind: n for kind, n in asked.sizes.items() if kind[0] in result.bands})
            counted.large += len(large)
            counted.shown += len(large & _shown(reader, told, result.bands))


def _opening(known: Catalogue, random: Random, size: int) -> Opening:
    numbers = {band: (2 * max(1, round(part * size)), max(1, round(part * size))) for band, part in PARTS.items()}
    instruments = {band: known.version(band, VERSION) for band in numbers}
    told = []
    for band, (_, completed) in numbers.items():
        for child in children(band, completed, seed=f"council {random.random()}"):
            given = answered(child, instruments[band], known.bank, year=YEAR)
            told.append(Opened(band, {item.id: given[item.id] for item in instruments[band].closed}, {}))
    neighbours = {band: neighbour_in(known.bank, band, numbers) for band in numbers}
    return Opening("random", "Random", YEAR, numbers, Plan(instruments, neighbours, known.bank), told)


def _bend(known: Catalogue, opening: Opening, random: Random, name: str) -> None:
    """Let a question be answered positively by nobody, few, most or all, and be left out by some."""
    share, silent = random.choice(SHARES), random.choice(SILENT)
    positive = known.bank.indicators[name].positive
    for at, one in enumerate(opening.told):
        item = next((it for it in opening.plan.instruments[one.band].closed if it.id == name), None)
        if item is None or item.scale is None or isinstance(one.answers[name], Missing):
            continue
        wanted = [it.id for it in item.scale.options if (it.id in positive) == (random.random() < share)]
        answer = Missing.SKIPPED if random.random() < silent else (wanted or [one.answers[name]])[0]
        if isinstance(answer, str | Missing) and isinstance(one.answers[name], str):
            opening.told[at] = replace(one, answers={**one.answers, name: answer})


def _attack(known: Known, truth: Truth, about: tuple[str, str], told: IndicatorResult, counted: Counted) -> None:
    """Each pool of a question, with all that is published of it."""
    for result in told.results:
        sizes = {kind: n for kind, n in known.asked[about].sizes.items() if kind[0] in result.bands}
        found = Reader(sizes, truth[about], list(_figures(known, told, result.bands))).recovered()
        counted.questions += 1
        counted.broken += bool(found)
        counted.groups += len(found)
        shown = _shown(known, told, result.bands)
        large = _large(known, sizes)
        counted.large += len(large)
        counted.shown += len(large & shown)
        if found:
            print(f"broken: {about[1]} {'+'.join(result.bands)}: {found[:3]}", flush=True)


def _figures(known: Known, told: IndicatorResult, pool: tuple[str, ...]) -> Iterator[Figure]:
    for result in told.results:
        if result.bands == pool and isinstance(result.now, Share):
            yield Figure(lambda _kind: True, result.now.count.low, result.now.count.high, "total")
    for result in told.by_band:
        if set(result.bands) <= set(pool) and isinstance(result.now, Share):
            bands = result.bands
            yield Figure(lambda kind, bands=bands: kind[0] in bands, result.now.count.low, result.now.count.high)
    for split in told.breakdowns:
        for group in split.groups if split.breakdown in known.places and split.bands == pool else ():
            if isinstance(group.result, Share):
                place, value, count = known.places[split.breakdown], group.value, group.result.count
                has = lambda kind, place=place, value=value: kind[place] in value.split("+")  # noqa: E731  # one group
                yield Figure(has, count.low, count.high, f"{split.breakdown} {value}")


def _shown(known: Known, told: IndicatorResult, pool: tuple[str, ...]) -> set[tuple[int, str]]:
    """The groups of one partition that are shown in some form, alone or with others."""
    bands = {(0, band) for one in told.by_band if isinstance(one.now, Share) for band in one.bands if band in pool}
    return bands | {
        (known.places[split.breakdown], value)
        for split in told.breakdowns
        if split.breakdown in known.places and split.bands == pool
        for group in split.groups
        if isinstance(group.result, Share)
        for value in group.value.split("+")
    }


def _large(known: Known, sizes: Mapping[Kind, int]) -> set[tuple[int, str]]:
    """The groups of one partition that ten or more answered for; a partition of one group is none."""
    by_group: Counter[tuple[int, str]] = Counter()
    for kind, n in sizes.items():
        for place in range(len(kind)):
            by_group[place, kind[place]] += n
    partitions = Counter(place for place, _ in by_group)
    return {group for group, n in by_group.items() if n >= STANDARD.smallest_base and partitions[group[0]] > 1}


def _demo(every: int) -> None:
    """Every page of the demo's waves and of a revision, read by a panel member who knows every child."""
    known = surveys()
    openings = of_demo(known)
    reader, truth = knowing(known, openings)
    council = published.Council(known, openings, reader, truth)
    with tempfile.TemporaryDirectory() as folder:
        config.initialise(Path(folder) / "instance", secure_cookies=False)
        settings = config.load(Path(folder) / "instance", environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        chosen = set(sorted(known.bank.indicators)[::every])
        stricter = replace(STANDARD, smallest_base=14)
        made = [assemble(source(known, openings[0]))]
        made.append(assemble(source(known, openings[1], before=made[0], earlier=(made[0],))))
        made.append(assemble(source(known, openings[2], policy=stricter)))
        for release in made:
            published.publish(app, release)
        said = published.reads(app, of=chosen)
        revised = source(known, openings[2], before=made[1], earlier=tuple(made[:2]), revisions=(made[2],))
        published.publish(app, assemble(revised), "The program hid more than it had to.")
        said += published.reads(app, of=chosen)
        found = published.recovered(council, said, ways=3)
        app.extensions["stores"].close()
    asked = len({(one.wave, one.indicator) for one in said if one.indicator in chosen})
    print(f"\nThe demo on {date.today()}: {len(said)} texts and drawings of {asked} questions read; worked out:")
    print({question: groups[:3] for question, groups in found.items()} or "nothing")


if __name__ == "__main__":
    main()
