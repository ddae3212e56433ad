"""Small bands at the desk: what is asked with the plan, told before the close, and done with what waits."""

from __future__ import annotations

from datetime import date

import pytest
from builders import wave as small
from builders.desk import plan
from builders.pooling import BOTH, NORTH, SOUTH, open_own, partnership, year_of
from builders.wave import NAMES, Running
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.config import Settings
from surveyapp.fieldwork import counts, nightly, pools, waves
from surveyapp.fieldwork.models import State
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FIRST, SECOND = "/desk/waves/northvale-2026/", "/desk/waves/northvale-2027/"


@pytest.fixture
def app(app: Flask) -> Flask:
    """An installation with the tests' small surveys."""
    app.extensions["catalogue"] = small.catalogue("8-11", "leavers")
    return app


@pytest.fixture
def first(app: Flask, settings: Settings) -> Running:
    """A closed wave in which four care leavers answered, who were to wait for the next one."""
    return year_of(app.extensions["stores"], settings, 2026, {"8-11": 12, "leavers": 4}, pool=NORTH)


@pytest.fixture
def second(app: Flask, settings: Settings, first: Running) -> Running:
    """The year after, when seven did; both boxes are open."""
    open_own(first)
    made = year_of(app.extensions["stores"], settings, 2027, {"8-11": 12, "leavers": 7})
    open_own(made)
    return made


def signed_in(app: Flask, *roles: Role, authority: str = NORTH) -> Pages:
    return Pages(app).signed_in(*(roles or tuple(Role)), authority=authority)


def typed(*held: Running) -> dict[str, str]:
    """Two custodians' phrases for each wave."""
    return {
        f"phrase_{place}_{number}": one.phrases[name]
        for place, one in enumerate(held)
        for number, name in enumerate(sorted(NAMES)[:2])
    }


class TestPlanning:
    """What is asked before anybody answers."""

    def test_the_plan_asks_what_becomes_of_a_band_that_stays_too_small(self, app: Flask, first: Running) -> None:
        desk = signed_in(app)
        form = desk.get("/desk/waves/new")
        asked = form.all("input", name="pool")
        assert [one.get("value") for one in asked] == ["not_counted", NORTH]
        assert not any(one.get("checked") is not None for one in asked)
        assert "Choose what becomes of their answers" in desk.submit(form, 422, title="None").text
        assert "is not counted. Only its comments are read" in plan(desk, "One").text
        page = plan(desk, "Two", pool=NORTH)
        assert "kept sealed and counted together with our next wave" in page.text
        with app.extensions["stores"].read("fieldwork") as session:
            declared = pools.declared(session, page.path.split("/")[3])
        assert declared is not None
        assert declared.kind is pools.Kind.NEXT

    def test_partners_are_offered_where_there_are_some(self, app: Flask, first: Running) -> None:
        partnership(app.extensions["stores"])
        page = plan(signed_in(app), "Three", pool=BOTH)
        assert "with the other councils of “The Vales”" in page.text

    def test_what_nobody_offered_is_refused(self, app: Flask, first: Running) -> None:
        desk, today = signed_in(app), date.today()
        form = desk.get("/desk/waves/new")
        page = desk.submit(form, 422, title="Four", starts_on=today, ends_on=today, pool=SOUTH)
        assert "Choose one from the list" in page.text

    def test_at_a_partnership_no_wave_is_planned(self, app: Flask, first: Running) -> None:
        partnership(app.extensions["stores"])
        desk, today = signed_in(app, authority=BOTH), date.today()
        assert "planned at each council" in desk.get("/desk/").text
        assert "/desk/waves/new" not in desk.get("/desk/").links()
        form = desk.get("/desk/waves/new")
        page = desk.submit(form, 422, title="Five", starts_on=today, ends_on=today, pool=BOTH)
        assert "Plan the wave at the council that asks the children." in page.text


