"""For whoever runs many authorities: who is in the programme, what they sent, and what each is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from surveyapp.cli.opened import opened
from surveyapp.cli.releases import content_of
from surveyapp.db import durable
from surveyapp.programme import joining
from surveyapp.releases import carried
from surveyapp.signing.keys import PROGRAMME, SigningKeys, aloud

key_option = click.option("--key", "told", required=True, help="What the authority read aloud of its key.")


@click.group()
def programme() -> None:
    """Releases of many authorities, added up so that each can be seen beside the others."""


@programme.command()
@click.option("--make", is_flag=True, help="Make the key, once.")
def key(*, make: bool) -> None:
    """Print the fingerprint of the programme's key, to be read aloud."""
    with opened() as here:
        keys = SigningKeys.of(here.settings.instance)
        click.echo(aloud(keys.create(PROGRAMME) if make else keys.public(PROGRAMME)))


@programme.command("add-authority")
@click.argument("authority")
@click.argument("title")
@key_option
def add_authority(authority: str, title: str, told: str) -> None:
    """Let an AUTHORITY join, known by the key it read aloud."""
    with opened() as here, here.stores.write("releases") as session:
        joining.join(session, authority, title=title, key=told, day=date.today())
    click.echo(f"{title} has joined.")


@programme.command("change-key")
@click.argument("authority")
@key_option
def change_key(authority: str, told: str) -> None:
    """Know an AUTHORITY by another key from now on."""
    with opened() as here, here.stores.write("releases") as session:
        joining.change_key(session, authority, told)
    click.echo(f"Files of {authority} are to be signed with the new key.")


@programme.command("take-in")
@click.argument("releases", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def take_in(releases: tuple[Path, ...]) -> None:
    """Take in release files, each as a whole or not at all."""
    from surveyapp.programme import receiving

    with opened() as here:
        for file in releases:
            found = carried.load(content_of(file))
            with here.stores.write("releases") as session:
                got = receiving.receive(session, found, day=date.today())
            click.echo(
                f"{found.release.authority}, {found.release.wave.id}, revision {found.revision.revision}: "
                f"{got.figures} counts kept, {got.alone} questions in words that nobody else has so far."
            )


@programme.command("list")
def list_() -> None:
    """List the authorities and what they sent."""
    with opened() as here, here.stores.read("releases") as session:
        found = joining.joined(session)
    if not found:
        click.echo("Nobody has joined yet. Start with `surveyapp programme add-authority`.")
    for one in found:
        click.echo(f"{one.id}  {one.title}  key {one.key}")
        for wave, year, revision in one.releases:
            click.echo(f"    {year}  {wave}  revision {revision}")


@programme.command()
@click.argument("authority")
@click.option("--wave", default="", help="Only this wave's release.")
@click.option("--yes", is_flag=True, help="Without asking.")
def withdraw(authority: str, wave: str, *, yes: bool) -> None:
    """Forget what an AUTHORITY sent, and the authority with it. What was given out stays with those who have it."""
    if not yes:
        click.confirm(f"Forget {wave or 'everything'} of {authority}?", abort=True)
    with opened() as here, here.stores.write("releases") as session:
        joining.leave(session, authority, wave=wave)
    click.echo(f"Forgot {wave or 'everything'} of {authority}.")


@programme.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--title", required=True, help="What the programme is called; readers see it.")
@click.option("--since", required=True, type=int, help="The first year of the waves that are laid together.")
@click.option("--to", required=True, type=int, help="The last year.")
def gather(folder: Path, *, title: str, since: int, to: int) -> None:
    """Make the next round, and write a signed file for each authority into FOLDER."""
    from surveyapp.programme import gathering, giving

    with opened() as here:
        keys = SigningKeys.of(here.settings.instance)
        keys.public(PROGRAMME)  # without one no round is made
        with here.stores.write("releases") as session:
            made = gathering.gather(session, title=title, day=date.today(), first_year=since, last_year=to)
            for authority in giving.receivers(session, made.number):
                path = folder / f"{authority}-round-{made.number}.json"
                durable.write(path, giving.file_for(session, keys, made.number, authority), replace=True)
                click.echo(f"Wrote {path}")
    click.echo(
        f"Round {made.number}: {made.given} figures for {made.authorities} authorities; held back: {made.too_few} with "
        f"too few others, {made.too_near} too near to one that was given before."
    )
