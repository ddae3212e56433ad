"""Before fieldwork, at the desk: what a planned wave, or one that nobody has planned, would allow."""

from __future__ import annotations

import pytest
from builders.desk import plan
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.analysis.detectable import Found
from surveyapp.db.engines import Stores
from surveyapp.desk.prospects_changes import clearly_found
from surveyapp.desk.prospects_numbers import chance, often, points
from surveyapp.fieldwork import cohorts
from surveyapp.web.audience import Role


@pytest.fixture
def wave(desk: Pages) -> str:
    """The address of a planned wave: forty children of 8 to 11, and a dozen care leavers."""
    address = plan(desk).path
    for band, number in (("8-11", 40), ("leavers", 12)):
        desk.submit(desk.get(f"{address}eligible"), band=band, team="North", eligible=number)
    return address


def rows(page: Page) -> list[list[str]]:
    """The table of the age bands."""
    return [[words(cell) for cell in row] for row in next(page.root.iter("tbody")).iter("tr")]


def divided(app: Flask, wave: str, **places: int) -> None:
    """How the children of 8 to 11 live."""
    stores: Stores = app.extensions["stores"]
    with stores.write("fieldwork") as session:
        cohorts.set_breakdown(session, wave.split("/")[3], band="8-11", breakdown="placement", counts=places)


def test_a_planned_wave_says_what_it_could_show(app: Flask, desk: Pages, wave: str) -> None:
    divided(app, wave, foster=25, kinship=15)
    page = desk.get(f"{wave}prospects")
    assert page.h1 == "What could this wave show?"
    assert rows(page)[0] == ["8 to 11our guess: 50 of 100", "40", "about 20", "almost sure"]
    assert "Care leavers, 16 to 25: 10 or more answer about 2 times in 100." in page.text
    assert "If fewer do, they are not counted. Only their comments are read, for harm." in page.text
    assert "To be fairly sure of 10 answers, 91 of 100 must answer." in page.text
    assert "There are no earlier results." in page.text