class TestBeforeTheClose:
    """What is told while more can still answer."""

    @pytest.fixture(params=[3, 6])
    def desk(self, app: Flask, settings: Settings, request: pytest.FixtureRequest) -> Pages:
        """A wave in which children answer, counted last night."""
        stores = app.extensions["stores"]
        planned = {"year": 2026, "pool": NORTH}
        made = small.running(stores, settings, {"8-11": 30, "leavers": 20}, neighbours={}, planned=planned)
        made.answer("8-11", 12)
        made.answer("leavers", request.param)
        with stores.write("fieldwork") as session:
            counts.refresh(session)
            nightly.record(session, date.today())
        return signed_in(app)

    def test_who_closes_is_told_what_becomes_of_the_small_band(self, desk: Pages) -> None:
        said = "leavers: kept sealed until they can be opened together with those of the next wave."
        assert said in desk.get(f"{FIRST}closing").text
        assert said in desk.get(FIRST).text
        desk.submit(desk.get(f"{FIRST}closing"))
        page = desk.get(f"{FIRST}close")
        assert said in page.text
        assert f"{FIRST}extend" in page.links()


class TestOpening:
    """A wave's own box, and what stays in it."""

    def test_a_band_that_waits_cannot_be_cut_down_to_its_comments(self, app: Flask, first: Running) -> None:
        desk = signed_in(app)
        form = desk.get(f"{FIRST}box")
        assert "leavers: kept sealed" in form.text
        assert not form.all("input", name="only_leavers")
        phrases = {f"phrase_{number}": first.phrases[name] for number, name in enumerate(sorted(NAMES)[:2])}
        page = desk.submit(form, **phrases)
        assert "The answers of 12 children were counted." in page.text
        assert "Still sealed, to be opened together with others: leavers: kept sealed" in page.text
        assert "Still sealed" in desk.get(FIRST).text
        assert "/desk/together" in desk.get("/desk/").links()

    def test_no_page_tells_how_many_wait(self, app: Flask, first: Running) -> None:
        open_own(first)
        desk = signed_in(app)
        page = desk.get("/desk/together")
        assert "leavers" in page.text
        assert "Not enough yet." in page.text
        assert not [word for word in page.text.split() if word == "4"]
        assert desk.get("/desk/together/waves", 409).h1 == "Nothing can be opened together now"
        assert desk.get("/desk/together/trials", 409).status == 409
        desk.get("/desk/together/nothing", 404)

    def test_the_page_of_a_destruction_says_what_stays(self, app: Flask, first: Running) -> None:
        open_own(first)
        desk = signed_in(app)
        form = desk.get(f"{FIRST}destroy")
        assert "to be opened together with others: leavers. These answers stay" in form.text
        more = {"elsewhere": "on the spare server, today"} if form.all("input", name="elsewhere") else {}
        page = desk.submit(form, sure="y", **more)
        assert page.h1 == "Certificate of destruction"
        assert "none: what waits needs them" in page.text
        assert "not yet: the sheet with the phrase" in page.text


