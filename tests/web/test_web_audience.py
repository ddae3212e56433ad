"""Every view says who may see it, and nobody else does."""

import pytest
from flask import Flask
from pages import EMPTY, Pages

from surveyapp.web import audience
from surveyapp.web.audience import Kind, Role, Undeclared, open_to, open_to_children

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def test_every_view_says_who_may_see_it(app: Flask) -> None:
    silent = [rule.endpoint for rule in app.url_map.iter_rules() if audience.of_endpoint(app, rule.endpoint) is None]
    assert silent == []


def test_childrens_pages_and_only_they_are_below_s(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        declared = audience.of_endpoint(app, rule.endpoint)
        assert declared is not None
        assert (declared.kind is Kind.CHILDREN) == (rule.rule == "/s" or rule.rule.startswith("/s/")), rule


def test_a_view_that_says_nothing_is_seen_by_nobody(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    page = Pages(app).signed_in(*Role).get("/forgotten", 404)
    assert "secret" not in page.text


def test_a_page_for_staff_sends_a_stranger_to_sign_in_and_brings_them_back(pages: Pages) -> None:
    sent = pages.get("/staff/people?lang=en", 302)
    assert sent.response.headers["Location"].startswith("/staff/sign-in?")
    assert "next=/staff/people?lang%3Den" in sent.response.headers["Location"]


def test_a_page_for_another_role_says_so(pages: Pages) -> None:
    assert "not part of your role" in pages.signed_in(Role.VIEWER).get("/staff/people", 403).text


def test_roles_are_named_or_the_decorator_refuses() -> None:
    with pytest.raises(Undeclared):
        open_to()


def test_nobody_is_recognised_on_a_childs_page(app: Flask) -> None:
    seen = []
    view = open_to_children(lambda: EMPTY % str(seen.append(audience.visitor())))
    app.add_url_rule("/s/probe", "probe", view)
    Pages(app).signed_in(Role.ADMIN).get("/s/probe")
    assert seen == [None]
