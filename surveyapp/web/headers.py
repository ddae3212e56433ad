"""The headers that keep a page to itself: one set for children, one for everybody else."""

import secrets
from typing import cast

from flask import Flask, Response, g

from surveyapp.web import audience, cookies

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""Hash of an empty style element: all that charts need to be explorable."""

SHARED_POLICY = (
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
)
CHILDRENS_POLICY = (
    "style-src 'self'",
    "img-src 'self'",
    # what a survey sounds like comes at once, and is played from there
    "media-src 'self' blob:",
    "require-trusted-types-for 'script'",
)
ADULTS_POLICY = (f"style-src 'self' {EMPTY_STYLE}", "img-src 'self' data:")
SHARED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
YEAR = 365 * 24 * 3600


def nonce() -> str:
    """The nonce of this page's scripts; asking for it puts it into the policy."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return cast(str, g.nonce)


def allow_worker() -> None:
    """Let this page install our service worker; no other page may."""
    g.worker = True


def policy(kind: audience.Kind) -> str:
    """The content security policy of an audience; scripts run only where the page asked for a nonce."""
    scripts = f"script-src 'nonce-{g.nonce}'" if "nonce" in g else "script-src 'none'"
    if kind is audience.Kind.CHILDREN:
        workers = ("worker-src 'self'",) if "worker" in g else ()
        return "; ".join((*SHARED_POLICY, scripts, *workers, *CHILDRENS_POLICY))
    return "; ".join((*SHARED_POLICY, scripts, *ADULTS_POLICY))


def protect(response: Response) -> Response:
    """Add the headers of the page's audience."""
    kind = audience.kind()
    added = SHARED | {"Content-Security-Policy": policy(kind)}
    if kind is audience.Kind.CHILDREN:
        added["Referrer-Policy"] = "no-referrer"
    else:
        added["Referrer-Policy"] = "same-origin"
    if cookies.is_secure():
        added["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    there = {name.lower() for name, _value in response.headers}
    response.headers.extend([(name, value) for name, value in added.items() if name.lower() not in there])
    return response


def install(app: Flask) -> None:
    """Protect every answer."""
    app.after_request(protect)
    app.context_processor(lambda: {"csp_nonce": nonce})
