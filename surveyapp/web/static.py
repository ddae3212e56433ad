"""Static files under a name that changes with their content, kept by browsers for ever."""

import gzip
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import flask_bootstrap
from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.wrappers import Request, Response
from whitenoise import WhiteNoise

from surveyapp.web import bundles
from surveyapp.web.scripts import bare

FOLDER = Path(__file__).parent.parent / "static"
SCRIPTS = FOLDER / "child"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
FIRST = (
    "asking.js",
    "carrying.js",
    "entry.js",
    "helping.js",
    "joining.js",
    "own.js",
    "ready.js",
    "run.js",
    "telling.js",
)
"""The children's scripts that pages name; the others come later, by themselves."""
STYLES = ("tokens.css", "child.css", "child-around.css", "child-sizes.css")
"""The one stylesheet of children's pages, in this order: it begins with what all rooms share."""
TEXT = (".css", ".js", ".svg")
YEAR = 365 * 24 * 3600
GUARDS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


@cache
def url_path() -> str:
    """Where static files are served: one fingerprint for the folder, so that links between its files hold."""
    digest = sha256(flask_bootstrap.__version__.encode() if hasattr(flask_bootstrap, "__version__") else b"")
    for name, body in sorted(files().items()):
        digest.update(name.encode())
        digest.update(sha256(body).digest())
    return f"/static/{digest.hexdigest()[:16]}"


@cache
def files() -> Mapping[str, bytes]:
    """Our own files by name, as browsers get them: children's scripts without comments and put together, see `bundles`.

    Children's pages need one stylesheet, of `STYLES`.
    """
    found = {file.relative_to(FOLDER).as_posix(): file.read_bytes() for file in FOLDER.rglob("*") if file.is_file()}
    found |= {f"child/{name}": text.encode() for name, text in bundles.bundled(_scripts()).items()}
    return found | {"child.css": b"".join(found[name] for name in STYLES)}


@cache
def asked_for() -> tuple[str, ...]:
    """The names of the children's scripts that a page can ask for."""
    return tuple(f"child/{name}" for name in bundles.asked_for(_scripts(), FIRST))


@cache
def _scripts() -> Mapping[str, str]:
    return {file.name: bare(file.read_text(encoding="utf-8")) for file in SCRIPTS.glob("*.js")}


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


class Packed:
    """Serves text from memory, compressed for browsers that take it so, and hands every other request on."""

    def __init__(self, application: Any) -> None:
        self._next = application
        self._texts = {f"{url_path()}/{name}": body for name, body in files().items() if name.endswith(TEXT)}
        self._texts |= {
            f"/bootstrap{url_path()}/{file.relative_to(BOOTSTRAP).as_posix()}": file.read_bytes()
            for file in BOOTSTRAP.rglob("*.min.*")
            if file.name.endswith(TEXT)
        }

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answer as a WSGI application."""
        body = self._texts.get(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if body is None:
            return self._next(environ, start)  # type: ignore[no-any-return]  # WSGI applications are any
        return _answer(body, environ)(environ, start)


def _answer(body: bytes, environ: dict[str, Any]) -> Response:
    kind, _ = guess_type(environ["PATH_INFO"])
    headers = {"Cache-Control": f"max-age={YEAR}, public, immutable", "Vary": "Accept-Encoding", **GUARDS}
    if Request(environ).accept_encodings["gzip"] > 0:
        body, headers["Content-Encoding"] = _packed(body), "gzip"
    return Response(body, mimetype=kind, headers=headers)


def install(app: Flask) -> None:
    """Serve our own files and Bootstrap's from memory-cheap descriptors, before the app is asked."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    served = WhiteNoise(
        app.wsgi_app,
        root=FOLDER,
        prefix=url_path(),
        max_age=YEAR,
        immutable_file_test=_never_changes,
        add_headers_function=_guard,
        allow_all_origins=False,
    )
    served.add_files(BOOTSTRAP, prefix=f"/bootstrap{url_path()}")
    app.wsgi_app = Packed(served)  # type: ignore[method-assign, assignment]  # Flask documents it


def _never_changes(_path: str, _url: str) -> bool:
    return True


def _guard(headers: object, _path: str, _url: str) -> None:
    for name, value in GUARDS.items():
        headers[name] = value  # type: ignore[index]  # wsgiref headers, untyped by whitenoise
