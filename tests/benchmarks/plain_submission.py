"""Server CPU of one whole submission without a script; run it: ``python tests/benchmarks/plain_submission.py``."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

from builders import child  # noqa: E402  # found through the lines above
from flask import Flask  # noqa: E402
from pages import Pages  # noqa: E402
from sqlalchemy.engine import make_url  # noqa: E402
from werkzeug.test import EnvironBuilder, run_wsgi_app  # noqa: E402

from surveyapp import config, create_app  # noqa: E402
from surveyapp.config import STORES  # noqa: E402
from surveyapp.db import migrate, sqlite  # noqa: E402

BAND = "8-11"
ROUNDS = 12
PAGES = 34
AIM_MS = 30.0


def installed(instance: Path) -> Flask:
    """An app on new stores."""
    config.initialise(instance, secure_cookies=False)
    settings = config.load(instance, environ={})
    for store in STORES:
        sqlite.create(make_url(settings.databases[store]))
    migrate.upgrade(settings)
    return create_app(settings)


def forms(app: Flask, code: str) -> list[dict[str, str]]:
    """What a child's browser sends, page by page, from the typed code to the last button, which is not pressed yet."""
    pages = Pages(app)
    sent: list[dict[str, str]] = [{"code": code, "go": "next"}]
    for page in child.walk(pages, code):
        state = page.all("input", name="state")[0].get("value", "")
        go = "yes" if "yes" in child.buttons(page) else "send" if "send" in child.buttons(page) else "next"
        sent.append({"state": state, "lang": "en", "go": go} | child.chosen(page))
    return sent


def environments(app: Flask, sent: list[dict[str, str]]) -> Iterator[dict[str, object]]:
    """The requests as the server gets them, made outside the measured time."""
    del app
    for form in sent:
        builder = EnvironBuilder(
            path="/s/", method="POST", data=urlencode(form), content_type="application/x-www-form-urlencoded"
        )
        yield builder.get_environ()


def cost(app: Flask, code: str) -> tuple[float, int]:
    """CPU milliseconds of this process for one whole submission, and its requests."""
    ready = list(environments(app, forms(app, code)))
    start = time.process_time()
    for environment in ready:
        body, status, _headers = run_wsgi_app(app.wsgi_app, environment)
        assert status.startswith("200"), status
        b"".join(body)
    return (time.process_time() - start) * 1000, len(ready)


def main() -> None:
    """Print the figures of one submission, and of one with 34 pages."""
    with tempfile.TemporaryDirectory() as folder:
        app = installed(Path(folder) / "instance")
        made = child.fieldwork(app, cards=ROUNDS + 2)
        for code in made.cards[BAND][:2]:
            cost(app, code)
        measured = [cost(app, code) for code in made.cards[BAND][2:]]
        requests = measured[0][1]
        for name, whole in (("median", statistics.median(ms for ms, _ in measured)), ("best", min(measured)[0])):
            page = whole / requests
            print(f"{name} of {ROUNDS}: {whole:.1f} ms of server CPU, {requests} requests, sealing and commits too;")
            print(f"  {page:.2f} ms a page, {page * PAGES:.1f} ms for {PAGES} pages (aim: {AIM_MS:.0f} ms)")
        app.extensions["stores"].close()


if __name__ == "__main__":
    main()
