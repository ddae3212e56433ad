"""Firefox and WebKit seal, keep and send as Chromium does, under the same headers; the long run alone starts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import browser as browsers
import pytest
import workbench
from builders import child
from builders.child import Fieldwork
from engines import ENGINES
from flask import Flask
from standin import issuer_of, sitting
from workbench import Bench

from surveyapp.box import tokens
from surveyapp.box.blindsignatures import blind_sign
from surveyapp.box.issuers import generate
from surveyapp.definition.ballots import ballot_size, encode_ballot

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

KEYS = """(async () => {
  const keys = await (await navigator.storage.getDirectory()).getDirectoryHandle("keys");
  let number = 0;
  for await (const one of keys.keys()) number++;
  return number;
})().catch(() => 0).then(arguments[0])"""
DRAFT = {"stop": "page:home", "answers": {"home_safe": "mostly", "row": b"\x01\x02"}}


@dataclass
class Site:
    """The program with an open wave; ``portal`` stands in the way of everything that is sent."""

    made: Fieldwork
    engine: Bench
    keys: int
    """How many lie apart from their records while a child answers; WebKitGTK keeps no files for a page."""
    portal: bool = False


@pytest.fixture(params=list(ENGINES))
def site(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[Site]:
    """One browser on it."""
    workbench.add(app)
    made = child.fieldwork(app)
    with browsers.served(app) as address, ENGINES[request.param](tmp_path) as engine:
        keys = 2 if request.param == "firefox" else 0
        yield _with_portal(app, Site(made, Bench(engine, address).open(), keys))


def _with_portal(app: Flask, site: Site) -> Site:
    inner = app.wsgi_app

    def between(environ, start_response):
        if site.portal and environ["REQUEST_METHOD"] == "POST":
            start_response("200 OK", [("Content-Type", "text/html")])
            return [b"<h1>Free Wi-Fi</h1>"]
        return inner(environ, start_response)

    app.wsgi_app = between
    return site


def test_one_seed_is_the_same_submission_in_every_engine(site: Site):
    assert site.engine.call("sealing.fits") is True
    signer = generate()
    for number in range(3):
        one = sitting(number)
        blinded = tokens.blinded(one["seed"], signer.n)
        signature = blind_sign(signer, blinded)
        assert site.engine.call("sealing.blind", issuer_of(signer), one["seed"])["blinded"] == blinded
        assert site.engine.call("sealing.finish", issuer_of(signer), one["seed"], signature) == {
            "message": tokens.token(one["seed"]).message,
            "token": tokens.signed(one["seed"], signer.n, signature),
        }
    wrong = site.engine.call("sealing.finish", issuer_of(signer), sitting(9)["seed"], signature)
    assert wrong == {"thrown": "not the issuer's signature"}
    assert site.engine.refused() == []


def test_a_draft_comes_back_and_a_ballot_waits_for_the_real_receipt_in_every_engine(site: Site):
    code, instrument = site.made.cards["8-11"][0], site.made.app.extensions["catalogue"].version("8-11", "2024")
    one = {**sitting(), "code": code, "wave": site.made.wave, "instrument": instrument.fingerprint}
    ballot = encode_ballot(instrument, {}, ballot_size([instrument]))
    told = site.engine.run(
        "fetch(arguments[0]).then((it) => it.json()).then(arguments[1])", f"/s/manifest/{one['wave']}"
    )
    assert site.engine.call("device.begin", one) == "kept"
    assert site.engine.call("device.keep", DRAFT) == "kept"
    assert site.engine.run(KEYS) == site.keys, "one for the draft and one for what will be sent lie apart from them"
    assert site.engine.reload().call("device.draft") == {"says": "here", "sitting": one, "draft": DRAFT}
    site.portal = True
    ended = site.engine.call("sending.finish", one, told, ballot)
    assert (ended["outcome"], ended["kept"]) == ("waiting", "kept")
    assert site.engine.reload().call("device.draft") == {"says": "none"}
    assert site.engine.call("sending.deliver") == {"sent": 0, "waiting": 1}
    site.portal = False
    assert site.engine.call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert site.engine.reload().call("sending.deliver") == {"sent": 0, "waiting": 0}
    assert site.engine.run(KEYS) == 0
    assert [found.instrument.fingerprint for found in child.in_the_box(site.made)] == [instrument.fingerprint]
    assert site.engine.refused() == []


def test_the_newest_child_takes_an_open_tabs_place_in_every_engine(site: Site):
    assert site.engine.call("device.begin", sitting()) == "kept"
    assert site.engine.call("device.keep", DRAFT) == "kept"
    first = site.engine.another()
    assert site.engine.call("device.begin", sitting(2)) == "elsewhere"
    assert site.engine.call("device.begin", sitting(2), True) == "kept"
    site.engine.go_to(first)
    assert site.engine.call("device.draft") == {"says": "none"}
    assert site.engine.run("arguments[0](sessionStorage.length)") == 0
    assert site.engine.call("device.keep", DRAFT) == "memory"
    assert site.engine.reload().call("device.draft") == {"says": "none"}
    assert site.engine.refused() == []
