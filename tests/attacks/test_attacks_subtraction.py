"""What is kept of an opened wave, added up and subtracted in every way, is never the answers of a few children."""

from collections import Counter
from datetime import date
from itertools import combinations, product

import pytest
from builders.opening import SAFE
from builders.wave import running
from sqlalchemy import text

from surveyapp.definition.answers import unpack
from surveyapp.opening import open_wave
from surveyapp.results.words import counted_as

NO_ATTRIBUTE = ("id", "wave", "instrument", "answers")
COUNCILS = {
    "who did not say": (
        [
            ("8-11", 20, {SAFE: "always", "sex": "girl"}),
            ("8-11", 15, {SAFE: "always", "sex": "boy"}),
            ("11-18", 20, {SAFE: "always", "sex": "girl"}),
            ("11-18", 1, {SAFE: "never"}),
        ],
        {"never": 1},
    ),
    "the girls of the small band": (
        [
            ("4-7", 6, {SAFE: "never", "sex": "girl"}),
            ("4-7", 6, {SAFE: "mostly", "sex": "boy"}),
            ("8-11", 20, {SAFE: "always", "sex": "girl"}),
            ("8-11", 15, {SAFE: "always", "sex": "boy"}),
        ],
        {"never": 6},
    ),
    "who skipped": (
        [
            ("8-11", 20, {SAFE: "always", "sex": "girl"}),
            ("8-11", 15, {SAFE: "always", "sex": "boy"}),
            ("8-11", 1, {}),
        ],
        {"skipped": 1},
    ),
    "the others of a group that is the whole of another band": (
        [
            ("8-11", 12, {SAFE: "always", "placement": "foster"}),
            ("11-18", 3, {SAFE: "never", "placement": "foster"}),
            ("11-18", 12, {SAFE: "mostly", "placement": "home"}),
        ],
        {"never": 3},
    ),
}


def _opened(stores, settings, groups):
    """A wave in which these children answered, closed and opened."""
    eligible = Counter()
    for band, count, _ in groups:
        eligible[band] += count
    wave = running(stores, settings, dict(eligible))
    for band, count, answers in groups:
        wave.answer(band, count, **answers)
    wave.close()
    open_wave(stores, wave.catalogue, wave.wave, wave.quorum(), state_keys=wave.state_keys, today=date(2026, 5, 1))
    return wave


def _of_everybody(wave, results):
    """Counts of the item's answers by whatever stands beside them on a row, or in totals where no rows are kept."""
    found = {}
    for row in results.execute(text("SELECT * FROM tally WHERE item = :item"), {"item": SAFE}).mappings():
        if row["breakdown"] == "all":
            found.setdefault(("total", row["bands"]), Counter())[row["answer"]] += row["n"]
    for row in results.execute(text("SELECT * FROM response")).mappings():
        attributes = tuple(value for name, value in row.items() if name not in NO_ATTRIBUTE)
        instrument = wave.catalogue.find(row["instrument"])
        (word,) = counted_as(instrument.item(SAFE).kind, unpack(instrument, bytes(row["answers"]))[SAFE])
        found.setdefault(attributes, Counter())[word] += 1
    return list(found.values())


def _in_tallies(results):
    """Counts of the item's answers of each group that was tallied, by breakdown."""
    found = {}
    for row in results.execute(text("SELECT * FROM tally WHERE item = :item"), {"item": SAFE}).mappings():
        if row["breakdown"] == "all":
            continue
        groups = found.setdefault(row["breakdown"], {})
        groups.setdefault((row["bands"], row["value"]), Counter())[row["answer"]] += row["n"]
    return [list(groups.values()) for groups in found.values()]


def _sums(parts):
    """Every sum of these counts, each added, subtracted or left alone."""
    for signs in product((-1, 0, 1), repeat=len(parts)):
        total = Counter()
        for sign, part in zip(signs, parts, strict=True):
            for word, n in part.items():
                total[word] += sign * n
        yield {word: n for word, n in total.items() if n}


@pytest.mark.parametrize(("groups", "few"), COUNCILS.values(), ids=COUNCILS)
def test_no_sum_or_difference_of_what_is_kept_is_the_answers_of_a_few(stores, settings, groups, few):
    wave = _opened(stores, settings, groups)
    with stores.read("results") as results:
        totals, tallies = _of_everybody(wave, results), _in_tallies(results)
    assert sum(map(Counter.total, totals)) == sum(count for _, count, _ in groups)
    for split in tallies or [[]]:
        assert few not in _sums([*totals, *split])


def _crossings(results):
    """Counts of children, whatever they answered: of both groups of a joint count, and of the tallied groups."""
    joint = results.execute(text("SELECT * FROM joint_count")).mappings().all()
    tally = text("SELECT bands, breakdown, value, sum(n) AS n FROM tally WHERE item = :item GROUP BY 1, 2, 3")
    tallied = [row for row in results.execute(tally, {"item": SAFE}).mappings() if row["breakdown"] != "all"]
    return [int(row["n"]) for row in joint], [int(row["n"]) for row in tallied]


def test_no_difference_of_joint_counts_tallies_and_totals_is_a_few_children(stores, settings):
    """Three girls live with family: nobody finds the three by adding and subtracting up to four counts."""
    groups = [
        ("8-11", 24, {SAFE: "always", "sex": "girl", "placement": "foster"}),
        ("8-11", 36, {SAFE: "always", "sex": "boy", "placement": "foster"}),
        ("8-11", 3, {SAFE: "never", "sex": "girl", "placement": "kinship"}),
        ("8-11", 50, {SAFE: "always", "sex": "boy", "placement": "kinship"}),
        ("8-11", 60, {SAFE: "always", "sex": "girl", "placement": "home"}),
        ("8-11", 80, {SAFE: "always", "sex": "boy", "placement": "home"}),
    ]
    _opened(stores, settings, groups)
    with stores.read("results") as results:
        joint, tallied = _crossings(results)
    assert joint
    counts = [*joint, *tallied, sum(count for _, count, _ in groups)]
    few = {
        sum(sign * n for sign, n in zip(signs, chosen, strict=True))
        for size in (1, 2, 3, 4)
        for chosen in combinations(counts, size)
        for signs in product((-1, 1), repeat=size)
    }
    assert 3 not in few
