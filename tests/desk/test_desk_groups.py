"""By which groups results will be shown: chosen with the plan, changed until the wave opens, tried before."""

from __future__ import annotations

import pytest
from builders.desk import plan, prepared
from flask import Flask
from pages import Page, Pages

from surveyapp.fieldwork import breakdowns, cohorts, waves

NAME = "breakdowns"


def ticked(page: Page) -> list[str]:
    return sorted(str(one.get("value")) for one in page.all("input", name=NAME) if one.get("checked") is not None)


def declared(app: Flask, wave: str) -> frozenset[str] | None:
    with app.extensions["stores"].read("fieldwork") as session:
        return breakdowns.declared(waves.find(session, wave.split("/")[3]))


def test_all_groups_are_chosen_until_fewer_are(desk: Pages, app: Flask) -> None:
    assert len(ticked(desk.get("/desk/waves/new"))) == 8
    wave = plan(desk).path
    assert declared(app, wave) is None
    assert "by every group that the surveys ask for" in desk.get(wave).text
    form = desk.get(f"{wave}groups")
    assert f"{wave}groups" in desk.get(wave).links()
    assert len(ticked(form)) == 8
    told = desk.submit(form, **{NAME: ["placement", "sex"]})
    assert "by age and by: Girls and boys and Who children live with. Nothing is counted" in told.text
    assert declared(app, wave) == {"sex", "placement"}
    assert ticked(desk.get(f"{wave}groups")) == ["placement", "sex"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestOnOneDatabase:
    """What no database decides."""

    def test_a_wave_is_planned_with_fewer(self, desk: Pages, app: Flask) -> None:
        assert declared(app, plan(desk, **{NAME: ["sex"]}).path) == {"sex"}

    def test_none_at_all_is_a_choice(self, desk: Pages, app: Flask) -> None:
        wave = plan(desk).path
        assert "by age alone" in desk.submit(desk.get(f"{wave}groups"), **{NAME: []}).text
        assert declared(app, wave) == frozenset()

    def test_it_is_settled_when_the_wave_opens(self, desk: Pages, app: Flask) -> None:
        wave = prepared(desk)[0]
        form = desk.get(f"{wave}groups")
        desk.submit(desk.get(f"{wave}start"))
        assert f"{wave}groups" not in desk.get(wave).links()
        assert "at another step now: Open." in desk.submit(form, 409, **{NAME: ["sex"]}).text
        assert declared(app, wave) is None

    def test_only_of_these_the_desk_asks_how_children_divide(self, desk: Pages) -> None:
        wave = plan(desk, **{NAME: ["sex"]}).path
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=24)
        assert f"{wave}eligible/8-11/sex" in desk.get(f"{wave}eligible").links()
        assert f"{wave}eligible/8-11/placement" not in desk.get(f"{wave}eligible").links()
        desk.get(f"{wave}eligible/8-11/placement", 404)

    def test_prospects_say_how_much_could_be_shown_and_fewer_are_tried(self, desk: Pages, app: Flask) -> None:
        wave = plan(desk, **{NAME: ["sex", "placement"]}).path
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=100)
        with app.extensions["stores"].write("fieldwork") as session:
            for split, counts in (("sex", {"girl_or_woman": 50, "boy_or_man": 50}), ("placement", {"foster": 100})):
                cohorts.set_breakdown(session, wave.split("/")[3], band="8-11", breakdown=split, counts=counts)
        page = desk.get(f"{wave}prospects")
        assert ticked(page) == ["placement", "sex"]
        assert "Who children live with" in page.text.split("Which groups could be shown?")[1].split("What we take")[0]
        assert "By Girls and boys and Who children live with: about 67 of 100 results could be shown" in page.text
        fewer = desk.submit(page, **{NAME: ["sex"], "unsaid": "0"})
        assert "By Girls and boys: about 100 of 100 results could be shown (62 of 62)." in fewer.text
        assert ticked(desk.get(f"{wave}prospects")) == ["placement", "sex"], "nothing is kept of what was tried"
