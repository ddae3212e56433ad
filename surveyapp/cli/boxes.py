"""Carrying a sealed box to a machine without network, and what was found in it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from surveyapp.casting import StateKeys
from surveyapp.casting import manifest as manifests
from surveyapp.cli.opened import opened as installation
from surveyapp.cli.openings import afterwards, say, warn_untried
from surveyapp.opening import export as exporting
from surveyapp.opening import homecoming

NEW_FILE = click.Path(dir_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.group()
def box() -> None:
    """The sealed boxes of closed waves."""


@box.command()
@click.argument("wave")
@click.option("--out", required=True, type=NEW_FILE, help="The new file, on the medium that will be carried.")
def export(wave: str, out: Path) -> None:
    """Write the box of a closed WAVE into a file, to be opened on a machine without network."""
    refuse_taken(out)
    with installation() as here:
        made = exporting.export(here.stores, here.catalogue, here.settings.definitions, wave, out)
        warn_untried(here.stores, wave)
    click.echo(f"{made.ballots} sealed ballots are in {out}. The box on this server stays sealed and as it was.")
    click.echo(f"Write on paper, and carry apart from the file: {manifests.short(made.digest)}")
    click.echo(
        "`surveyapp open --box` asks for these 16 characters before any phrase, and so knows a file that somebody has "
        "changed. They begin the SHA-256 of what is in it (`sha256sum` says that of the whole file, which is another)."
    )
    click.echo(f"Next, on the other machine: `surveyapp open --box {out.name} --out {wave}.opened --custodian …`")


@box.command("take-back")
@click.argument("wave")
@click.confirmation_option(
    prompt="Opened twice, a box lays open single children. Are you sure that nobody ever opened the exported file, "
    "and is it destroyed?"
)
def take_back(wave: str) -> None:
    """Forget that the box of WAVE was exported, so that it can be opened with the ballots that came since."""
    with installation() as here:
        taken = exporting.take_back(here.stores, wave)
    click.echo(
        "The box can be opened here, or exported again." if taken else "This box was not exported; nothing done."
    )


@click.group()
def opened() -> None:
    """What was found in boxes that were opened elsewhere."""


@opened.command("import")
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--leave-late", is_flag=True, help="Ballots that came after the export stay sealed for good.")
def bring(path: Path, *, leave_late: bool) -> None:
    """Store what `surveyapp open --box` wrote into FILE: once, and all of it or nothing."""
    with installation() as here:
        keys = StateKeys.of(here.settings.instance)
        report = homecoming.bring_home(
            here.stores, here.catalogue, path, state_keys=keys, today=date.today(), leave_late=leave_late
        )
        told = afterwards(here.stores, report.wave)
    say(report, here.catalogue.bank)
    click.echo("Destroy the carried files now: the box, and this one.")
    click.echo(told)


def refuse_taken(path: Path) -> None:
    """A file that is there already is never written over."""
    if path.exists():
        raise click.ClickException(f"{path} is there already. Name a new file; nothing was done.")
