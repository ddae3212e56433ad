"""The URL map walked with every role: nobody sees a page of another role, nor anything of another authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from builders import talk
from builders.earlier import SAFE, looked_at
from builders.wave import running
from flask import Flask
from pages import Pages
from werkzeug.routing import Rule

from surveyapp.config import Settings
from surveyapp.fieldwork import cohorts, waves
from surveyapp.history import read
from surveyapp.history import store as history
from surveyapp.history.store import Brings
from surveyapp.safeguarding import contacts, requests
from surveyapp.safeguarding.requests import Wish
from surveyapp.safeguarding.wrapped import PURPOSE
from surveyapp.staff.models import Grant, SignedIn
from surveyapp.web import audience
from surveyapp.web.audience import Kind, Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FOREIGN = "northvale"
GIVEN = {"wave": "northvale-2026", "band": "8-11", "breakdown": "placement", "place": "1", "spoken": "en", "size": "18"}
SECRETS = ("Northvale", "northvale", "Your life", "Foreign team", "Foreign listener", "Foreign report", "Foreign child")

WORKER, VIEWER, ANALYST, CUSTODIAN, ADMIN = Role.WORKER, Role.VIEWER, Role.ANALYST, Role.CUSTODIAN, Role.ADMIN
SAFEGUARDING = Role.SAFEGUARDING
WHO = {
    "staff.people": {ADMIN},
    "staff.record": {ADMIN},
    "desk.waves": {WORKER, ANALYST, CUSTODIAN, ADMIN},
    "desk.wave": {WORKER, ANALYST, CUSTODIAN, ADMIN},
    "desk.nightly": {WORKER, ANALYST, CUSTODIAN, ADMIN},
    "desk.custody": {CUSTODIAN, ADMIN},
    "desk.canary": {CUSTODIAN, ADMIN},
    "desk.box": {CUSTODIAN, ADMIN},
    "desk.destroy": {ADMIN},
    "desk.certificate": {CUSTODIAN, ADMIN},
    "desk.certificate_text": {CUSTODIAN, ADMIN},
    "desk.release": {ANALYST, ADMIN},
    **{f"desk.{name}": {WORKER, ANALYST, ADMIN} for name in ("prospects", "wave_prospects")},
    "desk.waiting": {WORKER, ANALYST, CUSTODIAN, ADMIN},
    "desk.together": {CUSTODIAN, ADMIN},
    "desk.give_up": {ADMIN},
    **{f"desk.{name}": {CUSTODIAN, ADMIN} for name in ("given_up", "given_up_text")},
    **{f"desk.comments{name}": {SAFEGUARDING} for name in ("", "_unread", "_worries", "_fine")},
    "desk.comment_anew": {SAFEGUARDING},
    **{f"desk.{name}": {ANALYST, SAFEGUARDING} for name in ("texts", "texts_of", "text", "names")},
    "desk.quotes": {ANALYST},
    **{
        f"desk.{name}": {ANALYST, SAFEGUARDING}
        for name in ("themes", "themes_of", "coding", "coded", "coded_text", "differences")
    },
    **{f"desk.{name}": {ANALYST} for name in ("theme", "remove_theme", "begin_coding", "code_anew")},
    **{f"desk.{name}_request": {SAFEGUARDING} for name in ("read", "finish", "erase")},
    **{f"desk.{name}": {SAFEGUARDING} for name in ("requests", "request")},
    **{f"desk.{name}": {SAFEGUARDING, ADMIN} for name in ("duty", "duty_hours", "duty_people")},
    **{
        f"desk.{name}": {ANALYST, ADMIN}
        for name in (
            "history", "history_template", "bring_in", "keep_history", "remove_history",
            "others", "take_in", "others_round", "set_aside",
        )
    },
    **{
        f"desk.{name}": {WORKER, ADMIN}
        for name in (
            "new_wave", "eligible", "breakdown", "cards", "jammed", "withdraw", "start", "closing", "close", "extend",
            "small_bands", "shown_groups", "throw_away", "outcomes", "outcome", "contacts", "contact", "remove_contact",
            "first_contact", "paper", "booklet_pdf",
            "begin_session", "session", "session_tablets", "end_session", "take_off",
        )
    },
}  # fmt: skip
"""Who may open which page: written down a second time, so that a change of roles is a change of this test."""


@pytest.fixture
def foreign(app: Flask, settings: Settings) -> dict[str, str]:
    """Another authority with an open wave, a team with cards, a help contact, and a figure of an earlier year."""
    stores, known = app.extensions["stores"], app.extensions["catalogue"]
    running(stores, settings, {"8-11": 12}, surveys=known)
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "council", "Own Council")
        team = cohorts.set_eligible(session, GIVEN["wave"], band="8-11", team="Foreign team", eligible=5)
    with stores.write("safeguarding") as session:
        listener = contacts.Contact("Foreign listener", checked_on=date(2026, 1, 1), phone="1234")
        contacts.replace(session, FOREIGN, [listener])
    looked = looked_at(SAFE)
    with stores.write("releases") as session:
        history.keep(session, FOREIGN, looked, brings=Brings("Foreign report", "Pat", date(2026, 1, 1)))
    talk.kept(stores, FOREIGN)
    wish = Wish("Foreign child", "0123456789")
    asked = talk.asked(stores, key=stores.key(PURPOSE), authority=FOREIGN, wish=wish).id.hex()
    return GIVEN | {"request": asked, "stratum": str(team.id), "digest": looked.digest}


def staff_rules(app: Flask) -> Iterator[tuple[Rule, audience.Audience]]:
    """Every rule for people who sign in."""
    for rule in app.url_map.iter_rules():
        declared = audience.of_endpoint(app, rule.endpoint)
        if declared is not None and declared.kind is Kind.STAFF:
            yield rule, declared


def address(app: Flask, rule: Rule, given: dict[str, str]) -> str:
    """The rule's address with the other authority's ids in it; words of the address it does not know are made up."""
    values = {name: given.get(name, "x") for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def asked(pages: Pages, rule: Rule, path: str) -> list[tuple[str, int, str]]:
    """What the rule's methods answer, a form of ours around each POST."""
    answers = []
    for method in sorted((rule.methods or set()) & {"GET", "POST"}):
        data = {"csrf_token": pages.get("/staff/password").form()[1]["csrf_token"][0]} if method == "POST" else None
        got = pages.client.open(path, method=method, data=data)
        answers.append((method, got.status_code, got.text))
    return answers


