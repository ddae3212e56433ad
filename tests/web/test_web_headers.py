"""Each audience's headers, and what never reaches a child's browser or an access log."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, session
from pages import EMPTY, Pages

from surveyapp import create_app
from surveyapp.config import Settings
from surveyapp.web import headers, logs
from surveyapp.web.audience import Role, open_to_all, open_to_children

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def test_scripts_run_only_where_a_page_asked_for_a_nonce(app: Flask) -> None:
    app.add_url_rule("/s/quiet", "quiet", open_to_children(lambda: EMPTY % "x"))
    app.add_url_rule("/s/lively", "lively", open_to_children(headers.nonce))
    client = app.test_client()
    assert "script-src 'none'" in client.get("/s/quiet").headers["Content-Security-Policy"]
    lively = client.get("/s/lively")
    assert f"script-src 'nonce-{lively.text}'" in lively.headers["Content-Security-Policy"]
    assert client.get("/s/lively").text != lively.text


def test_a_childs_page_gets_no_cookie_even_where_staff_are_signed_in(app: Flask) -> None:
    app.add_url_rule("/s/quiet", "quiet", open_to_children(lambda: EMPTY % "x"))
    page = Pages(app).signed_in(Role.ADMIN).get("/s/quiet")
    assert "require-trusted-types-for 'script'" in page.response.headers["Content-Security-Policy"]


def test_a_childs_page_does_not_even_look_for_the_cookie_of_forms(app: Flask) -> None:
    for path, looks in (("/s/quiet", False), ("/s", False), ("/staff/sign-in", True)):
        with app.test_request_context(path):
            assert app.session_interface.is_null_session(session._get_current_object()) is not looks


def test_errors_carry_the_headers_of_whom_they_speak_to(pages: Pages) -> None:
    assert pages.get("/s/nowhere", 404).response.headers["Referrer-Policy"] == "no-referrer"
    assert pages.get("/nowhere", 404).response.headers["Referrer-Policy"] == "same-origin"


def test_a_secure_site_stays_secure_and_its_cookies_belong_to_this_host_alone(settings: Settings) -> None:
    app = create_app(replace(settings, secure_cookies=True))
    answer = app.test_client().get("/staff/sign-in", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-form=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_a_site_without_https_does_not_promise_it(pages: Pages) -> None:
    assert "Strict-Transport-Security" not in pages.get("/").response.headers


def test_static_files_are_kept_for_ever_under_a_name_that_changes(app: Flask) -> None:
    client = app.test_client()
    for name in (f"{app.static_url_path}/tokens.css", f"/bootstrap{app.static_url_path}/css/bootstrap.min.css"):
        with client.get(name) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers.get("Set-Cookie") is None
    assert len(app.static_url_path.rsplit("/", 1)[-1]) == 16


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ('127.0.0.1 - - "POST /s/send HTTP/1.1" 200', False),
        ('127.0.0.1 - - "GET /s HTTP/1.1" 308', False),
        ('127.0.0.1 - - "GET /s/?lang=ar HTTP/1.1" 200', False),
        ('127.0.0.1 - - "GET //s/ HTTP/1.1" 308', False),
        ('127.0.0.1 - - "GET /s" 200', False),
        ('127.0.0.1 - - "GET /%73/ HTTP/1.1" 200', False),
        ('127.0.0.1 - - "GET /%73%2Fsend%20now HTTP/1.1" 404', False),
        ('127.0.0.1 - - "GET /s/%22now HTTP/1.1" 404', False),
        ('127.0.0.1 - - "GET /s/two words HTTP/1.1" 400', False),
        ('127.0.0.1 - - "GET /%2Fs?lang=ar HTTP/1.1" 308', False),
        ('127.0.0.1 - - "GET /staff/ HTTP/1.1" 200', True),
        ('127.0.0.1 - - "GET /%73taff/ HTTP/1.1" 200', True),
        ('127.0.0.1 - - "GET /static/1/child.css HTTP/1.1" 200', True),
        ('127.0.0.1 - - "GET /desk/waves HTTP/1.1" 200', True),
    ],
)
def test_no_access_log_tells_of_a_childs_page(line: str, *, written: bool) -> None:
    assert logs.is_kept(logging.LogRecord("x", logging.INFO, "", 0, "%s", (line,), None)) is written


def test_the_filter_sits_on_the_servers_logs(app: Flask) -> None:
    assert all(logs.is_kept in logging.getLogger(name).filters for name in logs.ACCESS_LOGS)


def test_no_view_module_reads_an_address_or_a_browsers_name() -> None:
    for package in ("web", "survey", "staff", "desk"):
        for file in (Path(headers.__file__).parent.parent / package).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            for word in ("remote_addr", "user_agent", "access_route", "REMOTE_ADDR", "X-Forwarded-For"):
                assert word not in text, f"{file} reads {word}"


def test_an_open_page_may_be_styled_but_never_framed(app: Flask) -> None:
    app.add_url_rule("/open", "open", open_to_all(lambda: "x"))
    policy = app.test_client().get("/open").headers["Content-Security-Policy"]
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
