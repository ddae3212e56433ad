"""Answers of several surveys counted together: said on every page, compared with nothing, no survey told apart."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders.published import publish
from builders.release import release, share
from builders.release_together import COUNCILS, MEMBERS, TITLE, pooled, waiting
from crawl import crawl
from flask import Flask
from pages import Pages
from reading import age, sentences

from surveyapp.dashboards import pages as composed
from surveyapp.dashboards.wording import few, headlines, together, unknown, years
from surveyapp.releases.model import Member
from surveyapp.web.audience import Role

HOME = "/results/harbour-together/"
TOGETHER = "Counted together here: “Our life, our say 2025”; “Our life, our say 2026”."


def test_the_surveys_are_named_and_councils_where_there_are_several():
    assert together.counted(MEMBERS) == TOGETHER
    assert "Harbourside Council (“Our life, our say 2026”); Moorland Council (“Moorland says”)" in together.counted(
        COUNCILS
    )
    assert together.counted(()) == ""
    assert together.said(release()) == ()


@pytest.mark.parametrize(("members", "named"), [(MEMBERS, "2025 and 2026"), (COUNCILS, "2026")])
def test_their_figures_bear_all_their_years(members: tuple[Member, ...], named: str):
    assert years.now(pooled(members)) == named


def test_they_are_compared_with_no_single_survey():
    told = pooled()
    assert composed.changes.compose(told).headline == "Not compared with another survey"
    assert composed.overview.compose(told).changed == (together.never_compared(),)
    assert unknown.sentences(told) == (together.not_known(),)
    assert composed.indicator.compose(told, "feels_safe_home").pools[0].compared == (together.never_compared(),)


def test_no_page_says_what_a_comparison_would_need():
    result = pooled().indicators[0].results[0]
    small = (replace(result, now=share(9, 14)), replace(result, now=share(3, 7)))
    assert not [one for one in small if "compare" in few.needed(pooled(), one)]
    assert all("compare" in few.needed(release(), one) for one in small)
    assert "compare" not in headlines.needed(pooled())


def test_what_was_not_asked_in_the_same_words_is_named():
    assert "Settled where they live" in " ".join(composed.overview.compose(pooled()).hidden)
    assert "Settled where they live" in " ".join(composed.methods.compose(pooled()).hidden)


@pytest.mark.parametrize(("partnership", "with_whom"), [("", "another survey"), ("The Fells", "councils: The Fells.")])
def test_a_survey_says_whose_answers_are_kept_for_later(partnership: str, with_whom: str):
    said = " ".join(composed.overview.compose(waiting(partnership)).hidden)
    assert "Care leavers: these answers are kept sealed" in said
    assert with_whom in said
    assert "Nothing had to be hidden" not in said


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestOnThePages:
    """What a panel member meets."""

    def test_every_page_says_so_and_none_tells_how_many_each_brought(self, app: Flask, pages: Pages) -> None:
        publish(app, pooled())
        panel = pages.signed_in(Role.VIEWER, authority="harbour")
        met = 0
        for address, page in crawl(panel, HOME, pages_alone=True):
            if not address.endswith("/present/"):
                met += 1
                assert TOGETHER in page.text, address
                assert not re.search(r"since 20|than in 20|first time", page.text), address
        assert met > 10

    def test_the_list_has_it_as_an_entry_of_its_own(self, app: Flask, pages: Pages) -> None:
        publish(app, release())
        publish(app, pooled())
        page = pages.signed_in(Role.VIEWER, authority="harbour").get("/results/")
        entries = [
            one for one in page.all("li") if one.find("a") is not None and "/results/" in str(one.find("a").get("href"))
        ]
        assert sum(TITLE in "".join(one.itertext()) for one in entries) == 1
        assert page.text.count(TOGETHER) == 1

    def test_every_sentence_can_be_read_at_twelve(self, app: Flask, pages: Pages) -> None:
        publish(app, pooled())
        publish(app, waiting("The Fells"))
        panel = pages.signed_in(Role.VIEWER, authority="harbour")
        ways = {f"{HOME}{page}": pooled() for page in ("", "methods/", "response/", "changes/", "present/")}
        ways |= {f"{HOME}indicators/feels_safe_home/": pooled(), "/results/harbour-2026/": waiting("The Fells")}
        hard = [said for way, told in ways.items() for said in sentences(panel.get(way), told) if age(said) > 12]
        assert hard == []
