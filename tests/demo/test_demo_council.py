"""The demo, made as anybody makes it: three released waves in which a few things changed and most did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from builders.terminal import Terminal
from sqlalchemy import select

from surveyapp import audit, config
from surveyapp.db.engines import open_stores
from surveyapp.fieldwork import cohorts
from surveyapp.releases import read
from surveyapp.releases.model import Label, Release, Result, Share
from surveyapp.releases.questions import AGES_CHANGED
from surveyapp.results.models import Opening

YEARS = (2022, 2024, 2026)


@dataclass(frozen=True, slots=True)
class Demo:
    """What was printed, and what is in the stores."""

    terminal: Terminal
    told: str
    releases: dict[int, Release]
    mismatches: int


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that was made once."""
    terminal = Terminal(tmp_path_factory.mktemp("demo") / "instance")
    told = terminal.does("demo --no-serve")
    stores = open_stores(config.load(terminal.folder / "demo", environ={}))
    try:
        with stores.read("releases") as session:
            releases = {year: read.latest(session, "northvale", f"northvale-{year}").release for year in YEARS}
        with stores.read("fieldwork") as session:
            mismatches = sum(len(cohorts.mismatches(session, f"northvale-{year}")) for year in YEARS)
        yield Demo(terminal, told, releases, mismatches)
    finally:
        stores.close()


def headlines(release: Release) -> list[tuple[str, Result]]:
    """Every indicator's headline results."""
    return [(one.id, result) for one in release.indicators for result in one.results]


def named(release: Release, *labels: Label) -> list[str]:
    """The indicators whose headline carries one of these labels."""
    return [name for name, result in headlines(release) if result.change.label in labels]


def test_it_is_made_and_says_how_far_it_is(demo: Demo) -> None:
    for year, number in zip(YEARS, (90, 95, 97), strict=True):
        assert f"Our lives {year}: {number} made-up children answer" in demo.told
    assert "8-11 " in demo.told
    assert "8-10 " not in demo.told


def test_what_children_wrote_is_counted_by_themes(demo: Demo) -> None:
    for year in YEARS:
        counted = {one.item: one for one in demo.releases[year].themes if one.comments}
        assert counted.keys() == {"best_thing", "make_better"}
        told = [theme.result for one in counted.values() for theme in one.themes]
        assert len(told) == 10
        assert sum(isinstance(one, Share) for one in told) >= 4


def test_the_second_start_makes_nothing_and_shows_the_same_codes(demo: Demo) -> None:
    again = demo.terminal.does("demo --no-serve")
    assert "made-up children answer" not in again
    assert again.strip() in demo.told


def test_a_fresh_demo_is_as_a_night_leaves_it(demo: Demo) -> None:
    """The audit finds nothing but the cards beside it and this machine's swap; what is past its time is gone."""
    found = audit.audit(config.load(demo.terminal.folder / "demo", environ={}), today=date.today())
    faults = [one.claim for one in found.faults if not any(word in one.claim for word in ("swap", "in the clear"))]
    assert [claim for claim in faults if "destroyed" not in claim] == []
    stores = open_stores(config.load(demo.terminal.folder / "demo", environ={}))
    try:
        with stores.read("results") as session:
            past = session.scalars(select(Opening).where(Opening.keep_until <= date.today())).all()
            assert [one.wave for one in past if not one.expired] == []
    finally:
        stores.close()


def test_the_last_two_waves_differ_clearly_in_one_thing_for_the_better_and_one_for_the_worse(demo: Demo) -> None:
    now = demo.releases[2026]
    assert named(now, Label.CLEARLY_BETTER) == ["included_in_decisions"]
    assert named(now, Label.CLEARLY_WORSE) == ["support_with_worries"]
    assert len(named(now, Label.POSSIBLY_BETTER, Label.POSSIBLY_WORSE, Label.MIX_DIFFERS)) <= 2
    labels = Counter(result.change.label for _, result in headlines(now))
    assert labels.most_common(1)[0][0] is Label.NO_CLEAR_CHANGE


def test_a_change_of_edges_breaks_what_stands_on_all_ages_and_nothing_else(demo: Demo) -> None:
    release = demo.releases[2024]
    broken = [result for _, result in headlines(release) if result.change.reason == AGES_CHANGED]
    assert broken
    assert all("8-11" in result.bands for result in broken)
    whole = [result for _, result in headlines(release) if "8-11" not in result.bands]
    assert sum(result.change.label is not Label.NOT_COMPARABLE for result in whole) > len(whole) / 2


def test_those_who_may_answer_are_known_by_group(demo: Demo) -> None:
    assert demo.mismatches == 0
    for release in demo.releases.values():
        assert {one.breakdown for one in release.rates_by_group} == {"sex", "placement"}


@pytest.mark.parametrize("construct", ["lonely", "knows_advocate"])
def test_two_lines_go_over_all_three_waves_and_move(demo: Demo, construct: str) -> None:
    (result,) = demo.releases[2026].indicator(construct).results
    assert result.trend is not None
    assert result.trend.waves == 3
    assert (result.trend.per_year.high < 0) if construct == "lonely" else (result.trend.per_year.low > 0)
