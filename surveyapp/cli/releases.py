"""Building a wave's release, and its revisions."""

from __future__ import annotations

import click

from surveyapp.cli.opened import opened
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
