"""A page of the app's own kind, with a child's headers, on which a test calls the scripts by name.

No such page is in the program: ``add`` puts it into the app of a test.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import browser as browsers
from engines import Engine
from flask import Blueprint, Flask, render_template_string
from playwright.sync_api import Browser, BrowserContext, Error, Page

from surveyapp.web.audience import open_to_children

PATH = "/s/workbench/"
READY = "html[data-ready]"
_READY = f"""const done = arguments[0];
const look = () => document.querySelector("{READY}") ? done(true) : setTimeout(look, 20);
look();"""
_PAGE = """<!doctype html>
<html lang="en" dir="ltr"><head><title>Workbench</title></head><body><h1>Workbench</h1>
<script type="module" nonce="{{ csp_nonce() }}">
globalThis.refused = [];
document.addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
{% set bench = "bytes sealing device orphans queue sending session locking resting codes whose" %}
{% for name in bench.split() %}
import * as {{ name }} from "{{ url_for('static', filename='child/' ~ name ~ '.js') }}";
{% endfor %}
globalThis.child = { bytes, sealing, device, orphans, queue, sending, session, locking, resting, codes, whose };
document.documentElement.dataset.ready = "yes";
</script></body></html>"""


def add(app: Flask) -> None:
    """Give this app the page."""
    room = Blueprint("workbench", __name__)

    @room.get(PATH)
    @open_to_children
    def workbench() -> str:
        return render_template_string(_PAGE)

    app.register_blueprint(room)


@contextmanager
def profiled(chromium: Browser, bench: str, folder: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its profile in this folder, as a real one does; closed at the end."""
    made = chromium.browser_type.launch_persistent_context(
        folder, executable_path=browsers.CHROMIUM, args=["--no-sandbox"], base_url=bench
    )
    yield made
    with suppress(Error):  # a browser that was killed is closed
        made.close()


class Tab:
    """A tab on the workbench; what goes in and out of its scripts is JSON, and bytes inside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open()

    @classmethod
    def of(cls, context: BrowserContext) -> Tab:
        """A new tab of this browser."""
        return cls(context.new_page())

    def open(self) -> Tab:
        """The workbench, in place of whatever this tab shows."""
        self.page.goto(PATH)
        return self._ready()

    def reload(self) -> Tab:
        """The same page again; the scripts' memory is gone."""
        self.page.reload()
        return self._ready()

    def call(self, name: str, *given: object) -> Any:
        """What ``module.function`` answers, once it has."""
        return from_json(self.page.evaluate(CALL, [name, to_json(given)]))

    def begin_call(self, name: str, *given: object) -> None:
        """The same without waiting for it."""
        self.page.evaluate(f"asked => {{ globalThis.later = ({CALL})(asked) }}", [name, to_json(given)])

    def end_call(self) -> Any:
        """What the call begun has answered."""
        return from_json(self.page.evaluate("() => later"))

    def refused(self) -> Sequence[str]:
        """What the page's policy has refused."""
        found: Sequence[str] = self.page.evaluate("() => refused")
        return found

    def _ready(self) -> Tab:
        self.page.locator(READY).wait_for()
        return self


class Bench:
    """The workbench in a window of Firefox or WebKit."""

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self._address = address

    def open(self) -> Bench:
        """The workbench, freshly loaded."""
        self._engine.go(self._address + PATH)
        return self._ready()

    def reload(self) -> Bench:
        """The same page again; the scripts' memory is gone."""
        self._engine.command("Refresh")
        return self._ready()

    def call(self, name: str, *given: object) -> Any:
        """What ``module.function`` answers, once it has."""
        return from_json(self.run(f"({CALL})(arguments[0]).then(arguments[1])", [name, to_json(given)]))

    def run(self, script: str, *given: object) -> Any:
        """What an asynchronous script calls its last argument with."""
        return self._engine.run(script, *given)

    def refused(self) -> Any:
        """What the page's policy has refused."""
        return self.run("arguments[0](refused)")

    def another(self) -> str:
        """Open a second window on the workbench and go to it; gives the name of the one before."""
        before: str = self._engine.command("GetWindowHandle")
        self.go_to(self._engine.command("NewWindow", type="tab")["handle"])
        self.open()
        return before

    def go_to(self, window: str) -> None:
        """To this window; the other stays as it is."""
        self._engine.command("SwitchToWindow", handle=window)

    def _ready(self) -> Bench:
        self.run(_READY)
        return self


CALL = """async ([name, given]) => {
  const { fromBase64, toBase64 } = child.bytes;
  const map = (it, how) => how(it) ?? (it && typeof it === "object"
    ? Array.isArray(it) ? it.map((one) => map(one, how))
      : Object.fromEntries(Object.entries(it).map(([key, one]) => [key, map(one, how)]))
    : it);
  const back = (it) => (typeof it?.bytes === "string" ? fromBase64(it.bytes) : undefined);
  const shown = (it) => (typeof it === "bigint" ? String(it) : undefined);
  const out = (it) => (ArrayBuffer.isView(it) ? { bytes: toBase64(it) } : shown(it));
  const [module, called] = name.split(".");
  try {
    return map(await child[module][called](...map(given, back)), out) ?? null;
  } catch (problem) {
    return { thrown: problem.message };
  }
}"""


def to_json(it: object) -> object:
    """Python's values as the workbench takes them: bytes as {"bytes": base64url}."""
    if isinstance(it, bytes):
        return {"bytes": wrapped(it)}
    if isinstance(it, dict):
        return {key: to_json(value) for key, value in it.items()}
    return [to_json(one) for one in it] if isinstance(it, list | tuple) else it


def from_json(it: Any) -> Any:
    """What the workbench answers as Python's values."""
    if isinstance(it, dict):
        found = it.get("bytes")
        return unwrapped(found) if isinstance(found, str) else {key: from_json(value) for key, value in it.items()}
    return [from_json(one) for one in it] if isinstance(it, list) else it


def wrapped(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def unwrapped(text: str) -> bytes:
    """The bytes behind base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def records(tab: Tab) -> dict[str, int]:
    """How many records rest on this tab's device, by store."""
    counted: dict[str, int] = tab.page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open("surveyapp", 1);
          opening.onsuccess = () => {
            const all = opening.result.transaction(["sitting", "waiting"]);
            const [sitting, waiting] = ["sitting", "waiting"].map((name) => all.objectStore(name).count());
            all.oncomplete = () => resolve({ sitting: sitting.result, waiting: waiting.result });
            opening.result.close();
          };
        })"""
    )
    return counted
