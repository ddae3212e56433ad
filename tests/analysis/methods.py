"""Every method of `surveyapp/analysis` as the reference values name it: inputs of a case in, named numbers out."""

from math import copysign, sqrt
from statistics import fmean, variance

import pytest

from surveyapp.analysis import (
    benchmarks,
    bounds,
    changes,
    composites,
    finite,
    funnels,
    mantel_haenszel,
    missing,
    multiple,
    ordinal,
    patterns,
    power,
    proportions,
    response,
    scales,
    shrinkage,
    spread,
    standardisation,
    trends,
    weights,
)
from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.proportions import Proportion


def limits(interval):
    return {"lower": interval.low, "upper": interval.high}


def wilson(x, n):
    found = proportions.wilson(Proportion(x, n))
    return {"lower": found.low, "upper": found.high}


def this_years_children(x, n, N):
    found = finite.this_years_children(Bounded(x, x, n), eligible=N)
    counts = {"lower_count": found.fewest, "upper_count": found.most}
    return counts | {"lower": found.fewest / N, "upper": found.most / N}


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


def brunner_munzel(this, last):
    found = ordinal.superiority(this, last)
    return {"chance": found.chance, "p": found.p} | limits(found.interval)


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


def wilson_effective(x, n, N):
    return limits(proportions.wilson_weighted(x / n, n * (N - 1) / (N - n)))


def score_test(x1, n1, x2, n2):
    return {"p": changes.score_p(Proportion(x1, n1), Proportion(x2, n2))}


def variance_of_overlap(x1, n1, x2, n2, n12, phi):
    return {"ratio": changes.variance_of_overlap(Proportion(x1, n1), Proportion(x2, n2), both=n12, alike=phi)}


def mantel_haenszel_difference(x1, n1, x2, n2):
    strata = list(zip(map(Proportion, x1, n1), map(Proportion, x2, n2), strict=True))
    return {"estimate": mantel_haenszel.risk_difference(strata)} | limits(mantel_haenszel.score_interval(strata))


def waves(x, n, years):
    return [trends.Wave(year, Proportion(*count)) for year, *count in zip(years, x, n, strict=True)]


def slope(x, n, years):
    found = trends.slope(waves(x, n, years))
    return {"per_year": found.per_year, "error": found.error}


def slope_interval(x, n, years):
    return limits(trends.slope_interval(waves(x, n, years)))


def detectable(n, x2, n2):
    rise, fall = power.smallest_flagged(n, Proportion(x2, n2))
    return {"rise": rise, "fall": fall}


def chance_of_flag(n1, n2, share):
    return {"chance": power.chance_of_flag(n1, n2, share)}


def caught(n1, n2, now, then):
    return {"rise": power.chance_of_rise(n1, n2, now, then), "fall": power.chance_of_rise(n1, n2, 1 - now, 1 - then)}


def beta_binomial(x, n):
    counts = list(map(Proportion, x, n))
    found = spread.fit(counts)
    return {"mu": found.mean, "rho": found.correlation, "loglik": spread.log_likelihood(counts, found)}


def shrunk(x, n, mean, correlation):
    found = shrinkage.shrunk_by(Proportion(x, n), spread.Spread(mean, correlation))
    return {"likely": found.likely} | limits(found.range)


def funnel(n, mean, correlation):
    return limits(funnels.funnel_by(spread.Spread(mean, correlation), n))


def other_authorities(x1, n1, x2, n2):
    ours, theirs = (Bounded(x, x, n) for x, n in ((x1, n1), (sum(x2), sum(n2))))
    known = funnels.Elsewhere(theirs, 0.0, 0.0)
    interval = bounds.difference_interval(ours, theirs, confidence=0.95)
    return {"estimate": funnels.gap(ours, known).low} | limits(interval)


def reliability(rows):
    known = composites.covariances(rows)
    alpha = composites.alpha(known)
    interval = composites.feldt(alpha, items=len(known.matrix), n=known.n)
    return {"raw": alpha, "omega": composites.omega(known)} | limits(interval)


def pattern(now, then):
    now, then = ({str(way): n for way, n in enumerate(ways)} for ways in (now, then))
    return {"shift": patterns.shift(now, then), "p": patterns.pattern_p(now, then)}


def response_rates(listed, completed, refused, unable, gone):
    became = response.Outcomes(listed, completed, refused, unable, gone)
    rates = {
        "RR1": response.response_rate(became),
        "COOP3": response.cooperation_rate(became),
        "CON1": response.contact_rate(became),
        "of_the_list": response.of_the_list(became),
    }
    return {name: rate.share for name, rate in rates.items()}


def silence(x, n, N, target):
    count = Bounded(x, x, n)
    worst, tipping = missing.worst_case(count, eligible=N), missing.tipping_point(count, eligible=N, target=target)
    return {"none": worst.none, "all": worst.all, "silent": tipping.silent, "needed": tipping.needed}


def share_within(values, band):
    found = scales.share_within({value: values.count(value) for value in set(values)}, tuple(band))
    return {"positive": found.positive, "base": found.base, "share": found.share}


def bars(low, high, n):
    return list(map(scales.Bar, low, high, n))


def share_between(low, high, n, band):
    fewest, most = scales.share_between(bars(low, high, n), tuple(band))
    return {"fewest": fewest, "most": most}


def largest_variance(low, high, n, mean):
    return {"variance": scales.largest_variance(mean, bars(low, high, n))}


def welch_of_summaries(now, then, rounding):
    told = (scales.Summary(fmean(wave), len(wave), variance(wave), rounding) for wave in (now, then))
    found = scales.welch_of_summaries(*told)
    return {"diff": found.difference, "t": abs(found.t), "df": found.degrees, "p": found.p} | limits(found.interval)


def bounded_change(low, high, n, low2, high2, n2, level):
    now, then = Bounded(low, high, n), Bounded(low2, high2, n2)
    share = bounds.share_interval(now, confidence=level)
    found = {"share_lower": share.low, "share_upper": share.high, "p": bounds.largest_p(now, then)}
    return found | limits(bounds.difference_interval(now, then, confidence=level))


def kitagawa_range(low1, high1, n1, low2, high2, n2):
    strata = zip(map(Bounded, low1, high1, n1), map(Bounded, low2, high2, n2), strict=True)
    rate, mix = standardisation.kitagawa_range(list(strata))
    return {"rate_lower": rate.low, "rate_upper": rate.high, "mix_lower": mix.low, "mix_upper": mix.high}


def one_more_council(x, n, pool, base, rho, outer):
    ours, theirs = Bounded(x, x, n), funnels.Elsewhere(Bounded(pool, pool, base), rho, outer)
    found = {"estimate": funnels.gap(ours, theirs).low, "p": funnels.beyond_p(ours, theirs)}
    return found | limits(funnels.difference(ours, theirs))


METHODS = {
    function.__name__: function
    for function in (
        wilson, wilson_effective, this_years_children, newcombe, miettinen_nurminen, score_test, boschloo,
        variance_of_overlap, superiority, brunner_munzel, welch, permutation, benjamini_hochberg, holm, standardised,
        kitagawa, mantel_haenszel_difference, rake, cochran_armitage, slope, slope_interval, against_fixed,
        other_authorities, funnel, beta_binomial, shrunk, detectable, chance_of_flag, caught, reliability, pattern,
        response_rates, silence, share_within, share_between, largest_variance, welch_of_summaries, bounded_change,
        kitagawa_range, one_more_council,
    )
}  # fmt: skip
