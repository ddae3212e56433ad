"""A draft belongs to one tab and one child, comes back after a reload, and nothing on the device can be read."""

from __future__ import annotations

from hashlib import sha256

import pytest
import workbench
from canary import files, forms, found_in
from playwright.sync_api import CDPSession
from standin import Server, manifest, sitting
from workbench import Tab, profiled, records

pytestmark = pytest.mark.browser

COMMENT = "Ottoline Quenchday vrimbles Xorpishly with Zebulon"
STOP = "page:qopwhuzz_jixt"
DRAFT = {"stop": STOP, "answers": {"home_safe": "mostly", "wish": COMMENT, "moved": 7, "row": b"\x01\x02"}}
CODE = "WXY-RQP-446"
FINISHED = b"\x01" + b"".join(sha256(b"row %d" % i).digest() for i in range(2)) + b"\0" * 99
WANTED = {
    **forms("comment", COMMENT.encode()),
    **forms("code", CODE.encode()),
    **forms("seed", sitting(1)["seed"]),
    **forms("row", FINISHED[:64]),
    **forms("place", STOP.encode()),
}
"""Everything about a child that the device is trusted with, in many forms."""

CARELESSLY = """(it) => new Promise((done) => {
  const { bytes } = child;
  const seed = bytes.fromBase64(it.seed.bytes);
  const opening = indexedDB.open("careless", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
  opening.onsuccess = () => {
    const all = opening.result.transaction("drafts", "readwrite", { durability: "strict" });
    all.objectStore("drafts").put({ ...it, seed, row: bytes.fromBase64(it.row.bytes) }, 1);
    all.oncomplete = done;
  };
})"""


def test_a_reload_in_mid_survey_brings_the_draft_back_in_the_same_tab(context):
    tab = Tab.of(context)
    assert tab.call("device.draft") == {"says": "none"}
    assert tab.call("device.begin", sitting()) == "kept"
    assert tab.reload().call("device.draft") == {"says": "here", "sitting": sitting(), "draft": None}
    assert tab.call("device.keep", {"stop": "page:first"}) == "kept"
    assert tab.call("device.keep", DRAFT) == "kept"
    assert tab.call("device.draft")["draft"] == DRAFT
    assert tab.reload().call("device.draft") == {"says": "here", "sitting": sitting(), "draft": DRAFT}
    assert tab.reload().call("device.keep", DRAFT) == "memory", "before the draft was asked for, nothing is under way"
    assert tab.refused() == []


@pytest.mark.slow
def test_of_drafts_kept_at_once_the_last_one_stays(context):
    tab = Tab.of(context)
    tab.call("device.begin", sitting())
    tab.page.evaluate(
        "() => { for (let i = 0; i < 20; i++) child.device.keep({ i, text: 'x'.repeat(9000 - 400 * i) }) }"
    )
    tab.call("queue.waiting")
    assert tab.reload().call("device.draft")["draft"]["i"] == 19


def test_a_new_tab_does_not_see_the_draft_and_cannot_begin_while_the_first_goes_on(context):
    first, second = Tab.of(context), Tab.of(context)
    assert first.call("device.begin", sitting()) == "kept"
    first.call("device.keep", DRAFT)
    assert second.call("device.draft") == {"says": "none"}
    assert second.call("device.begin", sitting(2)) == "elsewhere"
    assert second.call("device.keep", {"stop": "page:other"}) == "memory"
    second.call("device.wipe")
    assert first.reload().call("device.draft")["draft"] == DRAFT


@pytest.mark.slow
def test_a_copy_of_the_tab_is_told_that_the_sitting_goes_on_elsewhere(context):
    first = Tab.of(context)
    first.call("device.begin", sitting())
    first.call("device.keep", DRAFT)
    with context.expect_page() as opening:
        first.page.evaluate("address => { window.open(address) }", workbench.PATH)
    copy = Tab(opening.value)
    assert copy.page.evaluate("() => sessionStorage.length") == 1, "a copied tab brings the name of the sitting along"
    assert copy.call("device.draft") == {"says": "elsewhere"}
    copy.call("device.wipe")
    assert first.reload().call("device.draft")["draft"] == DRAFT
    first.page.close()
    assert copy.call("device.draft") == {"says": "none"}, "it had let go of the sitting"


def test_when_another_child_starts_the_draft_is_gone(context):
    tab = Tab.of(context)
    tab.call("device.begin", sitting())
    tab.call("device.keep", DRAFT)
    assert tab.reload().call("device.begin", sitting(2)) == "kept"
    assert tab.call("device.draft") == {"says": "here", "sitting": sitting(2), "draft": None}
    assert records(tab) == {"sitting": 1, "waiting": 0}
    assert tab.reload().call("device.draft")["sitting"] == sitting(2)


def test_what_a_closed_tab_left_behind_opens_in_no_other_and_is_dropped_by_the_next_child(context):
    first = Tab.of(context)
    first.call("device.begin", sitting())
    first.call("device.keep", DRAFT)
    first.page.close()
    second = Tab.of(context)
    assert records(second) == {"sitting": 1, "waiting": 0}
    assert second.call("device.draft") == {"says": "none"}
    assert second.call("device.begin", sitting(2)) == "kept"
    assert records(second) == {"sitting": 1, "waiting": 0}
    second.call("device.wipe")
    assert records(second) == {"sitting": 0, "waiting": 0}


