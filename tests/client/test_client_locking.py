"""The lock of a session's tablet: what it says to each age, and what opens it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from standin import CODE, WAVE
from workbench import Tab

from surveyapp import create_app
from surveyapp.config import Settings
from surveyapp.fieldwork.codes import pictures
from surveyapp.survey import document, spoken
from surveyapp.translations.languages import ENGLISH

pytestmark = pytest.mark.browser

PACK = "BCDFGHJKMPQRTWXY2346"
GUARDED = """async ([code, member, missed, locked]) => {
    localStorage.setItem("surveyapp session", member);
    const request = new XMLHttpRequest();
    await new Promise((done) => {
        Object.assign(request, { responseType: "document", onload: done });
        request.open("GET", "/s/drawn");
        request.send();
    });
    document.body.replaceChildren(...document.importNode(request.response.body, true).childNodes);
    globalThis.came = [];
    globalThis.kept = [];
    const turn = (it) => came.push((locked = it));
    const rest = () => kept.push("touched");
    const [end, made] = [(it) => came.push(it), (times) => kept.push(times)];
    const page = { open: () => true, locked: () => locked, turn, end, rest, missed: made };
    globalThis.lock = await child.locking.guarded(code, page, missed);
    const lock = document.querySelector("template[data-stop='aside:lock']");
    document.querySelector("main").append(document.importNode(lock.content, true)); }"""
THANKS = """() => [...document.querySelector("template[data-stop='saved:session']").content.children]
    .filter((one) => one.matches("h1, p, .ways button")).map((one) => one.textContent)"""
TAPPED = """four => { for (const one of document.querySelectorAll("main input[type=checkbox]"))
    one.checked = four.includes(one.value) }"""
LATER = "age => { const now = Date.now; Date.now = () => now() + age; }"
MINUTE = 60_000
UNLOCK = "() => { lock.tried('unlock') }"


@pytest.fixture(scope="module")
def drawn(sqlite_template: Settings) -> Mapping[str, str]:
    """The page of what is saved, as the newest survey of a band has it."""
    app = create_app(sqlite_template)
    with spoken.read_in(app, ENGLISH):
        newest = {band: app.extensions["catalogue"].latest(band) for band in ("4-7", "8-11")}
        found = {band: dict(document.stops(asked))["saved:device"] for band, asked in newest.items()}
    app.extensions["stores"].close()
    return found


def locked(
    context: BrowserContext, drawn: str, code: str, *, missed: int = 0, shut: bool = True, **more: object
) -> Page:
    """A page of a session's tablet, before its lock; or not yet ``shut``."""
    page = Tab.of(context).page
    page.route("**/s/session/state", lambda route: route.fulfill(json={"says": "heard"}))
    member = {"key": "k", "number": 0, "wave": WAVE, "sent": 0, "over": False, **more}
    body = f'<body><form class="sheet" action="/s/"><main></main></form>{drawn}</body>'
    page.route("**/s/drawn", lambda route: route.fulfill(content_type="text/html", body=body))
    page.evaluate(GUARDED, [code, json.dumps(member), missed, shut])
    return page


def test_the_youngest_are_thanked_in_the_words_they_know_and_the_others_hear_how_it_goes_on(
    context: BrowserContext, drawn: Mapping[str, str]
) -> None:
    young, older = (locked(context, drawn[band], CODE).evaluate(THANKS) for band in ("4-7", "8-11"))
    thanks = "Thank you. Your answers are locked in."
    assert young == [
        thanks,
        "The grown-up with you saw your answers. They are safe here. They are sent a little later.",
        "Do you want to talk to somebody? Tell the grown-up with you.",
        "You can ring the people below together.",
    ]
    assert older == [
        thanks,
        "They are saved on this tablet and nobody can read them. They are not sent yet.",
        "They are sent a little later, mixed with what others said. So nobody can tell which answers are yours.",
    ]


def test_a_card_with_pictures_opens_the_lock_by_them_and_by_letters(
    context: BrowserContext, drawn: Mapping[str, str]
) -> None:
    (code, mine), (_, other), *_ = pictures.pack(PACK).items()
    page = locked(context, drawn["4-7"], code, pack={"word": PACK, "band": "4-7", "wrong": 0})
    expect(page.locator("#signs")).to_be_hidden()
    page.evaluate(UNLOCK)
    expect(page.locator("main fieldset .problem")).to_have_text("Tap four pictures, the same as on your card.")
    for four, said in ((other, "That is not what stands on the card. Look again."), (mine, "")):
        page.evaluate(TAPPED, four)
        assert page.evaluate("came") == []
        page.evaluate(UNLOCK)
        if said:
            expect(page.locator("main fieldset .problem")).to_have_text(said)
    assert page.evaluate("came") == [False]
    page.get_by_text("Type letters instead").click()
    page.locator("#signs").fill("BBB")
    page.evaluate(UNLOCK)
    expect(page.locator("#signs-wrong")).to_have_text("That is not what stands on the card. Look again.")
    page.locator("#signs").fill(code[-3:].lower())
    page.evaluate(UNLOCK)
    assert page.evaluate("came") == [False, False]


def test_a_card_without_pictures_is_asked_for_letters_though_the_session_has_cards_with_pictures(
    context: BrowserContext, drawn: Mapping[str, str]
) -> None:
    page = locked(context, drawn["4-7"], CODE, pack={"word": PACK, "band": "4-7", "wrong": 0})
    expect(page.locator("#signs")).to_be_visible()
    assert page.locator("main fieldset").count() == 0
    for _ in range(5):
        page.locator("#signs").fill("BBB")
        page.evaluate(UNLOCK)
    assert page.evaluate("came") == ["ending:thrown_away"]


def test_mistakes_before_a_reload_count_with_those_after_it(context: BrowserContext, drawn: Mapping[str, str]) -> None:
    page = locked(context, drawn["8-11"], CODE, missed=3)
    for _ in range(2):
        page.locator("#signs").fill("BBB")
        page.evaluate(UNLOCK)
    assert page.evaluate("came") == ["ending:thrown_away"]
    assert page.evaluate("kept") == [4, 5]


@pytest.mark.parametrize("wakes", ["visibilitychange", "pageshow", "focus", "pointerdown"])
def test_whoever_wakes_a_tablet_after_hours_finds_it_locked_at_once(
    context: BrowserContext, drawn: Mapping[str, str], wakes: str
) -> None:
    page = locked(context, drawn["8-11"], CODE, shut=False)
    came = page.evaluate(f"age => {{ ({LATER})(age); dispatchEvent(new Event('{wakes}')); return came }}", 180 * MINUTE)
    assert came == [True]


def test_touches_that_answer_nothing_are_kept_now_and_again(context: BrowserContext, drawn: Mapping[str, str]) -> None:
    page = locked(context, drawn["8-11"], CODE, shut=False)
    touch = "dispatchEvent(new Event('pointerdown'))"
    kept = page.evaluate(f"age => {{ {touch}; ({LATER})(age); {touch}; {touch}; return [kept, came] }}", MINUTE)
    assert kept == [["touched"], []]
