"""Building a wave's release and its revisions, and carrying one as a signed file."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.opened import opened
from surveyapp.db import durable
from surveyapp.disclosure.policy import TEN, Rule
from surveyapp.releases import carried, read
from surveyapp.releases.publish import release as publish
from surveyapp.signing.files import LARGEST
from surveyapp.signing.keys import SigningKeys, aloud


@click.group()
def release() -> None:
    """The protected results that everybody reads."""


@release.command()
@click.argument("wave")
@click.option("--reason", help="Why a released wave is released again; readers see it.")
def build(wave: str, reason: str | None) -> None:
    """Build, check and publish an opened WAVE's release."""
    with opened() as here:
        published = publish(here.stores, here.catalogue, wave, reason=reason)
    click.echo(f"Published revision {published.revision}, fingerprint {published.fingerprint}.")


@release.command()
@click.argument("authority")
@click.argument("wave")
def hidden(authority: str, wave: str) -> None:
    """Say what the latest release of an AUTHORITY's WAVE hides, and by which disclosure rule, line by line."""
    with opened() as here, here.stores.read("releases") as session:
        try:
            published = read.latest(session, authority, wave)
        except read.NoRelease as missing:
            raise click.ClickException(f"{authority} has no release of {wave}.") from missing
    click.echo("rule\twhy\twhat")
    for one in published.release.hidden:
        number = f"{TEN[Rule(one.rule)]} {one.rule}" if one.rule else ""
        click.echo(f"{number}\t{one.why}\t{one.what}")


@release.command()
@click.argument("authority")
@click.option("--make", is_flag=True, help="Make the key, once.")
def key(authority: str, *, make: bool) -> None:
    """Print the fingerprint of the key that signs an AUTHORITY's release files, to be read aloud."""
    with opened() as here:
        keys = SigningKeys.of(here.settings.instance)
        public = keys.create(authority) if make else keys.public(authority)
    click.echo(f"{aloud(public)}\nRead it out to the programme on the telephone; do not send it with the file.")


@release.command()
@click.argument("authority")
@click.argument("wave")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to be written.")
def export(authority: str, wave: str, out: Path) -> None:
    """Write the latest release of an AUTHORITY's WAVE as one signed file. Nothing unpublished is in it."""
    with opened() as here, here.stores.read("releases") as session:
        try:
            content = carried.export(session, SigningKeys.of(here.settings.instance), authority, wave)
        except read.NoRelease as missing:
            raise click.ClickException(f"{authority} has no release of {wave}.") from missing
    durable.write(out, content)
    found = carried.load(content)
    click.echo(f"Wrote {out}: revision {found.revision.revision}, signed with {found.signed.aloud}.")


@release.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "told", default="", help="What the authority read aloud of its key.")
def verify(file: Path, told: str) -> None:
    """Say whose release a FILE is, of which wave and revision, and whether it is as it was signed."""
    found = carried.load(content_of(file))
    release, revision = found.release, found.revision
    click.echo(f"{release.authority_title} ({release.authority}): {release.wave.title} ({release.wave.id})")
    for one in found.changes:
        click.echo(f"  revision {one.revision}, {one.published_on}{f': {one.reason}' if one.reason else ''}")
    click.echo(f"This is revision {revision.revision}, fingerprint {revision.fingerprint}. It is as it was signed.")
    with opened() as here, here.stores.read("releases") as session:
        known = carried.log(session, release.authority, release.wave.id)
        keys = SigningKeys.of(here.settings.instance)
        own = keys.exists(release.authority) and keys.public(release.authority) == found.signed.key
    if known and known[-1].revision > revision.revision:
        click.echo(f"It is out of date: revision {known[-1].revision} was published here on {known[-1].published_on}.")
    _say_whose(found, told, own=own)


def _say_whose(found: carried.Carried, told: str, *, own: bool) -> None:
    """Whether the key is known; ClickException where it is another than the one read aloud."""
    if told and not found.signed.is_by(told):
        raise click.ClickException(f"It is signed with another key than that: {found.signed.aloud}.")
    if told or own:
        click.echo("It is signed with this installation's key." if own else "It is signed with that key.")
    else:
        click.echo(f"Its key is {found.signed.aloud}. Compare it with what {found.release.authority} reads out.")


def content_of(file: Path) -> bytes:
    """A file's bytes, as far as they are looked at."""
    with file.open("rb") as opened_file:
        return opened_file.read(LARGEST + 1)
