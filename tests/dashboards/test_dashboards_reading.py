"""Every sentence of ours on the panel's pages can be read at the age of twelve."""

from __future__ import annotations

import pytest
from builders.published import publish
from builders.release import first_release
from flask import Flask
from pages import Pages
from reading import age, sentences

from surveyapp.releases.model import Release
from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
OLDEST_READER = 12
PAGES = ("", "changes/", "present/", "search/?q=friend", "search/?q=zebra", "response/", "methods/", "glossary/")


def addresses(told: Release) -> list[str]:
    """Every page of a release, and a few of its questions."""
    domains = [f"domains/{domain.id}/" for domain in told.domains]
    asked = ("feels_safe_home", "happy_yesterday", "draws_feelings", "social_worker_changes", "settled_home")
    asked += ("not_made_different", "knows_why_in_care", "life_satisfaction", "homework_help")
    asked = tuple(one for one in asked if any(one == indicator.id for indicator in told.indicators))
    return [HOME + page for page in (*PAGES, *domains, *(f"indicators/{one}/" for one in asked))]


def too_hard(panel: Pages, told: Release) -> dict[str, float]:
    """The sentences that need an older reader, by page and age."""
    found = {}
    for address in addresses(told):
        for sentence in sentences(panel.get(address), told):
            if age(sentence) > OLDEST_READER:
                found[f"{address}: {sentence}"] = age(sentence)
    return found


def test_every_sentence_can_be_read_at_twelve(panel: Pages, published: Published):
    assert too_hard(panel, published.release) == {}


def test_so_can_those_of_a_first_wave(app: Flask, pages: Pages):
    told = publish(app, first_release()).release
    assert too_hard(pages.signed_in(Role.VIEWER, authority="harbour"), told) == {}


def test_many_sentences_are_measured_and_a_hard_one_is_caught(panel: Pages, published: Published):
    told = published.release
    measured = {one for address in addresses(told) for one in sentences(panel.get(address), told)}
    assert len(measured) > 100
    assert (
        age("Respondents indicated considerable dissatisfaction regarding professional availability.") > OLDEST_READER
    )
    assert age("About seven in ten gave a positive answer.") < OLDEST_READER
