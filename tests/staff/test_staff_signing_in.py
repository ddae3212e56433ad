"""Signing in, staying signed in, and being slowed down but never locked out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from flask import Flask
from pages import Page, Pages
from sqlalchemy import select

from surveyapp import create_app
from surveyapp.config import Settings
from surveyapp.staff import accounts, attempts, sessions
from surveyapp.staff.models import Account, AuditRecord, SignedIn
from surveyapp.web.audience import Role

EMAIL = "ada@example.org"
PASSWORD = "seven green teapots sing"


@pytest.fixture
def ada(app: Flask) -> str:
    """Somebody with an account, made as the command makes it."""
    with app.extensions["stores"].write("staff") as session:
        made = accounts.add(
            session, email=EMAIL, name="Ada", password=PASSWORD, authority="council", roles=[Role.ADMIN, Role.WORKER]
        )
        return made.id


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets time pass by so many seconds."""
    now = [1_800_000_000]
    for module in (attempts, sessions):
        monkeypatch.setattr(module, "time", lambda: now[0])

    def passes(seconds: int) -> None:
        now[0] += seconds

    return passes


def try_it(pages: Pages, password: str, status: int, email: str = EMAIL) -> Page:
    return pages.submit(pages.get("/staff/sign-in"), status, email=email, password=password)