class TestTogether:
    """The second, separate act."""

    def opened(self, desk: Pages, *held: Running, status: int = 200, **more: str) -> Page:
        return desk.submit(desk.get("/desk/together/waves"), status, **(typed(*held) | more))

    def test_both_years_custodians_open_what_waited_as_a_wave_of_its_own(
        self, app: Flask, first: Running, second: Running
    ) -> None:
        desk = signed_in(app)
        assert "Enough has come to open some of it." in desk.get("/desk/").text
        assert "At least 10 answers wait together now: leavers." in desk.get("/desk/together").text
        page = self.opened(desk, first, second)
        assert page.h1 == "They are opened together"
        assert [words(one) for one in page.all("td")] == ["11"]
        made = next(link for link in page.links() if "together" in link and link.startswith("/desk/waves/"))
        wave = desk.get(made)
        assert "Counted together" in wave.text
        assert "leavers, Northvale, 2026" in wave.text
        assert "Publish the results" in wave.text
        assert not any(step in wave.text for step in ("Print the cards", "Open the box", "Try the keys"))
        for page_of in (
            "eligible",
            "custody",
            "canary",
            "cards",
            "start",
            "outcomes",
            "box",
            "extend",
            "close",
            "destroy",
        ):
            assert desk.client.get(f"{made}{page_of}").status_code < 500, page_of
        assert "Nothing waits." in desk.get("/desk/together").text
        assert "Opened together what waited" in desk.get("/staff/record").text

    def test_a_certificate_printed_later_says_where_the_ballots_went(
        self, app: Flask, first: Running, second: Running
    ) -> None:
        desk = signed_in(app)
        self.opened(desk, first, second)
        form = desk.get(f"{FIRST}destroy")
        more = {"elsewhere": "on the spare server, today"} if form.all("input", name="elsewhere") else {}
        page = desk.submit(form, sure="y", **more)
        assert "none: they go with the wave opened together" in page.text
        assert "with the certificate of the wave opened together, and not before" in page.text
        assert "needed once more" not in page.text

    def test_a_name_can_be_given(self, app: Flask, first: Running, second: Running) -> None:
        self.opened(signed_in(app), first, second, title="Leaving care, two years")
        with app.extensions["stores"].read("fieldwork") as session:
            assert "Leaving care, two years" in {one.title for one in waves.of(session, NORTH)}

    def test_a_wrong_phrase_is_told_with_its_wave_and_opens_nothing(
        self, app: Flask, first: Running, second: Running
    ) -> None:
        desk = signed_in(app)
        wrong = {"phrase_1_0": first.phrases["Ada"]}
        page = self.opened(desk, first, second, status=422, **wrong)
        assert "Ada: this is the phrase of Ada for" in page.text
        assert "No phrase is shown again." in page.text
        assert [one.get("value") for one in page.all("input", name="phrase_0_0")] in ([""], [None])
        only = {name: "" for name in typed(first, second) if name.startswith("phrase_1")}
        assert "must type their phrases too" in self.opened(desk, first, second, status=422, **only).text
        assert "leavers" in desk.get("/desk/together").text

    def test_only_who_keeps_keys_opens_and_nobody_another_councils(
        self, app: Flask, first: Running, second: Running
    ) -> None:
        assert "/desk/together/waves" not in signed_in(app, Role.WORKER).get("/desk/together").links()
        signed_in(app, Role.WORKER).get("/desk/together/waves", 403)
        with app.extensions["stores"].write("fieldwork") as session:
            waves.add_authority(session, SOUTH, "Southvale")
        other = signed_in(app, authority=SOUTH)
        assert "Nothing waits." in other.get("/desk/together").text
        other.get("/desk/together/waves", 409)
        other.get(f"{FIRST}give-up", 404)

    def test_at_a_partnership_the_councils_see_their_own_alone(self, app: Flask, settings: Settings) -> None:
        stores = app.extensions["stores"]
        partnership(stores)
        for council in (NORTH, SOUTH):
            made = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 6}, pool=BOTH, authority=council)
            open_own(made)
        page = signed_in(app).get("/desk/together")
        assert "They are opened by the people of “The Vales”" in page.text
        assert SOUTH not in page.text.lower()
        both = signed_in(app, authority=BOTH)
        assert "/desk/together/waves" in both.get("/desk/together").links()
        assert {f"phrase_{place}_0" for place in (0, 1)} <= set(both.get("/desk/together/waves").form()[1])


class TestGivingUp:
    """What nobody will open."""

    def test_an_administrator_gives_up_once_and_prints_the_certificate(self, app: Flask, first: Running) -> None:
        open_own(first)
        signed_in(app, Role.WORKER, Role.CUSTODIAN).get(f"{FIRST}give-up", 403)
        desk = signed_in(app)
        form = desk.get(f"{FIRST}give-up")
        assert "destroyed unread" in form.text
        assert "Tick this only when it is agreed" in desk.submit(form, 422).text
        page = desk.submit(form, sure="y")
        assert page.h1 == "Certificate: destroyed unread"
        assert "fewer than 5" in page.text
        assert desk.get(f"{FIRST}give-up").h1 == page.h1
        assert "Destroyed by: Sam Field" in desk.client.get(f"{FIRST}given-up.txt").text
        assert "Nothing waits." in desk.get("/desk/together").text
        with app.extensions["stores"].read("fieldwork") as session:
            assert waves.find(session, first.wave).state is State.OPENED

    def test_where_nothing_waits_there_is_no_such_page(self, app: Flask, first: Running) -> None:
        signed_in(app).get(f"{FIRST}give-up", 404)
        signed_in(app).get(f"{FIRST}given-up", 404)
