"""What went wrong, told in the reader's words: the one place where an exception becomes a page."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from surveyapp.db.errors import StoreBusy
from surveyapp.web import audience, words
from surveyapp.web.audience import Kind
from surveyapp.web.words import Explanation

Told = Explanation | Callable[[Exception], Explanation]
Explained = dict[type[Exception], Told]


@dataclass(frozen=True, slots=True)
class Explanations:
    """What each audience is told of each named exception."""

    of: dict[Kind, Explained]

    def find(self, kind: Kind, error: Exception) -> Explanation | None:
        """The explanation of the error's nearest named class."""
        known = self.of[kind]
        told = next((known[named] for named in type(error).__mro__ if named in known), None)
        return told(error) if callable(told) else told


def explain(app: Flask, kind: Kind, explained: Mapping[type[Exception], Told]) -> None:
    """Teach the app what to tell an audience of these exceptions."""
    _explanations(app).of[kind].update(explained)


def page(error: Exception) -> ResponseReturnValue:
    """The page that an exception becomes."""
    if isinstance(error, HTTPException) and (error.code or 500) < 400:
        return error.get_response()
    if isinstance(error, audience.NotSignedIn):
        return _to_sign_in()
    kind = audience.kind()
    explanation = _explanations(current_app).find(kind, error) or _of_status(kind, error)
    if explanation.status >= 500:
        _report(error)
    g.setdefault("visitor", None)
    answer = make_response(render_template(_template(kind), problem=explanation), explanation.status)
    _keep_headers(answer, error)
    return answer


def install(app: Flask) -> None:
    """Turn every exception into a page."""
    app.extensions["explanations"] = Explanations({kind: {} for kind in Kind})
    for kind in (Kind.ALL, Kind.STAFF):
        explain(app, kind, {CSRFError: words.FORM_TOO_OLD, audience.NotAllowed: words.NOT_FOR_YOU})
    for kind, busy in ((Kind.ALL, words.BUSY), (Kind.STAFF, words.BUSY), (Kind.CHILDREN, words.CHILD_BUSY)):
        explain(app, kind, {OperationalError: busy, TimeoutError: busy, StoreBusy: busy})
    app.register_error_handler(Exception, page)


def _template(kind: Kind) -> str:
    if kind is not Kind.CHILDREN:
        return "staff/error.html" if audience.visitor() else "web/error.html"
    return "survey/error.html" if "survey" in current_app.blueprints else "web/child_error.html"


def _explanations(app: Flask) -> Explanations:
    return cast(Explanations, app.extensions["explanations"])


def _of_status(kind: Kind, error: Exception) -> Explanation:
    if isinstance(error, audience.Undeclared):
        return words.of_status(kind, 404)
    if isinstance(error, HTTPException):
        return words.of_status(kind, error.code or 500)
    if current_app.config["PROPAGATE_EXCEPTIONS"] or current_app.testing:
        raise error
    return words.of_status(kind, 500)


def _to_sign_in() -> Response:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("staff.sign_in", next=back))


def _report(error: Exception) -> None:
    """Log where it happened and its kind; never its message, which could quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    current_app.logger.error("%s at %s\n%s", type(error).__name__, request.endpoint, places)


def _keep_headers(answer: Response, error: Exception) -> None:
    if isinstance(error, HTTPException):
        for name in ("Allow", "Retry-After"):
            if name in (given := error.get_response().headers):
                answer.headers[name] = given[name]
