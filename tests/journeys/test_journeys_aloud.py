"""A page that is read aloud: on a tap alone, in the order of the page, marked as it is heard, silent on a move."""

from __future__ import annotations

import browser as browsers
import pytest
from builders import child
from builders.child import Fieldwork
from flask import Flask
from line import lined
from playwright.sync_api import Browser, BrowserContext, Route, expect
from sealed import until
from walking import SIZES, press, scan, scripted, way_on

from surveyapp.sound.names import name_of
from surveyapp.survey import document, spoken
from surveyapp.survey.hearing import sentences
from surveyapp.translations.languages import ENGLISH
from surveyapp.web.static import SCRIPTS

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

TRYING = "Only for trying. Nobody keeps this answer."
PLAYED = """
globalThis.played = [];
HTMLMediaElement.prototype.play = function () {
  const heard = document.querySelector(".heard");
  if (heard) {
    played.push(heard.innerText.trim().replace(/\\s+/g, " "));
    document.documentElement.dataset.played = played.length;
    if (played.length !== globalThis.holds) setTimeout(() => this.dispatchEvent(new Event("ended")));
  }
  return Promise.resolve();
};
"""
"""Instead of a loudspeaker: what is marked when a clip begins, which ends at once, but for the one that ``holds``."""

HEARD = """async () => {
  const { sentences } = await import("/scripts/reading.js");
  const found = {};
  for (const { content, dataset } of document.querySelectorAll("template[data-stop]"))
    found[dataset.stop] = (await sentences([content], "en")).map(({ text, name }) => [text, name]);
  const [both, one] = [document.createElement("div"), document.createElement("p")];
  one.append("One ", Object.assign(document.createElement("span"), { className: "also", textContent: "Jeden" }));
  both.append(one);
  found.both = (await sentences([both], "en")).map(({ text, name }) => [text, name]);
  return found;
}"""
"""By stop, what the script would read, and what it calls the clips."""

VOICES = """async () => {
  const { voiceOf } = await import("/scripts/speaker.js");
  const voice = (name, lang, localService) => ({ name, lang, localService });
  const all = [voice("Far British", "en-GB", false), voice("Local American", "en-US", true),
    voice("Local British", "en_GB", true), voice("Far Polish", "pl-PL", false), voice("Local Polish", "pl-PL", true),
    voice("Far Romanian", "ro-RO", false)];
  Object.defineProperty(globalThis, "speechSynthesis", { value: { getVoices: () => all }, configurable: true });
  return ["en", "pl", "ro"].map((language) => voiceOf(language)?.name ?? null);
}"""
"""The voices that would read on a device with these: none that sends words away."""


@pytest.fixture
def made(app: Flask) -> Fieldwork:
    """The youngest children's newest survey, which has English drafts."""
    return child.fieldwork(app, instruments=[app.extensions["catalogue"].latest("4-7")])


def test_a_tap_reads_the_page_in_its_order_and_marks_what_is_heard(tablet: BrowserContext, made: Fieldwork) -> None:
    page, asked = tablet.new_page(), list[str]()
    page.add_init_script(PLAYED)
    page.on("request", lambda request: asked.append(request.url))
    held = list[Route]()
    page.route("**/aloud/**", lambda route: held.extend([route]))
    with page.expect_request("**/aloud/**"):
        scan(page, made.cards["4-7"][0])
    until(page, "input[name=practice_bananas]")
    assert len(held) == 1, "what comes slowly is asked for once, however many pages stand there meanwhile"
    held[0].continue_()
    read = page.locator(".aloud .read")
    expect(read).to_have_text("Read to me")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("played") == []
    assert not any("/sound/" in address for address in asked), "sound is fetched before anybody asked for it"
    press(page, read)
    buttons = ["Next", "Go back", "Skip", "I'd rather not say", "I want to talk to somebody", "Hide", "Stop"]
    answers = ["I like it", "It is okay", "I do not like it", "Not sure"]
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator(".foot")).to_be_in_viewport(ratio=1)
    page.set_viewport_size(SIZES["tablet"])
    expect(page.locator(".foot")).to_be_in_viewport(ratio=1)
    expect(page.locator("html")).to_have_attribute("data-played", "13")
    assert page.evaluate("played") == [TRYING, "🍌 What do you think of bananas?", *answers, *buttons]
    expect(read).to_have_text("Read to me")
    page.evaluate("played.length = 0; globalThis.holds = 3")
    press(page, read)
    expect(read).to_have_text("Stop reading")
    expect(page.locator("label.card.heard")).to_have_text("I like it")
    page.locator("label.card").nth(2).tap()
    expect(page.locator("label.card.heard")).to_have_text("I like it")
    press(page, way_on(page))
    expect(read).to_have_text("Read to me")
    expect(page.locator(".heard")).to_have_count(0)
    assert len(page.evaluate("played")) == 3
    assert len([address for address in asked if "/sound/" in address]) == 1, "requests tell which question was heard"
    press(page, page.locator(".tool[value=hide]"))
    expect(page.locator("h1")).to_have_text("A quiet place")
    expect(page.locator(".aloud")).to_be_hidden()


def test_what_is_recorded_is_what_the_script_reads(app: Flask, chromium: Browser, served: str, made: Fieldwork) -> None:
    asked = app.extensions["catalogue"].latest("4-7")
    with browsers.opened(chromium, served, bypass_csp=True) as context:
        context.route("**/scripts/*", lambda route: route.fulfill(path=SCRIPTS / route.request.url.rpartition("/")[2]))
        page = context.new_page()
        scan(page, made.cards["4-7"][0])
        read, voices = page.evaluate(HEARD), page.evaluate(VOICES)
    assert {"page:practice_bananas", "check:", "aside:help", "ending:sent"} <= set(read)
    with spoken.read_in(app, ENGLISH):
        listed = {stop: sentences(drawn) for stop, drawn in document.stops(asked)}
    for stop, said in ((stop, said) for stop, said in read.items() if stop != "both"):
        if stop not in ("aside:help",) and not stop.startswith(("ending:", "saved:")):  # listeners are the authority's
            assert [text for text, _ in said] == list(listed[stop]), stop
        else:
            assert set(listed[stop]) <= {text for text, _ in said}, stop
    assert [text for text, _ in read["both"]] == ["One"], (
        "the words of an interpreter's language are not read as English"
    )
    assert voices == ["Local British", "Local Polish", None]
    assert all(name == name_of("en", text) for said in read.values() for text, name in said)


@pytest.mark.slow
def test_a_tablet_that_was_made_ready_reads_aloud_without_a_network(
    chromium: Browser, served: str, made: Fieldwork
) -> None:
    with lined(served) as line, scripted(chromium, line.address, size=SIZES["tablet"]) as context:
        page = context.new_page()
        page.goto(f"/s/ready/{made.wave}")
        page.locator("#make").tap()
        expect(page.locator("#progress")).to_contain_text("This tablet is ready.")
        line.down()
        page.add_init_script(PLAYED)
        page.goto(f"/s/#{made.cards['4-7'][0]}.4-7")
        expect(page.locator(".tool[value=stop]")).to_be_visible()
        until(page, "input[name=practice_bananas]")
        press(page, page.locator(".aloud .read"))
        expect(page.locator("html")).to_have_attribute("data-played", "13")
