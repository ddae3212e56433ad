"""What a form's field tells a screen reader beside its label."""

from flask import Flask
from wtforms import Field


def described(field: Field) -> dict[str, str]:
    """The attributes that tie a field to its hint and its mistake."""
    notes = [f"{field.id}-hint"] if field.description else []
    notes += [f"{field.id}-error"] if field.errors else []
    attributes = {"aria-describedby": " ".join(notes)} if notes else {}
    return attributes | ({"aria-invalid": "true"} if field.errors else {})


def install(app: Flask) -> None:
    """Give it to the form components."""
    app.jinja_env.globals["described"] = described
