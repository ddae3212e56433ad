"""A document says everything of its release, and those of an earlier program still read."""

import json
from dataclasses import replace

import pytest
from builders.counted import SAFE, by_band, instruments, released

from surveyapp.releases import document
from surveyapp.releases.model import (
    BreakdownRate,
    ContextFigure,
    GroupRate,
    Label,
    Origin,
    Point,
    Range,
    RatePoint,
    Release,
    Stretch,
    Suppressed,
    Trend,
    WaveFacts,
    Why,
    Wording,
)

ADDED = {
    "release": ("earlier", "rates_by_group", "floor"),
    "indicators": ("context", "retired"),
    "results": ("bad", "line", "trend"),
    "by_band": ("bad", "line", "trend"),
    "response_rates": ("line",),
    "distribution": ("bad",),
}


def made() -> Release:
    counts = by_band({"4-7": (3, 8), "8-11": (15, 22), "11-18": (30, 43), "leavers": (18, 18)})
    return released(counts, before=released(by_band({"8-11": (68, 97)}), instruments=instruments("8-11"), year=2024))


def without(name, value):
    """A document's object as a program before these fields wrote it."""
    if isinstance(value, list):
        return [without(name, one) for one in value]
    if isinstance(value, dict):
        return {key: without(key, one) for key, one in value.items() if key not in ADDED.get(name, ())}
    return value


def test_a_document_reads_back_as_the_same_release():
    release = made()
    written = document.encode(release)
    assert document.decode(written) == release
    assert document.encode(document.decode(written)) == written


def test_a_document_from_before_lines_and_context_still_reads():
    release = made()
    older = without("", json.loads(document.encode(release)))
    text = json.dumps(older)
    assert not any(f'"{name}":' in text for name in ("earlier", "line", "trend", "context", "rates_by_group"))
    found = document.decode(text)
    assert found.indicator(SAFE).results[0].now == release.indicator(SAFE).results[0].now
    assert (found.earlier, found.rates_by_group, found.indicator(SAFE).context) == ((), (), ())
    assert found.response_rates[0].completed == release.response_rates[0].completed


def full() -> Release:
    """A release with something in each of the later fields."""
    release = made()
    (indicator,) = release.indicators
    headline = indicator.results[0]
    assert not isinstance(headline.now, Suppressed)
    points = (Point("", 2020, Suppressed(Why.SECONDARY)), Point("northvale-2026", 2026, headline.now))
    figure = ContextFigure(
        origin=Origin.BENCHMARK, group="general population", year=2022, ages=(10, 15), share=0.156, base=None,
        counted="Never", bad=True, wording=Wording.IDENTICAL, dated=True, source="A report", ours=headline.now,
        difference=Range(-0.1, 0.2), label=Label.NO_CLEAR_CHANGE,
    )  # fmt: skip
    result = replace(
        headline,
        bad=headline.now,
        line=(Stretch(points[:1]), Stretch(points[1:], "The question changed.")),
        trend=Trend(3, Range(-0.01, 0.02), 0.4),
    )
    groups = (GroupRate("girl", "Girl", 20, 40, 0.5), GroupRate("boy", "Boy", why=Why.SMALL_BASE))
    return replace(
        release,
        indicators=(replace(indicator, results=(result,), context=(figure,), retired="No longer asked."),),
        response_rates=tuple(replace(one, line=(RatePoint("w", 2020, 5, 9, 5 / 9),)) for one in release.response_rates),
        earlier=(WaveFacts("w", "Our lives 2020", 2020, "2020-02-02", "2020-03-20"),),
        rates_by_group=(BreakdownRate("sex", "Sex", ("8-11",), groups, 12),),
        floor=0.5,
    )


def test_lines_trends_context_and_group_rates_read_back():
    assert document.decode(document.encode(full())) == full()


def test_words_read_back_as_words_of_the_model():
    found = document.decode(document.encode(full()))
    (figure,) = found.indicators[0].context
    assert figure.label is Label.NO_CLEAR_CHANGE
    assert figure.wording is Wording.IDENTICAL
    assert found.rates_by_group[0].groups[1].why is Why.SMALL_BASE


def test_a_document_of_another_format_is_refused():
    with pytest.raises(document.DocumentUnknown):
        document.decode('{"format": 2}')
