"""Careless designs that the panel member of tests/attacks must see through: if not, finding nothing proves nothing."""

from __future__ import annotations

from xml.etree.ElementTree import SubElement

import pytest
from councils import council as made_up
from councils import surveys
from flask import Flask
from meaning import Asked, measured, wilson
from pages import Page, Pages
from panel import Said
from published import READ, Council, publish, reads, recovered, released
from rounds import Opening, knowing, source
from solving import Figure, Reader, Recovered

from surveyapp.disclosure.policy import STANDARD, Policy, Rule
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Share

FIRST = READ[0]
of_pages = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def a_few(asked: Asked, place: int) -> tuple[str, int]:
    """A group of a breakdown with two to nine children, and how many they are."""
    sizes = {kind[place]: 0 for kind in asked.sizes}
    for kind, n in asked.sizes.items():
        sizes[kind[place]] += n
    return next((value, n) for value, n in sorted(sizes.items()) if 1 < n < 10 and value != "unsaid")


@of_pages
def test_a_count_that_shows_when_one_points_at_a_row_is_read(app: Flask, council: Council) -> None:
    """Rule 2: a page that has something finer than the release."""
    question = "northvale-2026", FIRST
    asked, place = council.known.asked[question], council.known.places["time_in_care"]
    value, n = a_few(asked, place)
    said = sum(x for kind, x in council.truth[question].items() if kind[place] == value)
    asking = {kind[0] for kind in asked.sizes}
    bands = "-".join(band for band in council.openings[2].plan.instruments if band in asking)
    words = {option.id: option.text for option in council.surveys.bank.breakdowns["time_in_care"].values}

    class Leaky(Pages):
        def get(self, path: str, status: int = 200, **more: object) -> Page:
            page = super().get(path, status, **more)
            if f"/indicators/{FIRST}/" in path:
                figure = SubElement(page.all("main")[0], "figure", {"id": f"split-time_in_care-{bands}"})
                row = SubElement(figure, "li", {"title": f"{said} of {n}"})
                SubElement(row, "span", {"class": "label"}).text = words[value]
            return page

    publish(app, released(council, 2))
    assert recovered(council, reads(app)) == {}
    found = recovered(council, reads(app, Leaky))[question]
    assert Recovered(f"{place}:{value}", said, said, n) in found


def test_a_point_and_an_interval_are_turned_back_into_the_count() -> None:
    """Rule 9: of 97 children only 68 have 70 % with 60.4 to 78.3; so it is with every count of every number."""
    assert [f"{end:.1f}" for end in wilson(68, 97)] == ["60.4", "78.3"]
    for base in range(10, 200, 7):
        for count in range(base + 1):
            said = Said("", "", "", "share-0", "2026", "", (), tuple(round(end, 2) for end in wilson(count, base)))
            assert list(measured(base, said)) == [(count, count)]


def test_a_rounded_percentage_beside_a_coded_count_gives_six_children_away() -> None:
    """Rule 9: "fewer than 5 of 60" drawn at 3 %, beside 2 of 54 who are not with kin."""
    kinds = {("8-11", "foster"): 54, ("8-11", "kinship"): 6}
    said = {("8-11", "foster"): 2, ("8-11", "kinship"): 0}
    not_kin = Figure(lambda kind: kind[1] == "foster", 2, 2)
    coded = Figure(lambda _kind: True, 0, 4)
    assert Reader(kinds, {**said, ("8-11", "kinship"): 1}, [coded]).recovered(ways=2) == []
    drawn = Said("", "", "", "share-0", "2026", "3%", (3.33,))
    rounded = [Figure(lambda _kind: True, low, high) for low, high in measured(60, drawn)]
    assert {one.size for one in Reader(kinds, said, [coded, not_kin, *rounded]).recovered(ways=2)} >= {6}


def by_release(policy: Policy, question: str) -> list[Recovered]:
    """What a reader of forty children's release works out of one question who knows them all."""
    known = surveys()
    plan, told = made_up(known, "40", 1)
    opening = Opening("forty", "Forty", 2026, dict.fromkeys(plan.instruments, (36, 20)), plan, told)
    release = assemble(source(known, opening, policy=policy))
    asked, truth = knowing(known, [opening])
    about = "forty", question
    (result,) = release.indicator(question).results
    places = asked.places
    figures = [Figure(lambda _kind: True, result.now.count.low, result.now.count.high)]
    for one in release.indicator(question).by_band:
        if isinstance(one.now, Share):
            figures.append(Figure(lambda kind, one=one: kind[0] in one.bands, one.now.count.low, one.now.count.high))
    for split in release.indicator(question).breakdowns:
        for group in split.groups:
            if isinstance(group.result, Share) and split.breakdown in places:
                place, value, count = places[split.breakdown], group.value, group.result.count
                has = lambda kind, place=place, value=value: kind[place] in value.split("+")  # noqa: E731  # one group
                figures.append(Figure(has, count.low, count.high))
    return Reader(asked.asked[about].sizes, truth[about], figures).recovered()


def test_without_a_limit_on_figures_two_children_of_forty_are_worked_out() -> None:
    """Rule 3: every figure is an equation to somebody who knows all breakdowns of everybody."""
    assert by_release(STANDARD.without(Rule.LATTICE), FIRST) != []
    assert by_release(STANDARD, FIRST) == []
