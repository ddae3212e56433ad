"""Reading published figures: what was measured, of whom, when, and where it is printed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from surveyapp.definition.fields import Form, Reading
from surveyapp.definition.measures import Benchmark, Licence, Mode, Wording
from surveyapp.definition.model import Bank
from surveyapp.definition.problems import in_order, nearest
from surveyapp.definition.ranges import spelt_out
from surveyapp.definition.tree import Node

_ROOT = frozenset({"benchmarks"})
BENCHMARK = frozenset(
    {
        "id", "indicator", "answers", "group", "ages", "year", "percent", "base", "mode", "wording", "source",
        "address",
    }
)  # fmt: skip
WORDING = frozenset({"source", "licence"})
_ADDRESS = re.compile(r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}(/[^\s<>\"']*)?")
_OLDEST = 120
_EARLIEST = 1900
_LATEST = 2999


def read_benchmarks(root: Node, reading: Reading, bank: Bank) -> tuple[Benchmark, ...]:
    """The figures in this tree; what is wrong is noted in ``reading`` and the rest is read all the same."""
    form = reading.form(root, "file", _ROOT)
    if form is None:
        return ()
    figures: dict[str, Benchmark] = {}
    for inner in form.forms("benchmarks", BENCHMARK, kind="benchmark"):
        figure = _benchmark(inner, bank)
        if figure.id in figures:
            inner.problem("id", f'"{figure.id}" stands here twice', "give each its own id, or leave one out")
        figures.setdefault(figure.id, figure)
    return tuple(figures.values())


def possible(percent: Decimal, base: int) -> bool:
    """Whether some whole count out of this base is printed as this percentage, rounded to its decimals either way."""
    half = Fraction(1, 2 * 10 ** len(str(percent).partition(".")[2]))
    lowest, highest = ((Fraction(percent) + step) * base / 100 for step in (-half, half))
    return max(ceil(lowest), 0) <= min(floor(highest), base)


def _benchmark(form: Form, bank: Bank) -> Benchmark:
    wording, licence = _wording(form)
    percent, base = _figure(form)
    return Benchmark(
        id=form.id(),
        indicator=_indicator(form, bank),
        answers=_answers(form, bank),
        group=form.text("group"),
        ages=form.span("ages", highest=_OLDEST),
        year=form.whole("year", lowest=_EARLIEST, highest=_LATEST),
        percent=percent,
        base=base,
        mode=form.one_of("mode", Mode, Mode.UNKNOWN),
        wording=wording,
        licence=licence,
        source=form.text("source"),
        address=_address(form),
    )


def _indicator(form: Form, bank: Bank) -> str:
    name = form.id("indicator")
    if name and name not in bank.indicators:
        form.problem("indicator", f'the bank has no indicator "{name}"', nearest(name, bank.indicators))
    return name


def _answers(form: Form, bank: Bank) -> frozenset[str]:
    answers = frozenset(spelt_out(form, "answers", required=True))
    indicator = bank.indicators.get(form.id("indicator", required=False))
    if indicator is None or not answers:
        return answers
    good, bad = answers & indicator.positive, answers & indicator.bad
    if good and bad:
        what = f"it counts good answers ({', '.join(sorted(good))}) with bad ones ({', '.join(sorted(bad))})"
        form.problem("answers", what, "name those of one end")
    elif not good and not bad:
        ends = in_order(indicator.positive | indicator.bad)
        form.problem("answers", "it counts neither good answers nor bad", f"name some of {', '.join(ends[:12])}")
    return answers


def _figure(form: Form) -> tuple[Decimal, int | None]:
    before = len(form.reading.problems)
    percent = form.percent("percent")
    base = form.whole("base", lowest=1, highest=100_000_000) if "base" in form else None
    sound = len(form.reading.problems) == before
    if sound and base is not None and not possible(percent, base):
        what = f"no whole number out of {base} is {percent} %"
        form.problem("percent", what, "look both figures up again, or leave base out")
    return percent, base


def _wording(form: Form) -> tuple[Wording, Licence | None]:
    if "wording" in form and not form.holds_scalar("wording"):
        inner = form.form("wording", WORDING)
        return Wording.IDENTICAL, Licence(inner.text("source"), inner.text("licence")) if inner else None
    if "wording" not in form:
        form.problem("wording", "wording is missing", "write wording: near or wording: different")
    wording = form.one_of("wording", Wording, Wording.DIFFERENT)
    if wording is Wording.IDENTICAL:
        what = "identical words stand here without a licence to use them"
        form.problem("wording", what, 'write wording: {source: "…", licence: "…"}, or wording: near')
    return wording, None


def _address(form: Form) -> str:
    address = form.text("address", required=False)
    if address and not _ADDRESS.fullmatch(address):
        form.problem("address", f'"{address}" is no address', 'write one such as "example.org/report"')
    return address
