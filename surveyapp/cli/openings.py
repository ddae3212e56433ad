"""Opening a wave's box at the terminal, and destroying what could open it again."""

from __future__ import annotations

from datetime import date

import click

from surveyapp import opening
from surveyapp.casting import StateKeys
from surveyapp.cli.custody import ask
from surveyapp.cli.opened import opened


@click.command("open")
@click.argument("wave")
@click.option("--custodian", "names", multiple=True, required=True, help="Who is here; each is asked for their phrase.")
def open_box(wave: str, names: tuple[str, ...]) -> None:
    """Open the box of a closed WAVE, once."""
    phrases = ask(names)
    with opened() as here:
        keys = StateKeys.of(here.settings.instance)
        report = opening.open_wave(here.stores, here.catalogue, wave, phrases, state_keys=keys, today=date.today())
    click.echo(f"{report.n_ok} ballots opened, {report.n_bad} unreadable.")
    for band, number in report.bands.items():
        click.echo(f"  {band:16} {number}")
    for band in report.merged:
        click.echo(f"  {band} was too small alone and was laid together with its neighbour.")
    click.echo(f"Next: `surveyapp release build {wave}`")


@click.command("destroy")
@click.argument("wave")
@click.option(
    "--restore-tried", is_flag=True, required=True, help="A backup of the results was restored and looked at."
)
@click.confirmation_option(prompt="Keys, ballots and codes of this wave will be gone for good. Go on?")
def destroy(wave: str, *, restore_tried: bool) -> None:
    """Destroy an opened WAVE's keys and ballots, and print the certificate."""
    with opened() as here:
        keys = StateKeys.of(here.settings.instance)
        certificate = opening.destroy(
            here.stores, wave, state_keys=keys, today=date.today(), restore_tried=restore_tried
        )
    click.echo(certificate.text())
