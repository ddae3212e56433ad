"""What a programme of many councils made for this one, taken in for its next release."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from surveyapp.cli.opened import opened
from surveyapp.cli.releases import content_of
from surveyapp.history import taking
from surveyapp.history.comparators import KIND, Comparators
from surveyapp.signing import files

authority_option = click.option("--authority", required=True, help="The authority's id.")


@click.group()
def comparators() -> None:
    """Other authorities' figures, added up by a programme."""


@comparators.command("take-in")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@authority_option
@click.option("--key", "told", default="", help="What the programme read aloud of its key; needed the first time.")
@click.option("--by", default="administrator", envvar="USER", show_envvar=True, help="Who takes it in.")
def take_in(file: Path, *, authority: str, told: str, by: str) -> None:
    """Take in a programme's FILE. The next release, or revision, shows this council beside the others."""
    signed = files.read(content_of(file), kind=KIND)
    with opened() as here, here.stores.write("releases") as session:
        found = taking.take_in(session, authority, signed, told=told, by=by, on=date.today())
    click.echo(
        f"Took in round {found.number} of {found.programme}: {len(found.figures)} figures, years {_years(found)}."
    )
    click.echo('It shows from the next release on. For one that is out: surveyapp release build WAVE --reason "..."')


@comparators.command("list")
@authority_option
def list_(authority: str) -> None:
    """List the rounds that were taken in."""
    with opened() as here, here.stores.read("releases") as session:
        found = taking.taken(session, authority)
    if not found:
        click.echo("Nothing was taken in yet.")
    for one in found:
        told = one.comparators
        click.echo(
            f"round {told.number}  {told.made_on}  {told.programme}  {len(told.figures)} figures, years {_years(told)}"
            f"  taken in {one.on} by {one.by}{f'  set aside {one.set_aside_on}' if one.set_aside_on else ''}"
        )


@comparators.command("set-aside")
@click.argument("number", type=int)
@authority_option
@click.option("--again", is_flag=True, help="Show it again instead.")
def set_aside(number: int, *, authority: str, again: bool) -> None:
    """Show round NUMBER in no new release. It stays, as the next file is held against it."""
    with opened() as here, here.stores.write("releases") as session:
        found = {one.comparators.number: one.digest for one in taking.taken(session, authority)}
        if number not in found:
            raise click.ClickException(f"Round {number} was not taken in.")
        taking.set_aside(session, authority, found[number], on=None if again else date.today())
    click.echo(f"Round {number} {'shows again' if again else 'is set aside'}, from the next release on.")


def _years(found: Comparators) -> str:
    return f"{found.first_year} to {found.last_year}" if found.first_year != found.last_year else str(found.first_year)
