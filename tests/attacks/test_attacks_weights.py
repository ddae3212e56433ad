"""Somebody who knows every child's weight learns nothing of any few from being told that weighting moves a share."""

from __future__ import annotations

import random
from math import inf

import numpy as np
import pytest
from solving import Figure, Reader

from surveyapp.analysis.weights import rake, weighted
from surveyapp.releases.model import Raking
from surveyapp.releases.raking import FAR

FINE = ("girl", "boy"), ("foster", "kinship")
BANDS = ("8-11", "11-18")


def council(seed: int):
    """Children by band, sex, placement and a fourth thing that no weight is made of; classes are of ten and more."""
    draw = random.Random(seed)
    sizes, truth = {}, {}
    for band in BANDS:
        for sex in FINE[0]:
            wanted, rest = draw.choice((0.25, 0.5, 0.75)), draw.randint(20, 40)
            for at, placement in enumerate(FINE[1]):
                for long in ("short", "long"):
                    n = max(1, rest // (3 + at + (long == "long")))
                    sizes[band, sex, placement, long] = n
                    truth[band, sex, placement, long] = sum(draw.random() < wanted for _ in range(n))
    return sizes, truth


def of(**chosen):
    places = {"band": 0, "sex": 1, "placement": 2, "long": 3}
    return lambda kind: all(kind[places[name]] == value for name, value in chosen.items())


def published(sizes, truth):
    """The total, bands, and sexes, as exact counts."""
    groups = [of(), *(of(band=band) for band in BANDS), *(of(sex=sex) for sex in FINE[0])]
    return [
        Figure(group, x, x)
        for group in groups
        if 5 <= (x := sum(n for kind, n in truth.items() if group(kind))) <= sum(
            n for kind, n in sizes.items() if group(kind)) - 5
    ]  # fmt: skip


def told(sizes, truth, draw):
    """What the release says of weights by band and sex, as the reader who knows them writes it down; None if not."""
    classes, good = {}, {}
    for kind, n in sizes.items():
        classes[kind[:2]] = classes.get(kind[:2], 0) + n
        good[kind[:2]] = good.get(kind[:2], 0) + truth[kind]
    if any(n < 10 or not 5 <= good[one] <= n - 5 for one, n in classes.items()):
        return None
    eligible = [{one: draw.randint(40, 240) for one in margin} for margin in (BANDS, FINE[0])]
    weights = rake(classes, eligible)
    sums, n = weighted(classes, weights), sum(classes.values())
    moved = sum(weights[one] * x for one, x in good.items()) / sums.weights - sum(good.values()) / n
    where = Raking.NEAR if abs(moved) <= FAR else Raking.HIGHER if moved > 0 else Raking.LOWER
    low, high = {Raking.NEAR: (-FAR, FAR), Raking.HIGHER: (FAR, inf), Raking.LOWER: (-inf, -FAR)}[where]
    return where, Figure(lambda kind: weights[kind[:2]] / sums.weights - 1 / n, low, high)


@pytest.fixture(scope="module")
def attacked():
    """Councils with what is recovered without the weights, and with them."""
    found = []
    for seed in range(30):
        (sizes, truth), draw = council(seed), random.Random(-seed)
        said = told(sizes, truth, draw)
        if said is not None:
            counts = published(sizes, truth)
            found.append(
                (said[0], set(Reader(sizes, truth, counts).recovered(ways=2)),
                 set(Reader(sizes, truth, [*counts, said[1]]).recovered(ways=2)), sizes, truth, counts, said[1])
            )  # fmt: skip
    return found


def test_being_told_adds_nothing_to_what_is_known(attacked):
    assert len(attacked) >= 6
    assert {where for where, *_ in attacked} >= {Raking.NEAR, Raking.HIGHER} or {where for where, *_ in attacked} >= {
        Raking.NEAR, Raking.LOWER}  # fmt: skip
    assert all(after <= before for _, before, after, *_ in attacked)


def test_the_weighted_share_itself_would_narrow_what_is_left(attacked):
    """Why it stands on no page: the same reader, given the sum, knows more of the classes than before."""
    narrowed = 0
    for *_, sizes, truth, counts, said in attacked:
        exact = sum(said.of(kind) * x for kind, x in truth.items())
        whole = Figure(said.of, exact - 1e-9, exact + 1e-9)
        classes = {kind[:2] for kind in sizes}
        for band, sex in sorted(classes):
            group = [float(kind[:2] == (band, sex)) for kind in sorted(sizes)]
            before = Reader(sizes, truth, counts).range_of(np.array(group))
            after = Reader(sizes, truth, [*counts, whole]).range_of(np.array(group))
            narrowed += after != before
    assert narrowed
