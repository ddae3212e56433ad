"""One finding a screen, in the words and numbers of the other pages, turned by links alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.release import first_release, release
from pages import Pages

from surveyapp.dashboards import findings, pages
from surveyapp.dashboards.pages.presenting import Presentation, Screen
from surveyapp.releases.model import Label, Release
from surveyapp.releases.read import Published

HOME = "/results/harbour-2026/"


def about(told: Presentation) -> list[str]:
    """What each screen is about."""
    return [screen.about for screen in told.screens]


def screen(told: Release, wanted: str) -> Screen:
    """The first screen about this."""
    return next(one for one in pages.presenting.compose(told).screens if one.about == wanted)


def test_the_screens_come_in_the_order_of_a_meeting():
    told = pages.presenting.compose(release())
    changes = ["What changed"] * len(findings.clear(release()))
    before, after = ["What children said", "Who took part"], ["Going well", "Not going well"]
    last = ["What we don't know", "Who is missing", "How we count"]
    assert about(told) == [*before, *changes, *after, *last]
    assert told.headline == pages.overview.compose(release()).headline


def test_a_change_has_both_years_very_large_its_range_and_its_question():
    shown = screen(release(), "What changed")
    assert shown.headline == "“Getting a second chance” is clearly better than in 2024"
    assert shown.figures == (("2024", "40%", "24 of 60"), ("2026", "71%", "46 of 65"))
    assert shown.said == ("We can be fairly sure that this got better, by 8 to 50 points.",)
    assert shown.questions[0].ask == "Do you get a second chance when you make a mistake?"


def test_only_clear_changes_have_a_screen():
    told = release()
    steady = tuple(one for one in told.indicators if one.results and one.results[0].change.label not in findings.CLEAR)
    quiet = pages.presenting.compose(replace(told, indicators=steady))
    changed = [one for one in quiet.screens if one.about == "What changed"]
    assert [one.headline for one in changed] == ["No answer has clearly changed since 2024."]
    assert Label.POSSIBLY_BETTER in {one.results[0].change.label for one in steady}
    assert "ossibl" not in str(quiet)


def test_a_first_wave_has_its_screens_too():
    told = pages.presenting.compose(first_release())
    assert "This is the first time" in next(one for one in told.screens if one.about == "What changed").headline
    assert "2024" not in str(told)


def test_the_missing_are_counted_and_asked_about():
    shown = screen(release(), "Who is missing")
    assert shown.headline == "79 children and young people did not answer"
    assert shown.said[1].startswith("The smallest shares took part among: Ages 4 to 7 (12 of 30); A children's home (")
    assert shown.said[-1].startswith("Ask: ")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_links_lead_from_screen_to_screen_and_out_to_the_pages(panel: Pages, published: Published):
    page = panel.get(HOME + "present/")
    screens = len(pages.presenting.compose(published.release).screens)
    links = page.links()
    assert [one for one in links if one.startswith("#")].count("#screen-2") == 2
    assert f"#screen-{screens}" in links
    assert HOME + "indicators/second_chances/" in links
    assert HOME in links
    assert HOME + "present/" in panel.get(HOME).links()
