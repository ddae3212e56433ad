"""The custodians at the terminal: keys, and the canary ballot that proves their phrases."""

from __future__ import annotations

import click

from surveyapp.casting import custody as keeping
from surveyapp.cli.opened import opened
from surveyapp.fieldwork import custodians


@click.group()
def custody() -> None:
    """The people who open a wave's box together."""


@custody.command()
@click.argument("wave")
@click.argument("names", nargs=-1, required=True)
@click.option("--needed", default=2, show_default=True, type=click.IntRange(1, 3))
def prepare(wave: str, names: tuple[str, ...], needed: int) -> None:
    """Make the wave's keys and show each custodian's phrase, this once."""
    with opened() as here:
        phrases = keeping.keep(here.stores, wave, names, needed=needed)
    for name, phrase in phrases.items():
        click.echo(f"{name}:  {phrase}")
    click.echo(
        f"Any {needed} of them open the box together. Each writes their own phrase down now; nobody can show it again."
    )


@custody.command()
@click.argument("wave")
@click.option("--custodian", "names", multiple=True, required=True, help="Who is here; each is asked for their phrase.")
def canary(wave: str, names: tuple[str, ...]) -> None:
    """Open the canary ballot, so that every phrase is known to work."""
    phrases = ask(names)
    with opened() as here:
        proved = keeping.prove(here.stores, wave, phrases)
        with here.stores.read("fieldwork") as session:
            left = custodians.unproved(session, wave)
    click.echo(f"Opened by {' and '.join(proved)}.")
    click.echo(
        f"Still to come: {', '.join(left)}." if left else f"All have proved. Next: `surveyapp waves open {wave}`"
    )


def ask(names: tuple[str, ...]) -> dict[str, str]:
    """Each custodian's phrase, typed without being shown."""
    return {name: click.prompt(f"{name}'s phrase", hide_input=True) for name in names}
