"""Static files under a name that changes with their content, kept by browsers for ever."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import flask_bootstrap
from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.wrappers import Response
from whitenoise import WhiteNoise

from surveyapp.web.scripts import bare

FOLDER = Path(__file__).parent.parent / "static"
SCRIPTS = FOLDER / "child"
YEAR = 365 * 24 * 3600
GUARDS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


@cache
def url_path() -> str:
    """Where static files are served: one fingerprint for the folder, so that links between its files hold."""
    digest = sha256(flask_bootstrap.__version__.encode() if hasattr(flask_bootstrap, "__version__") else b"")
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(FOLDER).as_posix().encode())
            digest.update(sha256(content(file)).digest())
    return f"/static/{digest.hexdigest()[:16]}"


def content(file: Path) -> bytes:
    """A file as browsers get it: of children's scripts without the comments."""
    if file.parent == SCRIPTS and file.suffix == ".js":
        return _bare(file)
    return file.read_bytes()


@cache
def _bare(file: Path) -> bytes:
    return bare(file.read_text(encoding="utf-8")).encode()


class Scripts:
    """Serves children's scripts from memory, and hands every other request on."""

    def __init__(self, application: Any) -> None:
        self._next = application
        self._answers = {f"{url_path()}/child/{file.name}": _script(content(file)) for file in SCRIPTS.glob("*.js")}

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answer as a WSGI application."""
        found = self._answers.get(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        return (found or self._next)(environ, start)  # type: ignore[no-any-return]  # WSGI applications are any


def _script(body: bytes) -> Response:
    """An answer that may be sent any number of times."""
    headers = {"Cache-Control": f"max-age={YEAR}, public, immutable", **GUARDS}
    return Response(body, mimetype="text/javascript", headers=headers)


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
    served.add_files(Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5", prefix=f"/bootstrap{url_path()}")
    app.wsgi_app = Scripts(served)  # type: ignore[method-assign]  # the documented way to wrap a Flask app


def _never_changes(_path: str, _url: str) -> bool:
    return True


def _guard(headers: object, _path: str, _url: str) -> None:
    for name, value in GUARDS.items():
        headers[name] = value  # type: ignore[index]  # wsgiref headers, untyped by whitenoise
