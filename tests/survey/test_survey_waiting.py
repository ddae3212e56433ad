"""While checks are slow a child waits without doing anything, holds no thread of the server, and is let in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count

import pytest
from builders.child import Fieldwork, in_the_box
from builders.tablet import BAND, Tablet, base64, unbase64
from pages import Page, Pages

from surveyapp.fieldwork import codes
from surveyapp.fieldwork.guessing import SPARE, Bucket
from surveyapp.fieldwork.lots import TURN_SECONDS
from surveyapp.survey import codewords, entering, tickets
from surveyapp.survey.tickets import LIFETIME_SECONDS, TicketUnfit
from surveyapp.survey.waiting import SECONDS

WAIT = {"says": "wait", "seconds": 1}


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def slow(now: list[float], monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A process in which somebody has tried too many codes; called again, another such process."""

    def begun() -> None:
        bucket = Bucket(clock=lambda: now[0])
        for _ in range(SPARE):
            bucket.wrong()
        for module in (entering, codewords):
            monkeypatch.setattr(module, "TRIES", bucket)
        monkeypatch.setattr(entering, "WON", tickets.Won())

    begun()
    return begun


@pytest.fixture
def tablet(pages: Pages, made: Fieldwork) -> Tablet:
    return Tablet(pages.client, made, made.cards[BAND][0])


def typed(pages: Pages, code: str, status: int = 200) -> Page:
    return pages.submit(pages.get("/s/"), status, action="/s/", code=code, go="next")


def refreshed(page: Page) -> tuple[int, str]:
    """After how many seconds the page asks again, and where."""
    (said,) = [str(one.get("content")) for one in page.all("meta") if one.get("http-equiv") == "refresh"]
    seconds, _, address = said.partition("; url=")
    return int(seconds), address


@pytest.mark.usefixtures("slow")
def test_a_page_without_a_script_asks_again_by_itself_and_lets_the_child_in(
    pages: Pages, made: Fieldwork, now: list[float]
) -> None:
    page = typed(pages, made.cards[BAND][0])
    assert page.h1 == "One moment, please."
    assert "You have done nothing wrong." in page.text
    seconds, address = refreshed(page)
    assert seconds == 2
    assert address in page.links(), "for browsers that do not ask by themselves"
    now[0] += TURN_SECONDS
    assert pages.get(address).all("input", name="state")


@pytest.mark.usefixtures("slow")
def test_the_address_that_let_a_child_in_lets_nobody_in_again(pages: Pages, made: Fieldwork, now: list[float]) -> None:
    """The child's first page stands at it, so it is in the history of the tablet that the next child is given."""
    before = refreshed(typed(pages, made.cards[BAND][0]))[1]
    winner = refreshed(pages.get(before))[1]
    now[0] += TURN_SECONDS
    assert pages.get(winner).all("input", name="state")
    for address in (winner, before):
        assert "Type your code again." in pages.get(address, 422).text
    address = refreshed(typed(pages, made.cards[BAND][0]))[1]
    now[0] += TURN_SECONDS
    assert pages.get(address, 422), "an address of the same code, so soon after"


def test_a_ticket_is_no_longer_good_once_newer_ones_were_given_out() -> None:
    assert 2 * SECONDS < LIFETIME_SECONDS <= 10


@pytest.mark.usefixtures("slow")
def test_while_others_are_drawn_the_page_goes_on_asking(pages: Pages, made: Fieldwork, now: list[float]) -> None:
    page = typed(pages, made.cards[BAND][0])
    for _ in range(3):
        page = pages.get(refreshed(page)[1])
    now[0] += TURN_SECONDS
    assert pages.get(refreshed(page)[1]).all("input", name="state")


@pytest.mark.usefixtures("slow")
def test_the_address_that_asks_again_holds_no_code_and_no_digest(pages: Pages, made: Fieldwork) -> None:
    code = made.cards[BAND][0]
    _, address = refreshed(typed(pages, code))
    normal = codes.normalise(code)
    digest = codes.digest(made.app.extensions["settings"].pepper, normal)
    assert not [one for one in (code, normal, digest.hex()) if one in address]
    with made.app.test_request_context():
        assert digest not in tickets._raw(address.rpartition("/")[2])
    assert refreshed(typed(pages, code))[1] != address


@pytest.mark.usefixtures("slow")
def test_a_waiting_page_speaks_on_in_the_childs_language(pages: Pages, made: Fieldwork) -> None:
    page = pages.submit(pages.get("/s/?lang=ar-XB"), action="/s/", code=made.cards[BAND][0], go="next")
    assert page.root.get("lang") == "ar-XB"
    assert pages.get(refreshed(page)[1]).root.get("lang") == "ar-XB"


@pytest.mark.usefixtures("slow")
def test_a_wrong_code_that_waited_is_told_like_any_other(pages: Pages, made: Fieldwork, now: list[float]) -> None:
    page = typed(pages, "BBB-BBB-BBB")
    now[0] += TURN_SECONDS
    assert "We do not know this code." in pages.get(refreshed(page)[1], 422).text