def test_the_right_password_leads_in_and_signing_out_leads_out(pages: Pages, ada: str) -> None:
    assert try_it(pages, PASSWORD, 200, email=f"  {EMAIL.upper()} ").h1 == "Where do you want to go?"
    home = pages.get("/staff/")
    assert pages.submit(home, action="/staff/sign-out").h1 == "You are signed out"
    pages.get("/staff/", 302)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_signing_in_leads_back_to_where_somebody_was_going(self, pages: Pages, ada: str) -> None:
        page = pages.get("/staff/people")
        assert page.h1 == "Sign in"
        assert pages.submit(page, email=EMAIL, password=PASSWORD).h1 == "Who has an account"

    @pytest.mark.parametrize(
        "next_", ["https://evil.example", "//evil.example", "/\\evil.example", "/\tevil", "evil", "javascript:1"]
    )
    def test_signing_in_never_leads_to_another_site(self, pages: Pages, ada: str, next_: str) -> None:
        page = pages.get("/staff/sign-in")
        sent = pages.submit(page, 302, next=next_, email=EMAIL, password=PASSWORD)
        assert sent.response.headers["Location"] == "/staff/"

    @pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong"), ("nobody@example.org", PASSWORD)])
    def test_a_wrong_address_and_a_wrong_password_look_alike(
        self, pages: Pages, ada: str, email: str, password: str
    ) -> None:
        page = try_it(pages, password, 422, email=email)
        assert "The e-mail address or the password is wrong." in page.text
        assert page.all("input", name="password")[0].get("value") in (None, "")

    def test_an_empty_form_names_both_mistakes_and_leads_to_their_fields(self, pages: Pages) -> None:
        page = try_it(pages, "", 422, email="")
        assert {"#email", "#password"} <= set(page.links())
        assert "Enter your e-mail address" in page.text

    def test_a_disabled_account_is_signed_out_at_once_and_stays_out(self, app: Flask, pages: Pages, ada: str) -> None:
        try_it(pages, PASSWORD, 200)
        with app.extensions["stores"].write("staff") as session:
            accounts.disable(session, session.get_one(Account, ada))
        pages.get("/staff/", 302)
        try_it(pages, PASSWORD, 422)

    def test_only_the_tokens_hash_is_kept(self, app: Flask, pages: Pages, ada: str) -> None:
        try_it(pages, PASSWORD, 200)
        token = pages.client.get_cookie("staff").value
        with app.extensions["stores"].read("staff") as session:
            kept = session.scalars(select(SignedIn.digest)).all()
        assert token.encode() not in b"".join(kept)
        assert len(kept) == 1

    def test_a_made_up_token_opens_nothing(self, pages: Pages) -> None:
        for token in ("", "x", "é" * 50, "a" * 4000):
            pages.client.set_cookie("staff", token)
            pages.get("/staff/", 302)

    def test_a_session_ends_when_unused_and_after_its_longest_time(
        self, pages: Pages, ada: str, clock: Callable[[int], None]
    ) -> None:
        try_it(pages, PASSWORD, 200)
        for _ in range(11):
            clock(sessions.IDLE - 1)
            last = pages.client.get("/staff/").status_code
        assert last == 302  # eleven times 45 minutes is over eight hours
        try_it(pages, PASSWORD, 200)
        clock(sessions.IDLE)
        pages.get("/staff/", 302)

    def test_sessions_that_are_over_are_forgotten(
        self, app: Flask, pages: Pages, ada: str, clock: Callable[[int], None]
    ) -> None:
        try_it(pages, PASSWORD, 200)
        clock(sessions.IDLE)
        try_it(pages, PASSWORD, 200)
        with app.extensions["stores"].read("staff") as session:
            assert len(session.scalars(select(SignedIn)).all()) == 1

    def test_what_was_done_is_written_down(self, app: Flask, pages: Pages, ada: str) -> None:
        try_it(pages, PASSWORD, 200)
        assert "Signed in" in pages.get("/staff/record").text
        with app.extensions["stores"].read("staff") as session:
            assert session.scalars(select(AuditRecord.account)).all() == [ada]

    def test_a_new_password_counts_and_every_other_browser_is_signed_out(self, pages: Pages, ada: str) -> None:
        other = Pages(pages.app)
        try_it(other, PASSWORD, 200)
        try_it(pages, PASSWORD, 200)
        new = "nine blue kettles whistle"
        page = pages.submit(pages.get("/staff/password"), old=PASSWORD, new=new, again=new)
        assert page.h1 == "Your password is changed"
        other.get("/staff/", 302)
        try_it(Pages(pages.app), PASSWORD, 422)
        try_it(Pages(pages.app), new, 200)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"old": "wrong", "new": "nine blue kettles", "again": "nine blue kettles"}, "not the password you use"),
            ({"old": PASSWORD, "new": "short", "again": "short"}, "too short"),
            ({"old": PASSWORD, "new": "my password is ada", "again": "my password is ada"}, "too easy to guess"),
            ({"old": PASSWORD, "new": "a" * 20, "again": "a" * 20}, "too easy to guess"),
            ({"old": PASSWORD, "new": "x1" * 200, "again": "x1" * 200}, "too long"),
            ({"old": PASSWORD, "new": "nine blue kettles", "again": "nine red kettles"}, "not the same"),
        ],
    )
    def test_a_password_that_cannot_be_changed_says_why(
        self, pages: Pages, ada: str, typed: dict[str, str], said: str
    ) -> None:
        try_it(pages, PASSWORD, 200)
        assert said in pages.submit(pages.get("/staff/password"), 422, **typed).text

    def test_a_password_kept_with_weaker_settings_is_kept_anew(
        self,
        app: Flask,
        pages: Pages,
        ada: str,
        strong_passwords: PasswordHasher,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("surveyapp.staff.passwords.HASHER", strong_passwords)
        stores, weak = app.extensions["stores"], PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        with stores.write("staff") as session:
            session.get_one(Account, ada).password = weak.hash(PASSWORD)
        try_it(pages, PASSWORD, 200)
        with stores.read("staff") as session:
            assert "m=65536" in session.get_one(Account, ada).password
        try_it(Pages(app), PASSWORD, 200)

    def test_a_secure_site_signs_in_with_cookies_of_this_host_alone(
        self, settings: Settings, app: Flask, ada: str
    ) -> None:
        secure = create_app(replace(settings, secure_cookies=True))
        pages = Pages(secure)
        page = pages.get("/staff/sign-in", base_url="https://localhost")
        goes, sent = page.form(holds="email")
        data = {name: values[0] for name, values in sent.items()} | {"email": EMAIL, "password": PASSWORD}
        answer = pages.post(goes, data, 302, base_url="https://localhost").response
        for cookie in answer.headers.getlist("Set-Cookie"):
            assert cookie.startswith("__Host-")
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_guessing_slows_down_and_the_owner_gets_in_after_a_minute_at_most(
    app: Flask, ada: str, clock: Callable[[int], None]
) -> None:
    stranger, owner = Pages(app), Pages(app)
    for _ in range(attempts.FREE):
        try_it(stranger, "guess", 422)
    assert try_it(stranger, PASSWORD, 429).h1 == "Please wait a minute before you try again"
    for _ in range(5):
        clock(attempts.LONGEST_WAIT)
        try_it(stranger, "guess", 422)
    clock(attempts.LONGEST_WAIT)
    try_it(owner, PASSWORD, 200)


def test_a_browser_the_owner_used_before_is_not_kept_waiting_by_a_stranger(
    app: Flask, ada: str, clock: Callable[[int], None]
) -> None:
    stranger, owner = Pages(app), Pages(app)
    try_it(owner, PASSWORD, 200)
    owner.submit(owner.get("/staff/"), action="/staff/sign-out")
    for _ in range(attempts.FREE):
        try_it(stranger, "guess", 422)
    try_it(stranger, PASSWORD, 429)
    try_it(owner, PASSWORD, 200)


def test_waits_double_and_never_exceed_a_minute() -> None:
    assert [attempts.wait(tries) for tries in (0, 4, 5, 6, 7, 8, 9, 10, 1000)] == [0, 0, 2, 4, 8, 16, 32, 60, 60]
