"""Building a wave's release, and its revisions."""

from __future__ import annotations

import click

from surveyapp.cli.opened import opened
from surveyapp.disclosure.policy import TEN, Rule
from surveyapp.releases import read
from surveyapp.releases.publish import release as publish


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
