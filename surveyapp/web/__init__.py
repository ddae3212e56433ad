"""What all pages share: stores, audiences, language, headers, errors."""

from flask import Flask
from jinja2 import StrictUndefined

from surveyapp.config import Settings
from surveyapp.web import (
    audience,
    cookies,
    errors,
    fields,
    headers,
    input,
    language,
    logs,
    navigation,
    packing,
    routes,
    static,
    stores,
)

__all__ = ["install", "static"]

LARGEST_REQUEST = 512 * 1024


def install(app: Flask, settings: Settings) -> None:
    """Give the app everything that its pages share."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    for part in (static, language, headers, cookies, errors, fields, audience, input, logs, navigation, packing):
        part.install(app)
    stores.install(app, settings)
    app.register_blueprint(routes.blueprint)
