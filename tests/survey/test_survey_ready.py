"""What a tablet keeps when it is made ready: whole pages, each with its digest, and nothing that cannot be answered."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from builders import tongue
from builders.child import Fieldwork, fieldwork
from builders.tongue import CODE
from flask import Flask
from pages import Pages

from surveyapp.translations import catalogues, reviews

NONCE = re.compile(r"'nonce-([^']+)'")


def listed(app: Flask, made: Fieldwork) -> dict[str, object]:
    answer = app.test_client().get(f"/s/ready/{made.wave}/files")
    assert answer.status_code == 200
    found: dict[str, object] = answer.json
    return found


def test_every_page_says_what_it_is_without_the_nonce_of_its_scripts(app: Flask) -> None:
    found, browser = listed(app, fieldwork(app)), app.test_client()
    pages = [*found["always"], *found["pages"]["en"]]
    assert len(pages) == 18
    for address in pages:
        twice = [browser.get(address) for _ in range(2)]
        assert len({one.headers["Survey-Digest"] for one in twice}) == 1, address
        for one in twice:
            nonce = NONCE.search(one.headers["Content-Security-Policy"])
            content = one.data.replace(nonce[1].encode(), b"") if nonce else one.data
            assert sha256(content).hexdigest() == one.headers["Survey-Digest"]


def test_ages_are_read_the_same_from_right_to_left(app: Flask, pages: Pages) -> None:
    made = fieldwork(app)
    for page in ("", "/which"):
        ages = [one.text for one in pages.get(f"/s/ready/{made.wave}{page}?lang=ar-XB").all("bdi", dir="ltr")]
        assert ages == ["4–7", "8–11", "11–18", "16–25"]


def test_every_file_is_there_with_its_digest(app: Flask) -> None:
    files, browser = listed(app, fieldwork(app))["files"], app.test_client()
    assert {"child.css", "run.js", "core.js"} <= {address.rpartition("/")[2] for address in files}
    for address, digest in files.items():
        with browser.get(address) as answer:
            assert sha256(answer.data).hexdigest() == digest, address


def test_a_page_that_is_not_ours_to_keep_has_no_digest(app: Flask, pages: Pages) -> None:
    made, browser = fieldwork(app), app.test_client()
    for address in ("/s/leave", "/s/worker.js"):
        assert "Survey-Digest" not in browser.get(address).headers
    for address in ("/s/ready/nowhere", f"/s/take/{made.wave}/8-11/none/en"):
        refused = browser.get(address)
        assert (refused.status_code, "Survey-Digest" in refused.headers) == (404, True), "our no, not a network's"
    assert "Survey-Digest" not in browser.post("/s/", data={"go": "next"}).headers
    assert "worker-src" not in pages.get("/s/").response.headers["Content-Security-Policy"]
    assert "worker-src 'self'" in pages.get(f"/s/ready/{made.wave}").response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_language_is_kept_only_of_surveys_that_are_asked_in_it(app: Flask, tmp_path: Path) -> None:
    app.config["PSEUDO_LOCALES"] = False
    real, young = catalogues.FOLDER, app.extensions["catalogue"].version("4-7", "2024")
    tongue.use(tmp_path)
    try:
        tongue.write(tongue.contexts(young))
        tongue.review(reviews.pages_of(CODE), reviews.part_of(young))
        found = listed(app, fieldwork(app))["pages"]
    finally:
        tongue.use(real)
    assert set(found) == {"en", CODE}
    assert [one.split("/")[4] for one in found[CODE] if "/take/" in one] == ["4-7"]
    assert len(found[CODE]) == 8
