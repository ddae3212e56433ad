"""Signing in and out, and recognising who has signed in, by the cookie of this browser."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from surveyapp.staff import accounts, attempts, audit, passwords, sessions
from surveyapp.staff.models import Account
from surveyapp.web import cookies
from surveyapp.web.audience import Visitor
from surveyapp.web.stores import settings, stores

COOKIE = "staff"
KNOWN = "known"
YEAR = 365 * 24 * 3600


class SignInRefused(Exception):
    """The address or the password is wrong, or the account is disabled; which of them is not told."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the browser is given: the session's token, and a mark that its owner has signed in here."""

    token: str
    known: str


def recognise() -> Visitor | None:
    """The visitor of this request, whose session is kept alive by it."""
    token = request.cookies.get(cookies.name(COOKIE))
    if not token:
        return None
    with stores().read("staff") as session:
        found = sessions.find(session, token, longest=longest())
    if found is not None and found.stale:
        with stores().write("staff") as session:
            sessions.notice(session, token)
    return found.visitor if found else None


def sign_in(email: str, password: str) -> SignIn:
    """Sign in, or raise SignInRefused or TooManyAttempts."""
    address = accounts.tidy(email)
    counted = attempts.bucket(settings().secret_key, address, known_browser=_known_browser(address))
    with stores().write("staff") as session:
        attempts.begin(session, counted)
    account = _with_password(address, password)
    with stores().write("staff") as session:
        attempts.forget(session, counted)
        accounts.refresh_password(session, account, password)
        token = sessions.start(session, account, longest=longest())
    _record(token, "signed.in")
    return SignIn(token, _serializer().dumps([address, secrets.token_urlsafe(8)]))


def sign_out() -> None:
    """End this browser's session."""
    token = request.cookies.get(cookies.name(COOKIE), "")
    with stores().write("staff") as session:
        sessions.end(session, token)


def work_for(authority: str) -> None:
    """Work for another authority from now on."""
    with stores().write("staff") as session:
        sessions.work_for(session, request.cookies[cookies.name(COOKIE)], authority)


def change_password(visitor: Visitor, old: str, new: str) -> SignIn:
    """Keep a new password, sign out everywhere else, and stay signed in here."""
    with stores().read("staff") as session:
        account = session.get_one(Account, visitor.account)
    counted = attempts.bucket(settings().secret_key, account.email, known_browser="change")
    with stores().write("staff") as session:
        attempts.begin(session, counted)
    if not passwords.matches(account.password, old):
        raise SignInRefused
    with stores().write("staff") as session:
        accounts.set_password(session, account, new)
        attempts.forget(session, counted)
        token = sessions.start(session, account, longest=longest(), authority=visitor.authority)
        audit.record(session, visitor, "password.changed")
    return SignIn(token, _serializer().dumps([account.email, secrets.token_urlsafe(8)]))


def give(response: Response, signed_in: SignIn) -> Response:
    """Hand the browser its cookies."""
    _set(response, COOKIE, signed_in.token)
    _set(response, KNOWN, signed_in.known, max_age=YEAR)
    return response


def take_back(response: Response) -> Response:
    """Take the session's cookie away from the browser."""
    response.delete_cookie(cookies.name(COOKIE), secure=cookies.is_secure(), httponly=True, samesite="Lax")
    return response


def longest() -> int:
    """Seconds after which every session ends."""
    return settings().session_hours * 3600


def _with_password(address: str, password: str) -> Account:
    with stores().read("staff") as session:
        account = accounts.find_or_none(session, address)
    kept = account.password if account else passwords.NOBODY
    right = passwords.matches(kept, password)
    if account is None or account.disabled or not right:
        raise SignInRefused
    return account


def _record(token: str, action: str) -> None:
    with stores().write("staff") as session:
        found = sessions.find(session, token, longest=longest())
        if found is not None:
            audit.record(session, found.visitor, action)


def _set(response: Response, word: str, value: str, **more: Any) -> None:
    response.set_cookie(
        cookies.name(word), value, path="/", secure=cookies.is_secure(), httponly=True, samesite="Lax", **more
    )


def _known_browser(address: str) -> str:
    try:
        owner, mark = _serializer().loads(request.cookies.get(cookies.name(KNOWN), ""))
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if owner == address else ""


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known browser")
