"""The shared page client: every page fetched in a test is checked before the test looks at it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from markup import TYPED, check, named, words
from werkzeug.test import TestResponse

from surveyapp.staff import sessions
from surveyapp.staff.models import Account, Grant
from surveyapp.web.audience import Role

CHILDREN = "/s"
READ = {"a", "p", "h1", "h2", "h3", "li", "label", "button", "legend", "th", "td", "dt", "dd", "strong", "span", "code"}
SPOKEN = ("aria-label", "placeholder", "alt", "title")
WORD = re.compile(r"[a-zA-Z]{2}")
EMPTY = '<!doctype html><html lang="en" dir="ltr"><head><title>Probe</title></head><body><h1>Probe</h1>%s</body></html>'
"""The smallest page that keeps the rules, for views that a test adds."""

UNUSABLE_HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"


@dataclass(frozen=True)
class Page:
    """A page as it came, parsed; ``soup`` is its root element without namespaces."""

    path: str
    response: TestResponse
    root: Element = field(repr=False)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def h1(self) -> str:
        """The heading."""
        return words(next(self.root.iter("h1")))

    @property
    def title(self) -> str:
        """What the window and the browser's list of pages call it."""
        return words(next(self.root.iter("title")))

    @property
    def text(self) -> str:
        """All the words of the body, blanks run together."""
        body = self.root.find("body")
        assert body is not None
        return words(body)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag that have these attributes (``class_`` for class, ``for_`` for for)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self.root.iter(tag) if all(one.get(name) == value for name, value in wanted.items())]

    def links(self) -> list[str]:
        """Where the page leads."""
        return [href for one in self.root.iter("a") if (href := one.get("href"))]

    def form(self, action: str | None = None, holds: str | None = None) -> tuple[str, dict[str, list[str]]]:
        """Where a form goes and what it would send as it stands: the one with this action, or that has this field."""
        for form in self.all("form", method="post"):
            goes, sent = form.get("action") or self.path, sent_by(form)
            if action in (None, goes.partition("?")[0]) and (holds is None or holds in named(form)):
                return goes, sent
        raise AssertionError(f"{self.path} has no form for {action or holds}")


@dataclass
class Pages:
    """A browser without JavaScript, so to speak: it keeps cookies, sends forms whole, and checks what it gets."""

    app: Flask
    client: Any = None

    def __post_init__(self) -> None:
        self.client = self.client or self.app.test_client()

    def get(self, path: str, status: int = 200, **more: Any) -> Page:
        """Fetch a page; redirects are followed unless the status asked for is one."""
        return self._page(path, self.client.get(path, follow_redirects=not 300 <= status < 400, **more), status)

    def post(self, path: str, data: Mapping[str, Any] | None = None, status: int = 200, **more: Any) -> Page:
        """Send a form as it is given."""
        answer = self.client.post(path, data=data or {}, follow_redirects=not 300 <= status < 400, **more)
        return self._page(path, answer, status)

    def submit(self, page: Page, status: int = 200, *, action: str | None = None, **typed: Any) -> Page:
        """Fill in the page's form and send it with everything it holds; a value of None leaves its field out."""
        goes, sent = page.form(action, holds=next(iter(typed), None))
        for name, value in typed.items():
            sent[name] = value if isinstance(value, list) else [value]
        kept = {name: [str(one) for one in values] for name, values in sent.items() if values != [None]}
        return self.post(goes, kept, status)

    def signed_in(self, *roles: Role, authority: str = "council", name: str = "Sam Field") -> Pages:
        """Another browser, in which an account with these roles has signed in."""
        other = Pages(self.app)
        other.client.set_cookie("staff", signed_in(self.app, *roles, authority=authority, name=name))
        return other

    def _page(self, path: str, response: TestResponse, status: int) -> Page:
        found = response.status_code
        assert found == status, f"{path} answered {found}, not {status}: {response.text[:2000]}"
        check_headers(response.request.path, response)
        if 300 <= found < 400 or response.mimetype != "text/html":
            return Page(path, response, Element("html"))
        root = check(response.text, path)
        return Page(response.request.path, response, root)


def signed_in(app: Flask, *roles: Role, authority: str = "council", name: str = "Sam Field") -> str:
    """Sign a new account in without its password; returns the token for the cookie."""
    account = Account(
        id=secrets.token_urlsafe(16),
        email=f"{secrets.token_hex(6)}@example.org",
        name=name,
        password=UNUSABLE_HASH,
        disabled=False,
        created=int(time()),
    )
    with app.extensions["stores"].write("staff") as session:
        session.add(account)
        session.flush()
        session.add_all(Grant(account=account.id, authority=authority, role=role) for role in roles)
        session.flush()
        return sessions.start(session, account, longest=3600, authority=authority)


def check_headers(path: str, response: TestResponse) -> None:
    """Hold an answer to the headers that its audience needs."""
    headers = response.headers
    if "immutable" in headers.get("Cache-Control", ""):
        return
    policy = headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, f"{path}: policy {policy!r}"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    if path == CHILDREN or path.startswith(f"{CHILDREN}/"):
        assert "Set-Cookie" not in headers, f"{path} sets a cookie"
        assert "Cookie" not in headers.get("Vary", ""), f"{path} read a cookie"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
    elif path.startswith(("/staff", "/desk")):
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"


def untranslated(page: Page) -> set[str]:
    """What a reader of the made-up language ``en-XA`` still reads in plain English, addresses and dates apart.

    What has a language of its own, such as the name of another one, is not counted.
    """
    found = {words(next(page.root.iter("title")))}
    for one in page.root.iter():
        if one.tag in READ and one.get("lang") is None:
            found.add(" ".join(((one.text or "") + " ".join(child.tail or "" for child in one)).split()))
        found |= {value for name in SPOKEN if (value := one.get(name))}
    plain = {text.lstrip("· ") for text in found if WORD.search(text)}
    return {text for text in plain if not text.startswith("[") and "@" not in text}


def sent_by(form: Element) -> dict[str, list[str]]:
    """What a form sends as it stands, without its buttons."""
    sent: dict[str, list[str]] = {}
    for one in form.iter():
        name = one.get("name")
        if one.tag in TYPED and name and one.get("disabled") is None:
            values = list(_values(one))
            if values:
                sent.setdefault(name, []).extend(values)
    return sent


def _values(one: Element) -> Iterator[str]:
    if one.tag == "textarea":
        yield "".join(one.itertext())
    elif one.tag == "select":
        options = list(one.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        yield from (option.get("value", words(option)) for option in chosen)
    elif one.get("type") in ("checkbox", "radio"):
        yield from [one.get("value", "on")] if one.get("checked") is not None else []
    elif one.get("type") not in ("submit", "button", "image", "reset"):
        yield one.get("value", "")
