"""The cookie that ties a form to the browser it was made for; no child's page reads or writes it."""

from flask import Flask, Request, current_app
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect

from surveyapp.web import audience

csrf = CSRFProtect()


class Sessions(SecureCookieSessionInterface):
    """The form's cookie, which is not even looked for at an address of the children's."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; at a child's page nothing, and nothing can be put there."""
        return None if audience.is_childrens(request.path) else super().open_session(app, request)


def name(word: str) -> str:
    """The cookie's name; on a secure site with the prefix that browsers hold to Secure, Path=/ and no Domain."""
    return f"__Host-{word}" if is_secure() else word


def is_secure() -> bool:
    """Whether this site is reached over https only."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def install(app: Flask) -> None:
    """Forms outside the children's pages carry a token; ``input`` checks it."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-form" if app.config["SESSION_COOKIE_SECURE"] else "form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    csrf.init_app(app)
    app.session_interface = Sessions()
