"""The children's pages as a browser gets them: no cookie, nothing stored, nothing logged, nothing sent elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

from surveyapp import create_app
from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, unchecked
from surveyapp.web.audience import Kind

TOPIC = "Children's pages"
WANTED: Mapping[str, tuple[str, ...]] = {
    "Cache-Control": ("no-store",),
    "Referrer-Policy": ("no-referrer",),
    "Content-Security-Policy": ("default-src 'none'", "require-trusted-types-for 'script'"),
    "X-Content-Type-Options": ("nosniff",),
}
NEVER = ("Set-Cookie", "ETag", "Last-Modified", "Report-To", "NEL", "Server-Timing", "X-Request-Id")
LOUD = ("", "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "psycopg")
"""What is turned to DEBUG while the pages are asked for: everything, and what has a level of its own."""
FILLED = {"wave": "none-such", "band": "none-such", "instrument": "0" * 64, "language": "en"}
MADE_UP = {"code": "BBB-BBB-BBB", "go": "next"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer of one address."""

    address: str
    response: TestResponse


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what would have been written."""
        self.lines.append(record.getMessage())


def pages(here: Copied) -> Iterator[Finding]:
    """Every address for children, asked once with nothing real."""
    try:
        app = create_app(here.copy)
    except Exception as error:  # whatever keeps the app from starting is the answer
        yield unchecked(
            TOPIC, "Children's pages set no cookie and are not kept", f"the program does not start: {error}"
        )
        return
    try:
        with _listening() as heard:
            fetched = list(_fetched(app))
    finally:
        app.extensions["stores"].close()
    seen = f"{len(fetched)} answers of {len({one.address for one in fetched})} addresses"
    yield judge(
        TOPIC,
        "No address for children sets a cookie or marks the visitor",
        list(_marks(fetched)),
        looked=len(fetched),
        seen=seen,
    )
    yield judge(
        TOPIC,
        "Every answer has the headers that keep it to itself",
        list(_lacking(fetched)),
        looked=len(fetched),
        seen=seen,
    )
    yield judge(
        TOPIC,
        "The program writes no line to any log for them, even at the level DEBUG",
        heard[:3],
        looked=len(fetched),
        seen=seen,
    )


@contextmanager
def _listening() -> Iterator[list[str]]:
    loggers, handler = [logging.getLogger(name) for name in LOUD], _Heard()
    before = [one.level for one in loggers]
    loggers[0].addHandler(handler)
    for one in loggers:
        one.setLevel(logging.DEBUG)
    try:
        yield handler.lines
    finally:
        loggers[0].removeHandler(handler)
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)


def _fetched(app: Flask) -> Iterator[Fetched]:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        audience = getattr(app.view_functions[rule.endpoint], "audience", None)
        childrens = rule.rule.startswith("/s/") or getattr(audience, "kind", None) is Kind.CHILDREN
        for method in sorted((rule.methods or set()) & {"GET", "POST"}) if childrens else ():
            address = rule.rule
            for name in rule.arguments:
                address = address.replace(f"<{name}>", FILLED.get(name, "1"))
            sent = MADE_UP if method == "POST" else None
            yield Fetched(f"{method} {address}", client.open(address, method=method, data=sent))


def _marks(fetched: list[Fetched]) -> Iterator[str]:
    for one in fetched:
        yield from (f"{one.address} sends {name}" for name in NEVER if name in one.response.headers)


def _lacking(fetched: list[Fetched]) -> Iterator[str]:
    for one in fetched:
        for name, values in WANTED.items():
            found = one.response.headers.get(name, "")
            yield from (f"{one.address}: {name} lacks {value}" for value in values if value not in found)
