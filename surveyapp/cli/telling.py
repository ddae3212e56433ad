"""A group that imports its commands when they are asked for, and tells what the packages refuse as a sentence."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Telling(click.Group):
    """Commands by name as "module:attribute"; the project's own exceptions become sentences, anything else a fault."""

    def __init__(self, *, commands: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._places = commands

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click gives it)
        """The names in the order given."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click gives it)
        """The command of this name, imported now."""
        if cmd_name not in self._places:
            return None
        module, attribute = self._places[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

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
