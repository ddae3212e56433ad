"""Turning what the packages refuse into a sentence on the terminal, with exit status 1."""

from __future__ import annotations

import inspect
from typing import Any

import click


class Telling(click.Group):
    """A group whose commands tell the project's own exceptions as sentences; anything else stays a fault."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if not type(error).__module__.startswith("surveyapp."):
                raise
            raise click.ClickException(sentence(error)) from error


def sentence(error: Exception) -> str:
    """What the exception says; where it has only a name, what its docstring says of when it is raised."""
    when = (inspect.getdoc(type(error)) or type(error).__name__).split("\n")[0]
    said = str(error).strip()
    return said if " " in said else f"{when} ({said})" if said else when
