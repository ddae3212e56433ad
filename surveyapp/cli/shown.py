"""Which breakdowns are named on a command line: all, none, or some by their ids."""

from __future__ import annotations

from collections.abc import Collection

import click

from surveyapp.definition.catalogue import Catalogue

ALL, NONE = "all", "none"
HELP = (
    "By which breakdown results will be shown, such as sex; give it again for more. all: by every one that the surveys "
    "ask for. none: by age alone. By others nothing is counted."
)


def shown(catalogue: Catalogue, named: Collection[str]) -> tuple[str, ...] | None:
    """The breakdowns of the bank that are meant; None for all of them. Raises click.UsageError."""
    known = catalogue.bank.breakdowns
    if set(named) <= {ALL}:
        return None
    if set(named) == {NONE}:
        return ()
    for name in named:
        if name not in known:
            raise click.UsageError(f"{name} is no breakdown; known: {', '.join(known)}, or {ALL}, or {NONE}.")
    return tuple(id for id in known if id in named)