def test_wiping_leaves_nothing_of_the_sitting_and_keeps_what_waits(context):
    Server(fail={"/s/issue": [lambda route: route.abort()]}).serve(context)
    tab = Tab.of(context)
    tab.call("device.begin", sitting())
    assert finished(tab) == ("waiting", "kept")
    assert tab.call("device.begin", sitting(2)) == "kept"
    tab.call("device.keep", DRAFT)
    tab.call("device.wipe")
    assert tab.call("device.draft") == {"says": "none"}
    assert tab.page.evaluate("() => sessionStorage.length") == 0
    assert records(tab) == {"sitting": 0, "waiting": 1}
    assert tab.reload().call("device.draft") == {"says": "none"}
    assert Tab.of(context).call("device.begin", sitting(3)) == "kept", "another tab may start"


DOSE = ((), pytest.mark.slow)
WITHOUT = {
    "no storage": "delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined })",
    "storage that throws": "indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }",
    "storage that says no": """indexedDB.open = () => {
      const asked = {}; setTimeout(() => asked.onerror(), 0); return asked; }""",
    "no session storage": "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })",
    "storage for no keys": "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'DataCloneError') }",
}


@pytest.mark.parametrize("lacking", [pytest.param(one, marks=DOSE[one != "no storage"]) for one in WITHOUT])
def test_a_browser_that_keeps_nothing_says_so_and_still_sends(context, lacking):
    server = Server().serve(context)
    context.add_init_script(WITHOUT[lacking])
    tab = Tab.of(context)
    assert tab.call("device.draft") == {"says": "none"}
    assert tab.call("device.begin", sitting()) == "memory"
    assert tab.call("device.draft") == {"says": "here", "sitting": sitting(), "draft": None}
    assert tab.call("queue.waiting") == []
    server.fail["/s/issue"] = [lambda route: route.abort()]
    outcome, kept = finished(tab)
    assert outcome == "waiting"
    assert len(tab.call("queue.waiting")) == 1
    assert tab.call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert server.opened() == [FINISHED]
    if lacking != "no session storage":
        assert kept == "memory"
        assert tab.reload().call("device.draft") == {"says": "none"}


def test_a_full_device_keeps_in_memory_and_says_so_and_keeps_again_when_there_is_room(context):
    server = Server(fail={"/s/issue": [lambda route: route.abort()]}).serve(context)
    tab = Tab.of(context)
    assert tab.call("queue.waiting") == []
    devtools = context.new_cdp_session(tab.page)
    room(devtools, tab, 16_000)
    assert tab.call("device.begin", sitting()) == "kept"
    assert tab.call("device.keep", {"stop": "page:before"}) == "kept"
    long = {"stop": "page:after", "wish": COMMENT * 1000}
    assert tab.call("device.keep", long) == "memory"
    assert tab.call("device.draft")["draft"] == long
    assert finished(tab) == ("waiting", "memory")
    assert len(tab.call("queue.waiting")) == 1
    room(devtools, tab, 10_000_000)
    assert tab.reload().call("device.draft")["draft"] == {"stop": "page:before"}, "what was kept last is still there"
    assert tab.call("device.keep", DRAFT) == "kept"
    assert finished(tab) == ("sent", "kept")
    assert server.opened() == [FINISHED]


@pytest.mark.parametrize("kept", [True, False], ids=["by the program", "by a careless one"])
def test_a_search_of_the_whole_disk_finds_nothing_that_can_be_read(chromium, bench, tmp_path, kept):
    """While a draft and a finished submission rest there; and the same search finds all of it kept carelessly."""
    profile = tmp_path / "profile"
    with profiled(chromium, bench, profile) as context:
        Server(fail={"/s/issue": [lambda route: route.abort()]}).serve(context)
        tab = Tab.of(context)
        if kept:
            tab.call("device.begin", sitting(1, code=CODE))
            tab.call("device.keep", DRAFT)
            tab.call("sending.finish", sitting(1, code=CODE), manifest(), FINISHED)
            tab.call("device.begin", sitting(2, code=CODE))
            tab.call("device.keep", DRAFT)
            assert records(tab) == {"sitting": 1, "waiting": 1}
        else:
            tab.page.evaluate(CARELESSLY, workbench.to_json({**sitting(1, code=CODE), "draft": DRAFT, "row": FINISHED}))
        found = found_in(files(profile), WANTED)
    found += found_in(files(profile), WANTED)
    seen = {one.partition(",")[0] for one in found}
    assert seen == (set() if kept else {"comment", "code", "seed", "row", "place"}), found[:5]


def finished(tab: Tab) -> tuple[str, str]:
    """The sitting ends; what became of it, and where it is kept until then."""
    told = tab.call("sending.finish", sitting(), manifest(), FINISHED)
    return told["outcome"], told["kept"]


def room(devtools: CDPSession, tab: Tab, size: int) -> None:
    """Let this origin keep so many bytes more."""
    origin, used = tab.page.evaluate("async () => [location.origin, (await navigator.storage.estimate()).usage]")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": used + size})
