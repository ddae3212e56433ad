"""Children's pages go out compressed: a tablet's connection is poor.

Only what was asked for with GET: such a page is the same for everybody, so its length tells nothing (RFC 9110 8.4.1;
what compression can give away needs a secret and somebody's own words in one answer). Pages of staff hold a secret, the
form's, and are left to the server in front.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

from surveyapp.web import audience

LEAST = 1000
"""Bytes below which it is not worth it."""
LEVEL = 6


def pack(response: Response) -> Response:
    """Compress a child's page, where the browser takes it so."""
    if request.method != "GET" or response.direct_passthrough or audience.kind() is not audience.Kind.CHILDREN:
        return response
    body = response.get_data()
    if len(body) < LEAST or not _text(response) or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _text(response: Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind == "application/json"


def install(app: Flask) -> None:
    """Compress every child's page."""
    app.after_request(pack)
