"""Every statistic agrees with the values that R gave for it."""

import json
from math import copysign, sqrt
from pathlib import Path

import pytest

from surveyapp.analysis import (
    benchmarks,
    changes,
    finite,
    multiple,
    ordinal,
    proportions,
    scales,
    standardisation,
    trends,
    weights,
)
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Proportion

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "statistics.json").read_text(encoding="utf-8"))


def wilson(x, n):
    found = proportions.wilson(Proportion(x, n))
    return {"lower": found.low, "upper": found.high}


def this_years_children(x, n, N):
    low, high = finite.eligible_positive(Proportion(x, n), eligible=N)
    return {"lower_count": low, "upper_count": high, "lower": low / N, "upper": high / N}


def newcombe(x1, n1, x2, n2):
    now, then = Proportion(x1, n1), Proportion(x2, n2)
    found = changes.newcombe(now, then)
    return {"estimate": changes.difference(now, then), "lower": found.low, "upper": found.high}


def miettinen_nurminen(x1, n1, x2, n2):
    found = changes.miettinen_nurminen(Proportion(x1, n1), Proportion(x2, n2))
    return {"lower": found.low, "upper": found.high}


def boschloo(x1, n1, x2, n2):
    return {"p": changes.boschloo_p(Proportion(x1, n1), Proportion(x2, n2))}


def superiority(this, last):
    return {"W": ordinal.superiority(this, last).chance * len(this) * len(last)}


def welch(**waves):
    now, then = waves.values()
    found = scales.welch(now, then)
    interval = {"lower": found.interval.low, "upper": found.interval.high}
    return {"diff": found.difference, "t": found.t, "df": found.degrees, "p": found.p} | interval


def permutation(x, y):
    return {"p": scales.permutation_p(x, y)}


def benjamini_hochberg(p):
    return {f"p{place}": q for place, q in enumerate(multiple.benjamini_hochberg(p), start=1)}


def holm(p):
    return {f"p{place}": q for place, q in enumerate(multiple.holm(p), start=1)}


def exactly(proportion):
    return Bounded(proportion.positive, proportion.positive, proportion.base)


def standardised(x_this, n_this, x_last, n_last, pop):
    strata = list(zip(map(Proportion, x_this, n_this), map(Proportion, x_last, n_last), pop, strict=True))
    exact = [standardisation.Stratum(exactly(now), exactly(then), weight) for now, then, weight in strata]
    found = standardisation.standardised_difference(exact)
    assert found.low == pytest.approx(found.high)
    crude = sum(x_this) / sum(n_this) - sum(x_last) / sum(n_last)
    return {"diff_std": found.low, "se": standardisation.standardised_error(strata), "diff_crude": crude}


def kitagawa(x_this, n_this, x_last, n_last):
    strata = zip(map(Proportion, x_this, n_this), map(Proportion, x_last, n_last), strict=True)
    found = standardisation.kitagawa(list(strata))
    return {"rate": found.rate, "mix": found.mix, "total": found.rate + found.mix}


def rake(cells, n, y, y_order, **margins):
    children = dict(zip((tuple(cell.split("|")) for cell in cells), n, strict=True))
    each = weights.rake(children, list(margins.values()))
    kinds = [kind for kind, count in children.items() for _ in range(count)]
    sums = weights.weighted(children, each)
    estimate = sum(each[kind] * answer for kind, answer in zip(kinds, y, strict=True)) / sums.weights
    found = {"n": sums.n, "sum_w": sums.weights, "unweighted": sum(y) / len(y), "est": estimate}
    found |= {"deff_kish": sums.design_effect, "neff": sums.effective}
    return found | {"wmin": min(each.values()), "wmax": max(each.values())}


def cochran_armitage(x, n):
    waves = [trends.Wave(at, Proportion(*count)) for at, count in enumerate(zip(x, n, strict=True), start=1)]
    statistic, p = trends.cochran_armitage(waves)
    return {
        "stat": statistic,
        "chi2": statistic,
        "p": p,
        "z_ca": copysign(sqrt(statistic), trends.slope(waves).per_year),
    }


def against_fixed(x, n, p0):
    statistic, p = benchmarks.against_fixed(Proportion(x, n), p0)
    return {"z2": statistic, "p_score": p}


METHODS = {
    function.__name__: function
    for function in (
        wilson, this_years_children, newcombe, miettinen_nurminen, boschloo, superiority, welch, permutation,
        benjamini_hochberg, holm, standardised, kitagawa, rake, cochran_armitage,
        against_fixed,
    )
}  # fmt: skip
CASES = [(method, case) for method, cases in REFERENCE["methods"].items() for case in cases]


@pytest.mark.parametrize(("method", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_a_statistic_agrees_with_r(method, case):
    found = METHODS[method](**case["inputs"])
    compared = found.keys() & case["expected"].keys()
    assert compared
    for name in compared:
        assert found[name] == pytest.approx(case["expected"][name], abs=case["tol"]), name


def test_every_method_has_a_case():
    assert METHODS.keys() == REFERENCE["methods"].keys()
