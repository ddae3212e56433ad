"""What every request must keep to before a view reads it."""

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from surveyapp.web import audience
from surveyapp.web.cookies import csrf

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def check() -> None:
    """Refuse control characters that no store can hold, and forms that were not made by our own pages."""
    texts = [request.path, *_texts()]
    if any("\0" in text for text in texts):
        raise BadRequest
    if request.endpoint and request.method in CHANGING and audience.kind() is not audience.Kind.CHILDREN:
        csrf.protect()


def _texts() -> list[str]:
    typed = request.form.items(multi=True) if request.mimetype in FORMS else ()
    asked = request.args.items(multi=True) if request.query_string else ()
    pairs = (*asked, *typed)
    return [text for pair in pairs for text in pair]


def install(app: Flask) -> None:
    """Check every request."""
    app.before_request(check)
