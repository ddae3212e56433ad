"""A panel member reads their own authority's release, whole and in plain words, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from builders.published import publish
from builders.release import first_release, release
from flask import Flask
from pages import Page, Pages
from sqlalchemy import update

from surveyapp.dashboards import plotlyjs
from surveyapp.releases.model import Change, Label, Slice
from surveyapp.releases.models import Frozen
from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
FORBIDDEN = re.compile(r"significan|\bproves?\b|because of|last year|respondent|\btrends?\b(?!\.)|[↑↓▲▼→←➔]", re.I)
LARGEST_PAGE = 100_000


def addresses(told: Published) -> list[str]:
    """Every page of a release."""
    domains = [f"domains/{domain.id}/" for domain in told.release.domains]
    indicators = [f"indicators/{one.id}/" for one in told.release.indicators]
    return [HOME + page for page in ("", "response/", "changes/", "methods/", *domains, *indicators)]


def own_words(page: Page, without: tuple[str, ...] = ("q",)) -> str:
    """The words of the page that are ours: without what children were asked, say."""

    def told(element: Element) -> str:
        inner = "".join(told(one) + (one.tail or "") for one in element)
        return "" if {element.tag, element.get("class")} & set(without) else (element.text or "") + inner

    return " ".join(told(page.all("body")[0]).split())


def test_every_page_is_valid_small_and_says_whose_results_it_shows(panel: Pages, published: Published):
    for address in addresses(published):
        page = panel.get(address)
        assert len(page.response.data) <= LARGEST_PAGE
        assert "Harbourside Council" in page.text
        assert "97 of 176 answered." in page.text
        assert published.fingerprint in page.text


def test_no_page_says_more_than_is_known(panel: Pages, published: Published):
    for address in addresses(published):
        found = FORBIDDEN.search(own_words(panel.get(address)).replace("never called a trend", ""))
        assert found is None, (address, found)


def test_the_front_page_tells_in_two_minutes_what_children_said(panel: Pages):
    page = panel.get(HOME)
    assert page.h1.startswith("Since 2024, “Getting a second chance” is clearly better")
    for heading in ("Going well", "Not going well", "What changed", "Who took part", "What is not shown, and why"):
        assert heading in [" ".join("".join(one.itertext()).split()) for one in page.all("h2")]
    assert "Possibly" not in page.text
    looked_up = ("said", "key", "details", "svg", "tools", "row axis")  # what a chart says is looked up, not read
    beside = ("q", "aside", "nav", "header", "footer", "skip", *looked_up)
    assert len(own_words(page, without=beside).split()) < 480  # two minutes at 240 words a minute


def test_possible_changes_stand_beside_what_chance_would_make(panel: Pages):
    page = panel.get(HOME + "changes/")
    assert "chance alone" in page.text
    assert page.text.index("Clear changes") < page.text.index("Possible, not firm") < page.text.index("No clear change")


def test_an_indicator_shows_each_bands_exact_question_and_which_answers_count(panel: Pages):
    page = panel.get(HOME + "indicators/feels_safe_home/")
    assert page.h1 == "Feeling safe at home: about 9 in 10 positive"
    assert "About 9 in 10 (90 of the 97 who answered) gave a positive answer." in page.text
    assert "between 86% and 96%" in page.text
    assert "“" not in "".join(one.text or "" for one in page.all("q"))
    assert [one.text for one in page.all("q")] == [
        "Do you feel safe at home?",
        "Do you feel safe in the home you live in?",
    ]
    assert "Positive answers: All or most of the time; Often" in page.text
    assert "No clear change since 2024." in page.text


def test_hidden_groups_are_named_with_the_reason_in_plain_words(panel: Pages):
    text = panel.get(HOME + "indicators/feels_safe_home/").text
    assert "Not shown, because fewer than 10 answered: With their parents." in text
    assert "Not shown, so that a smaller group cannot be worked out: Somewhere else." in text
    assert "4 to 7 8 or more of the 12 who answered" in text


def test_what_shows_nothing_is_not_drawn(app: Flask, pages: Pages):
    told = release()
    found = told.indicator("feels_safe_home")
    few = tuple(replace(one, change=Change(Label.TOO_FEW)) for one in found.by_band)
    whole = replace(found.results[0], distribution=(Slice(("all", "none"), ("All", "None"), 93, 1.0, None),))
    changed = replace(found, by_band=few, results=(whole,))
    publish(app, replace(told, indicators=tuple(changed if one.id == found.id else one for one in told.indicators)))
    page = pages.signed_in(Role.VIEWER, authority="harbour").get(HOME + "indicators/feels_safe_home/")
    assert "Difference since 2024, by age band" in page.text
    assert "Explore this chart: Difference since 2024, by age band" not in page.text
    assert "Explore this chart: By age band" in page.text
    assert "How all" not in page.text


def test_an_indicator_in_which_no_answer_is_better_has_no_share(panel: Pages):
    page = panel.get(HOME + "indicators/social_worker_changes/")
    assert page.h1 == "How many social workers in a year"
    assert "No answer here counts as positive, so there is no share." in page.text
    assert "Answers to choose from: 1; 2; 3 or more" in page.text
    assert "Other answers" not in page.text
    assert "%" not in page.text.split("Who answered")[0].split("Account")[1]


def test_response_rates_stand_beside_those_of_the_wave_before_and_the_floor(panel: Pages):
    page = panel.get(HOME + "response/")
    assert page.h1 == "55% took part"
    assert "In 2024 it was 56%: no clear difference." in page.text
    assert "30% floor" in page.text
    assert "40 of 65 (62%)" in page.text


def test_a_band_under_the_floor_is_marked(app: Flask, pages: Pages):
    told = release()
    low = replace(told.response_rates[1], completed=8, share=8 / 30, below_floor=True)
    publish(app, replace(told, response_rates=(told.response_rates[0], low, *told.response_rates[2:])))
    page = pages.signed_in(Role.VIEWER, authority="harbour").get(HOME + "response/")
    assert "4 to 7: Fewer than 30% took part" in page.text
    assert "Under the floor" in page.text


def test_a_first_wave_compares_with_nothing_and_says_so(app: Flask, pages: Pages):
    publish(app, first_release())
    panel = pages.signed_in(Role.VIEWER, authority="harbour")
    assert "there is nothing yet to compare with" in panel.get(HOME).text
    assert panel.get(HOME + "changes/").h1 == "Nothing to compare with yet"
    assert "2024" not in panel.get(HOME + "indicators/has_fun/").text


@pytest.mark.parametrize("role", [Role.VIEWER, Role.WORKER, Role.ANALYST, Role.ADMIN])
def test_readers_of_the_authority_are_let_in(pages: Pages, published: Published, role: Role):
    reader = pages.signed_in(role, authority="harbour")
    assert "Our life, our say 2026" in reader.get("/results/").text
    reader.get(HOME)


def test_another_authoritys_results_are_not_there(pages: Pages, published: Published):
    stranger = pages.signed_in(Role.VIEWER, Role.ADMIN, authority="elsewhere")
    own = (*addresses(published), HOME + "charts/domain/rights/shares.json", HOME + "print.css")
    for address in own:
        page = stranger.get(address, 404)
        assert "Harbourside" not in page.response.text
    assert stranger.get(HOME, 404).h1 == stranger.get("/results/nothing/", 404).h1 == "There are no results here"
    assert "Our life" not in stranger.get("/results/").text


def test_custodians_and_strangers_are_turned_away(pages: Pages, published: Published):
    pages.signed_in(Role.CUSTODIAN, authority="harbour").get(HOME, 403)
    assert "/staff/sign-in" in pages.get(HOME, 302).response.headers["Location"]


@pytest.mark.parametrize(
    "address",
    ["domains/nothing/", "indicators/nothing/", "charts/domain/rights/nothing.json", "charts/nothing/all/x.json"],
)
def test_what_a_release_does_not_hold_is_not_there(panel: Pages, address: str):
    assert panel.get(HOME + address, 404).h1 == "This is not part of these results"


def test_the_charts_to_explore_are_the_ones_on_the_page(panel: Pages):
    page = panel.get(HOME + "indicators/happy_yesterday/")
    offered = [one.get("data-chart") for one in page.all("a", class_="explore")]
    assert len(offered) >= 6
    for address in offered:
        document = json.loads(panel.client.get(address).text)
        assert document["config"]["plotlyServerURL"] == ""
        assert document["alt"]


def test_plotlyjs_comes_from_here_packed_and_for_ever(panel: Pages):
    address = f"/results/plotly-{plotlyjs.digest()}.js"
    answer = panel.client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 2_000_000
    assert panel.client.get(address).data.startswith(b"/**\n* plotly.js")
    assert panel.client.get("/results/plotly-0000000000000000.js").status_code == 404


def test_print_has_date_and_fingerprint_at_the_foot_of_each_page(panel: Pages, published: Published):
    styles = panel.client.get(HOME + "print.css").text
    assert published.fingerprint[:12] in styles
    assert "19 May 2026" in styles
    assert panel.get(HOME).all("link", media="print")


def test_a_hostile_title_cannot_leave_its_place(app: Flask, pages: Pages):
    title = '"; } body { display: none } </style><script>x</script>'
    told = release()
    publish(app, replace(told, authority_title=title, wave=replace(told.wave, title=title)))
    panel = pages.signed_in(Role.VIEWER, authority="harbour")
    styles = panel.client.get(HOME + "print.css").text
    assert styles.count('"') == 2
    panel.get(HOME)


def test_results_changed_behind_our_back_are_not_shown(app: Flask, pages: Pages):
    told = publish(app, replace(release(), by_chance=1.7))
    changed = Frozen.document.op("||")(" ")
    with app.extensions["stores"].write("releases") as session:
        session.execute(update(Frozen).where(Frozen.fingerprint == told.fingerprint).values(document=changed))
    page = pages.signed_in(Role.VIEWER, authority="harbour").get(HOME, 500)
    assert page.h1 == "These results are not what was published"
    assert "positive" not in page.text


def test_a_correction_says_why(app: Flask, pages: Pages, published: Published):
    publish(app, replace(published.release, by_chance=1.2), reason="A label was wrong.")
    text = pages.signed_in(Role.VIEWER, authority="harbour").get(HOME).text
    assert "These results were corrected: A label was wrong." in text
    assert "version 2" in text


def test_every_sentence_of_the_pages_passes_through_gettext(panel: Pages):
    for address in (HOME, HOME + "changes/", HOME + "response/", HOME + "methods/", HOME + "indicators/has_fun/"):
        page = panel.get(f"{address}?lang=en-XA")
        plain = [
            words
            for one in page.root.iter()
            if isinstance(one.tag, str)
            for words in (one.text or "", one.tail or "")
            if re.search("[a-zA-Z]{4}", words) and "[" not in words and one.tag not in ("code", "script", "title")
        ]
        assert not [words.strip() for words in plain if not known(words)], address


def known(words: str) -> bool:
    """Texts of the release, and names of languages, that no catalogue translates."""
    named = any(title in words for title in ("Harbourside Council", "Our life, our say"))
    return named or words.strip() in ("", "English", "Cymraeg")  # a language is named in itself


def test_pages_are_served_without_plotly_and_scipy(panel: Pages):
    code = "import sys; import surveyapp.dashboards.routes; print({'plotly', 'scipy', 'numpy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "set()"