def test_another_guess_is_worked_out_and_nothing_is_kept(desk: Pages, wave: str) -> None:
    page = desk.get(f"{wave}prospects")
    better = desk.submit(page, guess_leavers="100", unsaid="0")
    assert rows(better)[1] == ["Care leavers, 16 to 25our guess: 100 of 100", "12", "about 12", "almost sure"]
    assert desk.get(f"{wave}prospects").text == page.text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestOnOneDatabase:
    """What no database decides."""

    def test_before_there_is_a_wave_numbers_are_typed(self, desk: Pages) -> None:
        page = desk.get("/desk/prospects")
        assert page.h1 == "What could a wave show?"
        lines = "8-11, placement, foster, 60\n8-11, placement, Family or friends as carers, 40"
        typed = {"eligible_8-11": "100", "guess_8-11": "60", "lines": lines, "unsaid": "0"}
        found = desk.submit(page, **typed)
        assert rows(found) == [["8 to 11our guess: 60 of 100", "100", "about 60", "almost sure"]]
        assert "Foster carers (about 36) and Family or friends as carers (about 24)" in found.text
        assert "With about 60 answers only changes of about" in found.text

    def test_the_last_waves_numbers_stand_for_the_next(self, app: Flask, desk: Pages, wave: str) -> None:
        divided(app, wave, foster=39, kinship=1)
        page = desk.get("/desk/prospects")
        assert page.all("input", name="eligible_8-11")[0].get("value") == "40"
        assert "they are taken to divide as in your last wave" in page.text
        assert "kinship, 1" not in page.text
        assert "Family or friends as carers and Not said: fewer than 10" not in page.text

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"guess_8-11": "140"}, "Enter a number from 0 to 100"),
            ({"guess_8-11": "half"}, "Enter a whole number, such as 24"),
            ({"guess_8-11": ""}, "Enter a number"),
            ({"eligible_8-11": "-1"}, "Enter a number from 0 to 5000"),
            ({"eligible_8-11": ""}, "Say for at least one age band how many children may answer."),
            ({"lines": "8-11, placement, moon, 3"}, "Line 1: “moon” is no group of “placement”."),
            ({"lines": "12-15, placement, foster, 3"}, "Line 1: “12-15” is no age band that is asked."),
            ({"lines": "8-11, placement, foster, 50"}, "add up to 50, and 40 children of 8-11 may answer."),
        ],
    )
    def test_mistakes_are_told_and_nothing_is_worked_out(self, desk: Pages, typed: dict[str, str], says: str) -> None:
        page = desk.submit(desk.get("/desk/prospects"), 422, **({"eligible_8-11": "40"} | typed))
        assert says in page.text
        assert "Which changes could be found?" not in page.text

    def test_what_is_shown_as_one_is_not_called_hidden_and_what_has_no_numbers_is_named(self, desk: Pages) -> None:
        lines = "8-11, placement, foster, 184\n8-11, placement, kinship, 8\n8-11, placement, parents, 8"
        typed = {"eligible_8-11": "200", "guess_8-11": "100", "unsaid": "0", "lines": lines}
        page = desk.submit(desk.get("/desk/prospects"), **typed)
        assert "By Who children live with: about" in page.text
        assert "No numbers were given for Girls and boys" in page.text
        assert "Shown together as one: Family or friends as carers" in page.text
        assert "Not shown by themselves:" in page.text
        assert "Not shown: " not in page.text

    def test_a_wave_without_children_asks_for_them_first(self, desk: Pages) -> None:
        page = desk.get(f"{plan(desk).path}prospects")
        assert "Say first how many children may answer." in page.text
        assert "Which changes could be found?" not in page.text

    def test_no_number_of_a_small_group_stands_on_the_page(self, app: Flask, desk: Pages, wave: str) -> None:
        divided(app, wave, foster=23, kinship=17)
        page = desk.submit(desk.get(f"{wave}prospects"), **{"guess_8-11": "100"})
        assert "Foster carers (about 22)" in page.text
        assert "Parents, Somewhere else and Not said: fewer than 10" in page.text
        assert "about 2)" not in page.text

    def test_an_analyst_may_look_and_a_custodian_may_not(self, pages: Pages, wave: str) -> None:
        pages.signed_in(Role.ANALYST, name="Ana").get(f"{wave}prospects")
        keeper = pages.signed_in(Role.CUSTODIAN, name="Kay")
        keeper.get(f"{wave}prospects", 403)
        assert "/desk/prospects" not in keeper.get("/desk/").links()

    def test_the_desk_leads_there(self, desk: Pages, wave: str) -> None:
        assert "/desk/prospects" in desk.get("/desk/").links()
        assert f"{wave}prospects" in desk.get(wave).links()


def test_a_change_is_never_said_smaller_than_it_must_be() -> None:
    assert (points(0.2101), points(0.21), points(0.2099)) == (22, 21, 21)


def test_chances_are_said_as_people_say_them(app: Flask) -> None:
    with app.test_request_context():
        said = [chance(share) for share in (0.0, 0.004, 0.02, 0.3, 0.86, 0.97, 0.999, 1.0)]
        told = [often(share) for share in (0.004, 0.02, 0.3, 0.999)]
    between = ["about 2 in 100", "about 3 in 10", "about 9 in 10", "about 97 in 100"]
    assert said == ["hardly", "hardly", *between, "almost sure", "almost sure"]
    assert told == ["hardly ever", "about 2 times in 100", "about 3 times in 10", "almost surely"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_which_way_a_change_could_be_found_is_said(app: Flask) -> None:
    told = {
        (0.2, 0.251): "only changes of about 20 points better or 26 points worse, or more",
        (0.251, 0.251): "only changes of about 26 points or more",
        (None, 0.3): "only if things got worse by about 30 points or more. That they got better could not",
        (0.3, None): "only if things got better by about 30 points or more. That they got worse could not",
        (None, None): "With about 40 answers no change could be found",
    }
    with app.test_request_context():
        for (rise, fall), said in told.items():
            assert said in clearly_found(40, Found(rise, fall))