@pytest.mark.usefixtures("slow")
def test_a_mistyped_code_does_not_wait(pages: Pages, made: Fieldwork) -> None:
    assert "That is not a whole code." in typed(pages, "BCD", 422).text


def test_mistyped_codes_cost_nothing(pages: Pages, made: Fieldwork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "TRIES", Bucket(clock=lambda: 0.0))
    for _ in range(2 * SPARE):
        typed(pages, "BCD", 422)
    assert typed(pages, made.cards[BAND][0]).all("input", name="state")


@pytest.mark.parametrize("ticket", ["x", "AAAA" * 20, "%F0%9F%8D%8B"])
def test_a_ticket_that_is_none_asks_for_the_code_again(pages: Pages, made: Fieldwork, ticket: str) -> None:
    assert "Type your code again." in pages.get(f"/s/turn/{ticket}", 422).text


def test_a_ticket_is_good_for_a_while_and_for_its_code_alone(made: Fieldwork) -> None:
    with made.app.test_request_context():
        ticket = tickets.waiting(bytes(32), now=0)
        assert tickets.waited(ticket, now=LIFETIME_SECONDS - 1) == bytes(32)
        changed = ticket[:40] + ("A" if ticket[40] != "A" else "B") + ticket[41:]
        for unfit, at in ((ticket, LIFETIME_SECONDS), (changed, 0), (tickets.found(bytes(32)), 0)):
            with pytest.raises(TicketUnfit):
                tickets.waited(unfit, now=at)


@pytest.mark.usefixtures("slow")
def test_a_script_is_told_to_ask_again_and_gets_its_turn(tablet: Tablet, now: list[float]) -> None:
    told = tablet.post("check", {"code": tablet.code}).json
    assert told == {**WAIT, "puzzle": told["puzzle"]}
    now[0] += TURN_SECONDS
    assert tablet.post("check", {"code": tablet.code}).json["says"] == "valid"


@pytest.mark.usefixtures("slow")
def test_a_script_that_has_solved_the_puzzle_takes_part_in_both_draws(
    tablet: Tablet, now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    lots = codewords.TRIES._lots
    monkeypatch.setattr(lots, "drawn", lambda _digest, *, worked: seen.append(worked) or False)
    puzzle = unbase64(tablet.post("check", {"code": tablet.code}).json["puzzle"])
    tried = (number.to_bytes(16, "big") for number in count())
    solution = next(it for it in tried if hashlib.pbkdf2_hmac("sha256", it, puzzle, 2000)[0] == 0)
    for given in (solution, solution, bytes(16)):
        tablet.post("check", {"code": tablet.code, "solution": base64(given)})
    assert seen == [False, True, False, False]
    malformed = tablet.post("check", {"code": tablet.code, "solution": "AAAA"})
    assert (malformed.status_code, malformed.json) == (400, {"says": "malformed"})


@pytest.mark.usefixtures("slow")
def test_sending_a_code_that_was_never_checked_is_a_guess_too(tablet: Tablet, now: list[float]) -> None:
    answer = tablet.post("issue", tablet.issue())
    assert (answer.status_code, answer.json) == (503, WAIT)
    now[0] += TURN_SECONDS
    assert tablet.signed()


def test_guesses_by_checking_and_by_sending_count_alike_and_only_a_ticket_passes(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codewords, "TRIES", Bucket(clock=lambda: 0.0))
    checked = tablet.post("check", {"code": tablet.code}).json
    for guess in range(SPARE):
        tablet.post("issue" if guess % 2 else "check", tablet.issue() | {"code": "BBB-BBB-BBB"})
    for code in (tablet.code, tablet.made.cards[BAND][1]):
        assert tablet.post("check", {"code": code}).json["says"] == "wait"
    assert tablet.post("issue", tablet.issue()).json == WAIT, "else a guessed code would take this child's place"
    assert tablet.post("issue", {**tablet.issue(), "found": checked["found"]}).json["says"] == "signed"


def test_whoever_was_let_in_sends_without_waiting_whichever_process_answers(
    tablet: Tablet, slow: Callable[[], None], now: list[float]
) -> None:
    tablet.post("check", {"code": tablet.code})
    now[0] += TURN_SECONDS
    checked = tablet.post("check", {"code": tablet.code}).json
    slow()
    assert tablet.post("issue", tablet.issue()).json == WAIT, "another process, and nothing that says so"
    told = {**tablet.issue(), "found": checked["found"]}
    assert tablet.post("issue", told).json["says"] == "signed"
    other = {**told, "code": tablet.made.cards[BAND][1]}
    assert tablet.post("issue", other).json == WAIT, "it is good for its own code alone"


def test_a_child_without_a_script_sends_while_checks_are_slow(
    pages: Pages, made: Fieldwork, slow: Callable[[], None], now: list[float]
) -> None:
    page = typed(pages, made.cards[BAND][0])
    now[0] += TURN_SECONDS
    page = pages.get(refreshed(page)[1])
    slow()
    while not page.all("button", name="go", value="send"):
        page = pages.submit(page, action="/s/", go="yes" if page.all("button", name="go", value="yes") else "skip")
    pages.submit(page, action="/s/", go="send")
    assert len(in_the_box(made)) == 1
