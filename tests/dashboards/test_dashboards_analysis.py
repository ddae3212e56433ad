"""The analyst's pages: every figure with its method, for accounts with the analyst's role and nobody else."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from builders.published import publish
from builders.release_checks import ABOUT, checked
from flask import Flask
from markup import words
from pages import Pages

from surveyapp.dashboards.analysed import figures
from surveyapp.dashboards.analysis_files import COLUMNS
from surveyapp.dashboards.pages import indicator as panels
from surveyapp.dashboards.pages import scored
from surveyapp.dashboards.wording.checks import METHODS
from surveyapp.releases.model import Method
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/analysis/"
PAGES = ("", f"indicators/{ABOUT}/", "scores/", "response/")
FILES = ("figures.csv", "figures.json")


@pytest.fixture
def analyst(app: Flask, pages: Pages) -> Pages:
    publish(app, checked())
    return pages.signed_in(Role.ANALYST, authority="harbour")


def test_each_page_can_be_read_and_leads_to_the_others(analyst: Pages):
    for address in PAGES:
        page = analyst.get(HOME + address)
        assert {HOME, f"{HOME}scores/", f"{HOME}response/", f"{HOME}figures.csv"} <= set(page.links())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANALYST])
def test_nobody_else_meets_them(app: Flask, pages: Pages, role: Role):
    publish(app, checked())
    other = pages.signed_in(role, authority="harbour")
    for address in (*PAGES, *FILES):
        assert other.client.get(HOME + address).status_code == 403
    refused = other.client.get(HOME).get_data(as_text=True)
    assert "This page is not part of your role" in refused
    front = other.client.get("/results/harbour-2026/")
    assert "/analysis/" not in front.get_data(as_text=True)


def test_another_authoritys_analyst_finds_nothing(app: Flask, pages: Pages):
    publish(app, checked())
    stranger = pages.signed_in(Role.ANALYST, authority="elsewhere")
    assert all(stranger.client.get(HOME + address).status_code == 404 for address in (*PAGES, *FILES))


def test_every_method_stands_there_with_its_sentence_and_its_reference(analyst: Pages):
    text = " ".join(words(analyst.get(f"{HOME}indicators/{ABOUT}/").all("main")[0]).split())
    for method in (*(one.value for one in Method), "wilson", "newcombe", "worst_case", "raked", "mean"):
        told = METHODS[method]
        assert told.name in text, method
        assert told.meaning in text, method
        assert told.reference in text, method
    assert "+12.3" in text
    assert "+1.2 to +23.4 (95%)" in text
    assert "+1.2 to +23.4 (99%)" in text
    assert "p under 0.001" in text
    assert "Too few of its groups are shown." in text
    assert "It would be more than three points lower." in text


def test_a_share_drawn_to_its_like_stands_beside_its_own(analyst: Pages):
    rows = [words(row) for row in analyst.get(f"{HOME}indicators/{ABOUT}/").all("tr")]
    place = next(at for at, row in enumerate(rows) if "carers, drawn to its like" in row)
    assert "Family or friends as carers" in rows[place + 1]
    assert "drawn to its like" not in rows[place + 1]


def test_scores_say_how_sure_they_are_or_why_they_are_not_there(analyst: Pages):
    text = " ".join(words(analyst.get(f"{HOME}scores/").all("main")[0]).split())
    assert "Mean (scale 0.0 to 100.0)71.0" in text
    assert "Alpha (Cronbach)0.95 or more" in text
    assert "0.93 to 0.97" in text
    assert "−3.2 to 13.2" in text
    assert "what joined counts hide" in text


def test_a_score_whose_answers_lean_to_one_end_says_why_alpha_has_no_interval(app: Flask):
    release = checked()
    bare = replace(release, scores=tuple(replace(one, interval=None) for one in release.scores))
    with app.test_request_context():
        told = dict(scored.compose(bare).scores[0].figures)
    assert told["Alpha (Cronbach)"] == "0.95 or more"
    assert told["Its 95% interval (Feldt, as if of 50)"].startswith("Not given")


def test_files_hold_every_figure_unrounded_with_its_method(analyst: Pages):
    answer = analyst.client.get(f"{HOME}figures.csv")
    rows = list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline="")))
    told = json.loads(analyst.client.get(f"{HOME}figures.json").data)
    assert len(rows) == len(told["figures"]) == len(list(figures(checked()))) > 500
    assert tuple(rows[0]) == COLUMNS
    (one,) = [row for row in rows if row["indicator"] == ABOUT and row["method"] == "mantel_haenszel"]
    assert (one["estimate_low"], one["interval_high"], one["breakdown"]) == ("0.1231", "0.234", "placement")
    assert one["function"] == "mantel_haenszel.risk_difference_range"
    assert all(row["reference"] for row in rows)
    assert {row["frame"] for row in rows} == {"process", "this year's children", "those who did not answer"}
    assert told["scores"][0]["alpha"] == 0.95


def test_no_range_of_this_years_children_is_told_as_one_of_a_change(app: Flask):
    for figure in figures(checked()):
        if figure.frame.value != "process":
            assert figure.interval is None
            assert figure.unit.value in ("children", "share")
        if figure.method in ("newcombe", "miettinen_nurminen", "standardised", "mantel_haenszel"):
            assert figure.frame.value == "process"


def test_the_panels_page_says_when_weighting_would_move_a_share(app: Flask):
    with app.test_request_context("/"):
        page = panels.compose(checked(), ABOUT)
        said = " ".join(sentence for pool in page.pools for sentence in pool.silent)
    assert (
        "If those who answered had the make-up of all who could, the share would be more than three points lower."
        in said
    )
