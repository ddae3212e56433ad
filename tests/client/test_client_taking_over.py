"""The newest child begins in place of one who left a tab open: nothing of that one stays, and no ballot is lost."""

from __future__ import annotations

import pytest
from canary import files, forms, found_in
from standin import Server, manifest, sitting
from workbench import Tab, profiled, records

pytestmark = pytest.mark.browser

DRAFT = {"at": "page:qopwhuzz_jixt", "typed": [["wish", ["Ottoline Quenchday vrimbles"]]]}
FINISHED = b"\x01" + bytes(range(99))
HEARS = "() => { globalThis.heard = 0; addEventListener('taken', () => heard++) }"
NO_TAB_HOLDS = """async () => {
  while ((await navigator.locks.query()).held.length) await new Promise((done) => setTimeout(done, 20));
}"""
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') } }"
NO_STEAL = """const ask = LockManager.prototype.request;
LockManager.prototype.request = function (name, how, work) {
  return how.steal ? Promise.reject(new DOMException('', 'NotSupportedError')) : ask.call(this, name, how, work);
}"""


def test_the_newest_child_takes_the_place_of_one_who_left_a_tab_open(context):
    first, second = Tab.of(context), Tab.of(context)
    first.call("device.begin", sitting())
    first.call("device.keep", DRAFT)
    first.page.evaluate(HEARS)
    assert second.call("device.begin", sitting(2)) == "elsewhere"
    assert second.call("device.begin", sitting(2), True) == "kept"
    first.page.wait_for_function("heard === 1")
    assert first.call("device.draft") == {"says": "none"}
    assert first.page.evaluate("() => sessionStorage.length") == 0
    assert first.call("device.keep", DRAFT) == "memory"
    assert first.reload().call("device.draft") == {"says": "none"}
    assert records(second) == {"sitting": 1, "waiting": 0}
    assert second.reload().call("device.draft") == {"says": "here", "sitting": sitting(2), "draft": None}


def test_what_the_earlier_tab_was_just_writing_does_not_come_after_it(context):
    first, second = Tab.of(context), Tab.of(context)
    first.call("device.begin", sitting())
    first.page.evaluate(HEARS)
    for size in (9_000_000, 10):
        first.begin_call("device.keep", {"wish": "x" * size})
    assert second.call("device.begin", sitting(2), True) == "kept"
    first.page.wait_for_function("heard === 1")
    first.call("queue.waiting")
    assert records(second) == {"sitting": 1, "waiting": 0}
    assert second.call("device.draft")["sitting"] == sitting(2)


@pytest.mark.parametrize("step", ["draft", "wipe"])
def test_no_other_tab_drops_a_sitting_whose_tab_is_between_two_pages(context, step):
    """The lock is free for a moment: from the first page to the survey, and while the survey is loaded again."""
    first, second, third = (Tab.of(context) for _ in range(3))
    first.call("device.begin", sitting())
    first.page.evaluate(HEARS)
    assert second.call("device.begin", sitting(2), True) == "kept"
    second.call("device.keep", DRAFT)
    first.page.wait_for_function("heard === 1")
    second.page.goto("about:blank")
    for other in (first, third):
        other.call(f"device.{step}")
    assert second.open().call("device.draft") == {"says": "here", "sitting": sitting(2), "draft": DRAFT}


def test_what_no_tab_holds_is_dropped_after_a_while_but_not_what_a_tab_came_back_to(context):
    first, second = Tab.of(context), Tab.of(context)
    first.call("device.begin", sitting())
    first.page.goto("about:blank")
    second.begin_call("orphans.swept", 3_000)
    assert first.open().call("device.draft")["says"] == "here"
    second.end_call()
    assert records(second) == {"sitting": 1, "waiting": 0}
    first.page.close()
    second.page.evaluate(NO_TAB_HOLDS)
    second.call("orphans.swept", 100)
    assert records(second) == {"sitting": 0, "waiting": 0}


def test_ballots_that_wait_survive_it_on_the_device_and_in_the_memory_of_their_page(context):
    server = Server(fail={"/s/issue": [lambda route: route.abort()] * 2}).serve(context)
    first, second = Tab.of(context), Tab.of(context)
    first.call("device.begin", sitting())
    assert first.call("sending.finish", sitting(), manifest(), FINISHED)["kept"] == "kept"
    first.call("device.begin", other := sitting(2, code="BCD-234-XYZ"))
    first.page.evaluate(FULL)
    assert first.call("sending.finish", other, manifest(), FINISHED)["kept"] == "memory"
    assert second.call("device.begin", sitting(3), True) == "kept"
    assert first.call("device.draft") == {"says": "none"}
    assert [len(tab.call("queue.waiting")) for tab in (first, second)] == [2, 1]
    assert first.call("sending.deliver") == {"sent": 2, "waiting": 0}
    assert server.opened() == [FINISHED, FINISHED]
    assert second.call("device.draft")["sitting"] == sitting(3)


def test_where_a_browser_cannot_do_it_the_next_child_is_told_as_before(context):
    context.add_init_script(NO_STEAL)
    first, second = Tab.of(context), Tab.of(context)
    first.call("device.begin", sitting())
    assert second.call("device.begin", sitting(2), True) == "elsewhere"
    assert first.call("device.draft")["says"] == "here"


def test_a_search_of_the_whole_disk_finds_nothing_of_the_earlier_child(chromium, bench, tmp_path):
    wanted = {**forms("words", b"Ottoline Quenchday vrimbles"), **forms("seed", sitting(1)["seed"])}
    with profiled(chromium, bench, tmp_path / "profile") as context:
        first, second = Tab.of(context), Tab.of(context)
        first.call("device.begin", sitting(1))
        first.call("device.keep", DRAFT)
        second.call("device.begin", sitting(2), True)
        assert second.call("device.keep", {"at": ""}) == "kept"
    assert found_in(files(tmp_path / "profile"), wanted) == []
