"""A wave from its plan to its opened box, as the people at the desk do it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders.desk import CODE, PEOPLE, keys, plan, prepared
from flask import Flask
from markup import words
from pages import Pages, untranslated

from surveyapp.fieldwork import counts
from surveyapp.web.audience import Role


def test_a_wave_goes_from_plan_to_closed_with_the_next_step_always_in_view(desk: Pages) -> None:
    wave, codes, _phrases = prepared(desk)
    assert len(set(codes)) == 12
    assert "Open the wave" in next_step(desk, wave)
    desk.submit(desk.get(f"{wave}start"))
    assert "Give out the cards" in desk.get(wave).text
    desk.submit(desk.get(f"{wave}closing"))
    assert "Close the wave" in next_step(desk, wave)
    desk.submit(desk.get(f"{wave}outcomes/8-11"), refused=3, unable=1, no_longer_eligible=0, not_reached=8)
    page = desk.submit(desk.get(f"{wave}close"))
    assert "Open the box" in next_step(desk, wave)
    assert "under 30: too few to stand for everybody" in page.text
    record = desk.get("/staff/record").text
    done = ("Planned a wave", "Made the keys", "Tried the keys", "Made cards", "Opened the wave", "Closed the wave")
    assert [action for action in done if action not in record] == []
    assert not any(code in record for code in codes)


def next_step(desk: Pages, wave: str) -> str:
    return words(desk.get(wave).all("section", class_="next")[0])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_an_empty_desk_teaches(self, desk: Pages) -> None:
        assert "No waves yet." in desk.get("/desk/").text
        wave = plan(desk).path
        assert "No numbers yet." in desk.get(wave).text
        assert "Say first how many children may answer" in desk.get(f"{wave}cards").text
        assert "children see Childline" in desk.get("/desk/contacts").text

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"title": ""}, "Enter a name"),
            ({"ends_on": "2001-01-01"}, "The last day is before the first day"),
            ({"starts_on": "tomorrow"}, "Enter a real day"),
            ({"starts_on": ""}, "Enter the first day"),
            ({"starts_on": "0001-01-01"}, "Enter a year from 2000 to 2100"),
            ({"band_8-11": "1066"}, "Choose one from the list"),
            (dict.fromkeys(["band_4-7", "band_8-11", "band_11-18", "band_leavers"], ""), "at least one age band"),
        ],
    )
    def test_a_plan_with_mistakes_names_them(self, desk: Pages, typed: dict[str, str], said: str) -> None:
        today = date.today()
        form = desk.get("/desk/waves/new")
        page = desk.submit(form, 422, **({"title": "x", "starts_on": today, "ends_on": today} | typed))
        assert said in page.text
        assert page.all("div", class_="error-summary")

    def test_two_waves_of_one_name_are_told_apart(self, desk: Pages) -> None:
        plan(desk)
        form = desk.get("/desk/waves/new")
        today = date.today()
        rest = {"starts_on": today, "ends_on": today, "pool": "not_counted"}
        assert "another name" in desk.submit(form, 422, title=" spring", **rest).text
        titles = ("ربيع", "خريف", "...")
        assert len({desk.submit(form, title=one, **rest).path for one in titles}) == 3

    def test_a_small_band_is_warned_of_with_the_band_it_joins(self, desk: Pages) -> None:
        wave = plan(desk).path
        page = desk.submit(desk.get(f"{wave}eligible"), band="4-7", team="North", eligible=9)
        assert "4 to 7: fewer than 10 children." in page.text
        assert "counted together with 8 to 11" in page.text

    @pytest.mark.parametrize("typed", ["", "x", "-1", "1.5", "9" * 30, "9" * 5000, "100001", "٣x"])
    def test_a_number_that_is_none_is_told_so(self, desk: Pages, typed: str) -> None:
        wave = plan(desk).path
        page = desk.submit(desk.get(f"{wave}eligible"), 422, team="North", eligible=typed)
        assert "Enter a" in page.text

    def test_breakdowns_must_add_up(self, desk: Pages) -> None:
        wave = plan(desk).path
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=12)
        form = desk.get(f"{wave}eligible/8-11/placement")
        fields = [field for field in form.form()[1] if field.startswith("value_")]
        wrong = desk.submit(form, 422, **dict.fromkeys(fields, 1))
        assert f"These add up to {len(fields)}, and 12 may answer." in wrong.text
        desk.submit(form, **(dict.fromkeys(fields, 0) | {fields[0]: 12}))
        assert desk.get(f"{wave}eligible/8-11/placement").form()[1][fields[0]] == ["12"]

    def test_fewer_children_than_cards_cannot_be(self, desk: Pages) -> None:
        wave, _codes, _phrases = prepared(desk)
        page = desk.submit(desk.get(f"{wave}eligible"), 422, band="8-11", team="North", eligible=3)
        assert "12 cards are printed for this team already." in page.text

    def test_there_are_never_more_cards_than_children(self, desk: Pages) -> None:
        wave, _codes, _phrases = prepared(desk)
        assert "has a card already" in desk.submit(desk.get(f"{wave}cards"), 422, count=1).text

    def test_a_reloaded_sheet_makes_no_second_one(self, desk: Pages, app: Flask) -> None:
        wave = plan(desk).path
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=12)
        keys(desk, wave)
        form = desk.get(f"{wave}cards")
        desk.submit(form, count=3)
        assert "made and shown already" in desk.submit(form, 422, count=3).text
        with app.extensions["stores"].read("fieldwork") as session:
            assert sum(one.issued for one in counts.progress(session, wave.split("/")[3])) == 3

    def test_a_jammed_sheet_is_taken_back_once(self, desk: Pages) -> None:
        wave = plan(desk).path
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=12)
        keys(desk, wave)
        sheet = desk.submit(desk.get(f"{wave}cards"), count=4)
        second = desk.submit(sheet, action=f"{wave}cards/jammed")
        before, after = set(CODE.findall(sheet.text)), set(CODE.findall(second.text))
        assert len(after) == 4
        assert not before & after
        assert desk.submit(sheet, 409, action=f"{wave}cards/jammed").h1 == "These cards are gone"

    @pytest.mark.parametrize("sheet", ["", "x", "eyJ3YXZlIjoieCJ9.abc"])
    def test_a_sheet_that_was_not_made_here_is_refused(self, desk: Pages, sheet: str) -> None:
        wave, _codes, _phrases = prepared(desk)
        form = desk.get(f"{wave}start")
        token = form.form()[1]["csrf_token"][0]
        desk.post(f"{wave}cards/jammed", {"csrf_token": token, "sheet": sheet}, 400)

    def test_withdrawing_says_what_is_lost_and_asks_once(self, desk: Pages) -> None:
        wave, _codes, _phrases = prepared(desk)
        link = next(link for link in desk.get(f"{wave}cards").links() if "withdraw" in link)
        page = desk.get(link)
        assert "What is lost" in page.text
        assert "The cards of North that nobody had used do not work any more." in desk.submit(page).text

    def test_a_card_carries_code_picture_band_version_and_fingerprint_and_no_name(self, desk: Pages) -> None:
        wave = plan(desk).path
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="Elm Street", eligible=12)
        keys(desk, wave)
        sheet = desk.submit(desk.get(f"{wave}cards"), count=1)
        card = sheet.all("li", class_="card-cut")[0]
        assert len(list(card.iter("{http://www.w3.org/2000/svg}svg"))) == 1
        assert re.search(r"8 to 11 · 2026 · [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}", words(card))
        assert "Elm" not in words(card)

    def test_keys_are_made_again_only_when_somebody_says_so(self, desk: Pages) -> None:
        wave = plan(desk).path
        first = keys(desk, wave)
        form = desk.get(f"{wave}custody")
        named = {f"name_{number}": name for number, name in enumerate(PEOPLE, 1)}
        assert "The keys are made already." in desk.submit(form, 422, **named).text
        desk.submit(form, again="y", **named)
        typed = {f"phrase_{number}": first[name] for number, name in enumerate(sorted(first))}
        assert "this is not the phrase made for this wave" in desk.submit(desk.get(f"{wave}canary"), 422, **typed).text

    def test_phrases_that_cannot_open_say_whose_and_why(self, desk: Pages) -> None:
        wave = plan(desk).path
        phrases = keys(desk, wave)
        one, two, _three = (phrases[name] for name in sorted(phrases))
        form = desk.get(f"{wave}canary")
        for typed, said in [
            ({"phrase_0": one}, "2 people must enter their phrases together."),
            ({"phrase_0": one, "phrase_1": one}, f"{PEOPLE[1]}: this is the phrase of {PEOPLE[0]}."),
            ({"phrase_0": one, "phrase_1": two[:-9]}, f"{PEOPLE[1]}: the phrase has seven groups of five signs."),
            ({"phrase_0": one, "phrase_1": "é" * 199}, f"{PEOPLE[1]}: look at group"),
            ({"phrase_0": "x" * 300}, "longer than any phrase"),
        ]:
            assert said in desk.submit(form, 422, **typed).text

    def test_steps_out_of_order_are_refused_in_words(self, desk: Pages) -> None:
        wave = plan(desk).path
        assert "at another step now: In preparation." in desk.get(f"{wave}closing", 409).text
        assert "at another step now: In preparation." in desk.get(f"{wave}close", 409).text
        assert desk.get(f"{wave}box", 409).h1 == "The box cannot be opened now"
        assert desk.get(f"{wave}release", 409).h1 == "The results cannot be published now"

    def test_a_wave_can_be_given_more_time(self, desk: Pages) -> None:
        wave, _codes, _phrases = prepared(desk)
        desk.submit(desk.get(f"{wave}start"))
        desk.submit(desk.get(f"{wave}closing"))
        assert "from today" in desk.submit(desk.get(f"{wave}extend"), 422, ends_on="2001-01-01").text
        assert "Open" in desk.submit(desk.get(f"{wave}extend"), ends_on=date.today() + timedelta(days=50)).text

    def test_too_many_outcomes_are_refused_without_telling_who_answered(self, desk: Pages) -> None:
        wave, _codes, _phrases = prepared(desk)
        desk.submit(desk.get(f"{wave}start"))
        typed = {"refused": 13, "unable": 0, "no_longer_eligible": 0, "not_reached": 0}
        assert "that is more than may answer" in desk.submit(desk.get(f"{wave}outcomes/8-11"), 422, **typed).text

    def test_who_may_not_do_the_next_step_is_told_who_does(self, desk: Pages, pages: Pages, authority: str) -> None:
        wave = plan(desk).path
        custodian = pages.signed_in(Role.CUSTODIAN, authority=authority)
        page = custodian.get(wave)
        assert "A participation worker or an administrator does this step." in page.text
        assert f"{wave}eligible" not in page.links()
        desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=12)
        worker = pages.signed_in(Role.WORKER, authority=authority)
        assert "The people who keep the keys, or an administrator, do this step." in worker.get(wave).text
        assert f"{wave}custody" in custodian.get(wave).links()

    def test_a_survey_whose_file_is_gone_is_told_as_such(self, desk: Pages, app: Flask) -> None:
        wave = plan(desk).path
        app.extensions["catalogue"] = replace(app.extensions["catalogue"], instruments=())
        assert "put back" in desk.get(f"{wave}eligible", 409).text

    def test_an_overdue_night_is_warned_of(self, desk: Pages) -> None:
        plan(desk)
        assert "The nightly work has never run." in desk.get("/desk/").text
        assert "surveyapp nightly" in desk.get("/desk/nightly").text

    @pytest.mark.parametrize(
        "path",
        ["waves/none/", "waves/%2e%2e/", "contacts/0", "contacts/99", "contacts/٣", "contacts/new/remove"],
    )
    def test_what_is_not_there_is_told_so(self, desk: Pages, path: str) -> None:
        desk.get(f"/desk/{path}", 404)

    def test_a_band_or_breakdown_that_is_not_there_is_told_so(self, desk: Pages) -> None:
        wave = plan(desk).path
        for path in ("eligible/x/placement", "eligible/8-11/x", "outcomes/x", "cards/withdraw/1", "cards/withdraw/x"):
            desk.get(f"{wave}{path}", 404)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_string_of_the_desk_follows_the_language(desk: Pages) -> None:
    wave, _codes, _phrases = prepared(desk)
    draft = plan(desk, "[Next]").path
    desk.submit(desk.get(f"{draft}eligible"), band="4-7", team="[South]", eligible=5)
    pages = ["/desk/", "/desk/waves/new", "/desk/nightly", "/desk/contacts", "/desk/contacts/new"]
    of_draft = ("", "eligible", "eligible/4-7/placement", "custody", "canary", "cards")
    pages += [f"{draft}{page}" for page in of_draft]
    own = (*PEOPLE, "North", "Spring", "surveyapp nightly", "Sam Field", "English")

    def followed(path: str, status: int = 200) -> None:
        left = untranslated(desk.get(f"{path}?lang=en-XA", status))
        assert {text for text in left if not text.startswith(own)} == set(), path

    followed(f"{draft}start", 409)
    followed(f"{wave}start")
    desk.submit(desk.get(f"{wave}start?lang=en"))
    pages += [f"{wave}{page}" for page in ("", "cards", "closing", "extend", "outcomes", "outcomes/8-11")]
    for path in pages:
        followed(path)
    desk.submit(desk.get(f"{wave}closing?lang=en"))
    followed(f"{wave}close")