@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_its_roles_alone(app: Flask, foreign: dict[str, str], role: Role) -> None:
    visitor = Pages(app).signed_in(role)
    for rule, declared in staff_rules(app):
        if declared.roles and role not in declared.roles:
            for method, status, text in asked(visitor, rule, address(app, rule, foreign)):
                assert status == 403, f"{method} {rule} answered {status} to a {role}"
                assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize("role", list(Role))
def test_nothing_of_another_authority_is_seen_or_changed(app: Flask, foreign: dict[str, str], role: Role) -> None:
    visitor = Pages(app).signed_in(role)
    before = everything(app)
    for rule, declared in staff_rules(app):
        if rule.endpoint == "staff.sign_out" or (declared.roles and role not in declared.roles):
            continue
        for method, status, text in asked(visitor, rule, address(app, rule, foreign)):
            assert not any(secret in text for secret in SECRETS), f"{method} {rule}"
            if rule.arguments:
                assert status == 404, f"{method} {rule} answered {status} about another authority"
    assert everything(app) == before


def everything(app: Flask) -> object:
    """The other authority as it stands."""
    stores = app.extensions["stores"]
    with stores.read("fieldwork") as session:
        wave = waves.find(session, GIVEN["wave"])
        strata = [(one.team, one.eligible, one.issued) for one in cohorts.strata(session, wave.id)]
        state = (wave.state, wave.ends_on, len(waves.of(session, FOREIGN)))
    with stores.read("releases") as session:
        earlier = read.of(session, FOREIGN)
    with stores.read("safeguarding") as session:
        return strata, state, earlier, contacts.of(session, FOREIGN), requests.listed(session, FOREIGN)


def test_nobody_gets_in_without_signing_in(app: Flask, foreign: dict[str, str]) -> None:
    stranger = Pages(app)
    for rule, _declared in staff_rules(app):
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            answer = stranger.client.open(address(app, rule, foreign), method=method)
            assert answer.status_code == 302, f"{method} {rule}"
            assert answer.headers["Location"].startswith("/staff/sign-in")


def test_the_roles_of_the_desk_and_the_account_pages_are_as_written_down(app: Flask) -> None:
    declared = {
        rule.endpoint: set(known.roles)
        for rule, known in staff_rules(app)
        if known.roles and rule.endpoint.startswith(("desk.", "staff."))
    }
    assert declared == WHO


def test_a_role_in_one_authority_is_none_in_another(app: Flask, foreign: dict[str, str]) -> None:
    Pages(app).signed_in(Role.ADMIN, authority=FOREIGN).get(f"/desk/waves/{GIVEN['wave']}/")
    Pages(app).signed_in(Role.ADMIN, authority="council").get(f"/desk/waves/{GIVEN['wave']}/", 404)


def test_who_works_for_two_authorities_sees_one_at_a_time(app: Flask, foreign: dict[str, str]) -> None:

    visitor = Pages(app).signed_in(Role.ADMIN)
    with app.extensions["stores"].write("staff") as session:
        account = session.query(SignedIn.account).scalar()
        session.add(Grant(account=account, authority=FOREIGN, role=Role.VIEWER))
    page = visitor.get("/staff/authority")
    assert "Northvale" in page.text
    visitor.submit(page, 422, authority="elsewhere")
    visitor.submit(page, authority=FOREIGN)
    visitor.get("/desk/", 403)
    assert "Northvale" in visitor.get("/staff/").text
