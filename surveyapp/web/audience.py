"""Who may see a page: every view says so, and a page that says nothing is seen by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, cast

from flask import Flask, current_app, g, request

View = TypeVar("View", bound=Callable[..., object])
Recognise = Callable[[], "Visitor | None"]


class Role(StrEnum):
    """What an account may do for one authority."""

    VIEWER = "viewer"
    WORKER = "worker"
    ANALYST = "analyst"
    CUSTODIAN = "custodian"
    ADMIN = "admin"
    SAFEGUARDING = "safeguarding"


class Kind(StrEnum):
    """Whom a page speaks to."""

    ALL = "all"
    CHILDREN = "children"
    STAFF = "staff"


class Undeclared(Exception):
    """A view says not who may see it."""


class NotSignedIn(Exception):
    """A staff page was asked for by somebody who has not signed in."""


class NotAllowed(Exception):
    """The visitor has none of the roles that the page is for."""

    def __init__(self, roles: frozenset[Role]) -> None:
        super().__init__(", ".join(sorted(roles)))
        self.roles = roles


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a view speaks to, and for staff the roles it is for; no role means everybody who has signed in."""

    kind: Kind
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person, working for one authority."""

    account: str
    name: str
    authority: str
    roles: frozenset[Role]

    def may(self, *roles: Role) -> bool:
        """Whether the visitor has one of these roles."""
        return not self.roles.isdisjoint(roles)


ALL = Audience(Kind.ALL)
CHILDREN = Audience(Kind.CHILDREN)
CHILDREN_UNDER = "/s"
FILES = frozenset({"static", "bootstrap.static"})


def open_to_all(view: View) -> View:
    """Anybody may see this page; it is the same for everybody."""
    return _declare(view, ALL)


def open_to_children(view: View) -> View:
    """Anybody may see this page; nobody is recognised, and nothing is kept on the device."""
    return _declare(view, CHILDREN)


def open_to(*roles: Role) -> Callable[[View], View]:
    """Only signed-in people with one of these roles in their authority may see this page."""
    if not roles:
        raise Undeclared("open_to needs at least one role")
    return lambda view: _declare(view, Audience(Kind.STAFF, frozenset(roles)))


def open_to_signed_in(view: View) -> View:
    """Everybody who has signed in may see this page, whatever their role."""
    return _declare(view, Audience(Kind.STAFF))


def of_endpoint(app: Flask, endpoint: str) -> Audience | None:
    """What the endpoint's view says of its audience."""
    if endpoint in FILES:
        return ALL
    return cast("Audience | None", getattr(app.view_functions[endpoint], "audience", None))


def kind() -> Kind:
    """Whom the answer to this request speaks to, also where no page was found."""
    endpoint = request.endpoint
    declared = of_endpoint(current_app, endpoint) if endpoint in current_app.view_functions else None
    if declared is not None:
        return declared.kind
    return Kind.CHILDREN if is_childrens(request.path) else Kind.ALL


def is_childrens(path: str) -> bool:
    """Whether an address is among the children's, whatever stands there."""
    return path == CHILDREN_UNDER or path.startswith(f"{CHILDREN_UNDER}/")


def visitor() -> Visitor | None:
    """The person who has signed in; nobody is ever recognised on a child's page."""
    if kind() is Kind.CHILDREN:
        return None
    if "visitor" not in g:
        recognise = cast("Recognise | None", current_app.extensions.get("recognise"))
        g.visitor = recognise() if recognise else None
    return cast("Visitor | None", g.visitor)


def current() -> Visitor:
    """The person who has signed in; NotSignedIn where nobody has."""
    person = visitor()
    if person is None:
        raise NotSignedIn
    return person


def may_open(endpoint: str) -> bool:
    """Whether this visitor may open the page behind an endpoint."""
    declared, person = of_endpoint(current_app, endpoint), visitor()
    if declared is None or declared.kind is not Kind.STAFF:
        return declared is not None
    return person is not None and (not declared.roles or person.may(*declared.roles))


def install(app: Flask) -> None:
    """Turn away everybody whom a view does not name."""
    app.before_request(_turn_away)
    app.context_processor(lambda: {"visitor": visitor, "may_open": may_open, "Role": Role})


def _declare(view: View, audience: Audience) -> View:
    view.audience = audience  # type: ignore[attr-defined]  # a function carries its own audience
    return view


def _turn_away() -> None:
    if request.endpoint is None:
        return
    declared = of_endpoint(current_app, request.endpoint)
    if declared is None:
        raise Undeclared(request.endpoint)
    if declared.kind is Kind.STAFF and declared.roles and not current().may(*declared.roles):
        raise NotAllowed(declared.roles)
    if declared.kind is Kind.STAFF:
        current()
