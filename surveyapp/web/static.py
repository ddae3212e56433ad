"""Static files under a name that changes with their content, kept by browsers for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import flask_bootstrap
from flask import Flask
from flask_bootstrap import Bootstrap5
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent.parent / "static"
YEAR = 365 * 24 * 3600


@cache
def url_path() -> str:
    """Where static files are served: one fingerprint for the folder, so that links between its files hold."""
    digest = sha256(flask_bootstrap.__version__.encode() if hasattr(flask_bootstrap, "__version__") else b"")
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(FOLDER).as_posix().encode())
            digest.update(sha256(file.read_bytes()).digest())
    return f"/static/{digest.hexdigest()[:16]}"


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
    app.wsgi_app = served  # type: ignore[method-assign]  # the documented way to wrap a Flask app


def _never_changes(_path: str, _url: str) -> bool:
    return True


def _guard(headers: object, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]  # wsgiref headers, untyped by whitenoise
    headers["Cross-Origin-Resource-Policy"] = "same-origin"  # type: ignore[index]  # as above
