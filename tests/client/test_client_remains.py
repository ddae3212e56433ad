"""A database keeps for long what it deletes: no key of a child's is in the whole profile once it is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from canary import files
from playwright.sync_api import Browser, BrowserContext
from standin import Server, manifest, sitting
from workbench import Tab, profiled, records

pytestmark = pytest.mark.browser

FINISHED = b"\x01" + bytes(range(99))
OVERHEARD = """globalThis.made = [];
const { generateKey, importKey, exportKey } = SubtleCrypto.prototype;
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
SubtleCrypto.prototype.generateKey = async function (how, extractable, uses) {
  const key = await generateKey.call(this, how, extractable || how.name === "AES-GCM", uses);
  if (how.name === "AES-GCM") made.push(hex(await exportKey.call(this, "raw", key)));
  return key;
};
SubtleCrypto.prototype.importKey = function (form, bytes, how, ...rest) {
  if (form === "raw" && (how.name ?? how) === "AES-GCM") made.push(hex(bytes));
  return importKey.call(this, form, bytes, how, ...rest);
};"""
"""Every key for what rests on the device, made or read, is told to the test."""
NO_FILES = "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'))"


def test_a_draft_of_a_child_who_went_can_be_opened_by_nobody(chromium, bench, tmp_path):
    with overheard(chromium, bench, tmp_path) as context:
        tab = Tab.of(context)
        tab.call("device.begin", sitting())
        for i in range(3):
            tab.call("device.keep", {"stop": f"page:{i}"})
        known = keys(tab)
        assert found(tmp_path, known), "while it rests there, its key does too: this search finds keys"
        tab.reload()
        assert tab.call("device.draft")["draft"] == {"stop": "page:2"}
        tab.call("device.wipe")
        assert tab.call("device.emptied")
        assert found(tmp_path, known) == []
    assert found(tmp_path, known) == []


def test_what_was_sent_can_be_opened_by_nobody_and_what_waits_until_then(chromium, bench, tmp_path):
    with overheard(chromium, bench, tmp_path) as context:
        server = Server(fail={"/s/issue": [lambda route: route.abort()]}).serve(context)
        tab = Tab.of(context)
        tab.call("device.begin", sitting())
        tab.call("device.keep", {"stop": "page:first"})
        assert tab.call("sending.finish", sitting(), manifest(), FINISHED)["kept"] == "kept"
        known = keys(tab)
        tab.reload()
        waiting = keys(tab)
        assert len(tab.call("queue.waiting")) == 1
        assert len(found(tmp_path, known)) == 1, "the draft's is gone, that of what waits is there"
        tab.call("device.begin", sitting(2))
        tab.call("device.wipe")
        assert tab.call("sending.deliver") == {"sent": 1, "waiting": 0}
        assert server.opened() == [FINISHED]
        known += waiting + keys(tab)
    assert found(tmp_path, known) == []


def test_the_key_of_a_child_whose_tab_was_closed_goes_with_the_next_child(chromium, bench, tmp_path):
    with overheard(chromium, bench, tmp_path) as context:
        first = Tab.of(context)
        first.call("device.begin", sitting())
        first.call("device.keep", {"stop": "page:first"})
        known = keys(first)
        first.page.close()
        second = Tab.of(context)
        assert not second.call("device.emptied")
        second.call("device.begin", sitting(2))
        second.call("device.wipe")
        assert second.call("device.emptied")
        assert records(second) == {"sitting": 0, "waiting": 0}
        assert len(found(tmp_path, known)) <= 1, "that of what would have waited, which has opened nothing"
        second.call("orphans.swept", 10)
    assert found(tmp_path, known) == []


def test_a_browser_without_such_files_keeps_key_and_record_together(context):
    """Safari before version 26; data-protection.md says so."""
    context.add_init_script(NO_FILES)
    server = Server(fail={"/s/issue": [lambda route: route.abort()]}).serve(context)
    tab = Tab.of(context)
    assert tab.call("device.begin", sitting()) == "kept"
    assert tab.call("device.keep", {"stop": "page:first"}) == "kept"
    assert tab.reload().call("device.draft")["draft"] == {"stop": "page:first"}
    assert tab.call("sending.finish", sitting(), manifest(), FINISHED)["kept"] == "kept"
    assert tab.reload().call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert server.opened() == [FINISHED]
    assert tab.call("device.emptied")


def test_what_was_laid_by_before_keys_had_files_is_sent(context):
    server = Server(fail={"/s/issue": [lambda route: route.abort()]}).serve(context)
    context.add_init_script(f"if (!sessionStorage.newer) {{ {NO_FILES} }} sessionStorage.newer = 'yes'")
    tab = Tab.of(context)
    tab.call("device.begin", sitting())
    assert tab.call("sending.finish", sitting(), manifest(), FINISHED)["kept"] == "kept"
    assert tab.reload().call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert server.opened() == [FINISHED]


@contextmanager
def overheard(chromium: Browser, bench: str, folder: Path) -> Iterator[BrowserContext]:
    """A browser with a profile in this folder, whose pages tell their keys."""
    with profiled(chromium, bench, folder / "profile") as context:
        context.add_init_script(OVERHEARD)
        yield context


def keys(tab: Tab) -> list[str]:
    """Every key that this page has made or read since it came."""
    told: list[str] = tab.page.evaluate("() => made")
    return told


def found(folder: Path, known: list[str]) -> list[str]:
    """Which of these keys stand anywhere in the profile."""
    assert known, "no key was overheard"
    whole = b"".join(content for _, content in files(folder / "profile"))
    return [key for key in set(known) if bytes.fromhex(key) in whole]
