"""Themes in a release: counted where readers agreed, protected like any count, and never changed by a few comments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import counted
from builders import definition as make
from builders.counted import by_band, instruments

from surveyapp.definition.model import Kind
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases.assemble import assemble
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import QuestionThemes, Release, Share, Shown, Suppressed
from surveyapp.releases.source import Coded, CodedTheme

BEST = "best_thing"
ASKED = instruments("8-11", "11-18", items=(make.item("feels_safe_home"), make.item(BEST, kind=Kind.LONG_TEXT)))
COUNTS = by_band({"8-11": (30, 40), "11-18": (30, 40)})
FAMILY, SCHOOL, HOME = 1, 2, 4
WORDS = tuple(CodedTheme(name, "", f"About {name}", "") for name in ("family", "school", "home"))


def twice(*apart: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Fifty texts that two coded: alike, but for these."""
    alike = [(FAMILY, FAMILY)] * 15 + [(SCHOOL, SCHOOL)] * 15 + [(HOME, HOME)] * 15 + [(0, 0)] * 5
    return (*apart, *alike[len(apart) :])


def texts(family: int = 0, school: int = 0, home: int = 0, none: int = 0) -> dict[str, tuple[int, ...]]:
    return {BEST: (FAMILY,) * family + (SCHOOL,) * school + (HOME,) * home + (0,) * none}


def coded(found: dict[str, tuple[int, ...]], **changes: Any) -> Coded:
    return Coded(**({"version": 1, "themes": WORDS, "texts": found, "twice": twice()} | changes))


def released(found: Coded | None, *revisions: Release, **changes: Any) -> Release:
    return assemble(counted.source(COUNTS, instruments=ASKED, coded=found, revisions=revisions, **changes))


def only(release: Release) -> QuestionThemes:
    (found,) = release.themes
    return found


def told(release: Release) -> list[object]:
    """Exact counts, codes, and reasons."""
    results = [theme.result for theme in only(release).themes]
    return [
        one.why.value
        if isinstance(one, Suppressed)
        else one.count.low
        if one.count.shown is Shown.EXACT
        else one.count.shown.value
        for one in results
    ]


def test_themes_are_counted_for_all_ages_together_in_the_order_of_the_codebook() -> None:
    found = only(released(coded(texts(family=14, school=9, home=16, none=7))))
    assert (found.item, found.comments, [one.name for one in found.themes]) == (BEST, 46, ["family", "school", "home"])
    assert [one.band for one in found.questions] == ["8-11", "11-18"]
    assert told(released(coded(texts(family=14, school=9, home=16, none=7)))) == [14, 9, 16]
    assert all(one.firm for one in found.themes)


def test_nothing_is_told_before_the_coding_is_finished() -> None:
    assert released(None).themes == ()


def test_fewer_than_ten_comments_tell_nothing_not_even_how_many() -> None:
    for few in (0, 9):
        assert only(released(coded(texts(family=few)))) == only(released(coded(texts(none=1))))
    assert only(released(coded(texts(family=9)))).comments is None
    assert only(released(coded(texts(family=10)))).comments == 10


def test_few_and_nearly_all_are_words() -> None:
    assert told(released(coded({BEST: (FAMILY | SCHOOL,) * 38 + (FAMILY,) * 4 + (HOME | FAMILY,) * 2}))) == [
        "nearly_all",
        38,
        "few",
    ]


def test_a_theme_that_readers_did_not_agree_on_is_not_counted() -> None:
    apart = coded(texts(family=14, school=9, home=16, none=7), twice=twice(*[(FAMILY, 0)] * 12))
    assert told(released(apart))[0] == "agreement"
    rough = coded(texts(family=14, school=9, home=16, none=7), twice=twice(*[(FAMILY, 0)] * 6))
    assert [one.firm for one in only(released(rough)).themes] == [False, True, True]
    never = coded(texts(family=14, school=9, home=16, none=7), twice=((FAMILY, FAMILY), (0, 0)) * 25)
    assert told(released(never)) == [14, "agreement", "agreement"]


def test_a_small_theme_is_not_what_the_others_leave() -> None:
    found = coded(texts(family=20, school=15, home=3))
    assert told(released(found)) == ["secondary"] * 3
    open_ = replace(STANDARD, rules=STANDARD.rules - {Rule.SECONDARY})
    assert told(released(found, policy=open_)) == [20, 15, "few"]


@pytest.mark.parametrize("more", [1, 9])
def test_a_few_comments_more_change_nothing_that_was_published(more: int) -> None:
    first = released(coded(texts(family=14, school=9, home=16, none=7)))
    second = released(coded(texts(family=14 + more, school=9, home=16, none=7)), first)
    assert second.themes == first.themes
    free = replace(STANDARD, rules=STANDARD.rules - {Rule.FROZEN})
    assert told(released(coded(texts(family=14 + more, school=9, home=16, none=7)), first, policy=free))[0] == 14 + more


def test_many_comments_more_are_counted_and_what_was_published_stays_while_coding_starts_anew() -> None:
    first = released(coded(texts(family=14, school=9, home=16, none=7)))
    assert told(released(coded(texts(family=24, school=9, home=16, none=7)), first)) == [24, 9, 16]
    assert released(None, first).themes == first.themes
    assert released(coded(texts(family=3)), first).themes == first.themes


def test_a_few_comments_less_than_long_ago_change_nothing_either() -> None:
    first = released(coded(texts(family=14, school=9, home=16, none=7)))
    second = released(coded(texts(family=24, school=9, home=16, none=9)), first)
    assert only(second).comments == 58
    third = released(coded(texts(family=15, school=9, home=16, none=7)), first, second)
    assert third.themes == second.themes


def test_of_a_new_codebook_no_count_differs_from_the_old_one_by_a_few() -> None:
    first = released(coded(texts(family=14, school=9, home=16, none=7)))
    anew = released(coded(texts(family=12, school=18, home=16), version=2), first)
    assert told(anew) == ["audit", 18, 16]


def test_swapping_what_is_hidden_changes_no_byte() -> None:
    one = released(coded({BEST: (FAMILY,) * 20 + (SCHOOL,) * 20 + (HOME,) * 1 + (0,) * 5}))
    other = released(coded({BEST: (FAMILY,) * 20 + (SCHOOL,) * 20 + (HOME,) * 4 + (0,) * 2}))
    assert encode(one) == encode(other)
    assert decode(encode(one)) == one
    assert isinstance(only(one).themes[0].result, Share)
