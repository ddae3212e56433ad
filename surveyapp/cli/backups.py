"""Copies of the installation, putting them back, and trying beforehand that they can be put back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from surveyapp import config
from surveyapp.backup import drill as drilling
from surveyapp.backup import making, pepperless, places, restoring, sets
from surveyapp.cli.opened import instance, opened
from surveyapp.config import STORES
from surveyapp.db.engines import Stores, open_stores
from surveyapp.fieldwork import drills, waves
from surveyapp.results import store as results_of

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--keep", is_flag=True, help="Let older copies of fieldwork and box stay, where the rule of ten allows.")
@click.option(
    "--days", default=making.DAYS, show_default=True, type=click.IntRange(1), help="Older copies are removed."
)
@click.option("--the-day-is-right", "believed", is_flag=True, help="The newest copies are weeks old, and should be.")
def backup(folder: Path, *, keep: bool, days: int, believed: bool) -> None:
    """Copy all six stores into FOLDER: fieldwork and box the latest only, the others by day."""
    with opened(any_pepper=True) as here:
        made = making.back_up(
            here.settings, here.stores, folder, today=date.today(), keep=keep, days=days, believed=believed
        )
    click.echo(f"Copied to {made.made.folder}.")
    if keep:
        days_kept = ", ".join(f"{day:%Y-%m-%d}" for day in made.beside)
        click.echo(f"Older copies of fieldwork and box that stayed: {days_kept or 'none'}.")
    click.echo("Not in it, and to be kept in a safe: settings.toml. In no copy ever: state-keys.")


@click.command("restore-drill")
@click.argument("folder", type=FOLDER)
@click.option(
    "--database",
    "databases",
    multiple=True,
    metavar="STORE=URL",
    help="An empty PostgreSQL database to try this store in; without it, a SQLite file.",
)
def restore_drill(folder: Path, databases: tuple[str, ...]) -> None:
    """Restore the newest copies in FOLDER into an empty place, try everything there, and say how it went."""
    today = date.today()
    with opened(any_pepper=True) as here:
        done = drilling.drill(folder, here.settings, today=today, databases=_addresses(databases))
        with here.stores.read("results") as results:
            held = sorted(wave for wave, _digest in done.openings & results_of.openings(results))
        with here.stores.write("fieldwork") as session:
            drills.record(session, today, problem=done.problem, openings=held)
    click.echo(f"Restore drill, {today:%Y-%m-%d}, with the copies of {done.copies:%Y-%m-%d}")
    for step in done.steps:
        click.echo(f"  {'well  ' if step.well else 'FAILED'}  {step.name}: {step.told}")
    if not done.judged:
        raise click.ClickException("Put the settings.toml of these copies back and try again; they were not judged.")
    if done.problem:
        raise click.ClickException("These copies cannot be relied on. Make new ones and try again.")
    if held:
        click.echo(f"These copies hold the opened answers of {', '.join(held)}.")
    click.echo("Everything went well. What was restored has been removed again.")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--pepper-lost", is_flag=True, help="The settings.toml of these copies is lost for good: end open waves.")
@click.pass_context
def restore(context: click.Context, folder: Path, *, pepper_lost: bool) -> None:
    """Put the newest copies in FOLDER back into this installation's databases, which must be empty."""
    settings = config.load(instance(context))
    with places.held(folder, instance=settings.instance) as place:
        chosen = sets.newest(place)
        restoring.put_back(chosen, settings, pepper_lost=pepper_lost)
    today, stores = date.today(), open_stores(settings)
    try:
        ended = pepperless.go_on(stores, today=today)
        trusted = pepperless.trust_found(stores) if pepper_lost else ()
        running = restoring.make_state_keys(stores, settings.instance)
        _note(stores, chosen.day)
    finally:
        stores.close()
    click.echo(f"Put back the copies of {chosen.day:%Y-%m-%d}. Run `surveyapp nightly` next, then start the server.")
    for wave in ended:
        click.echo(f"{wave}: its cards are worthless now, so nobody can answer any more. Its box opens as before.")
    if trusted:
        click.echo(
            f"What these copies say of the keys of {', '.join(trusted)} was believed as it stands, for nothing else is "
            "left to check it by. Before such a box is opened, compare the fingerprint on a card with that on the "
            "custodians' sheets and with the one that `surveyapp open --box` shows."
        )
    for wave in running:
        click.echo(
            f"{wave} is open: children who were in the middle of a page begin again with the same card. Answers that "
            "came after the copies were made are lost, and cards used since then work again: tell the participation "
            "worker. The page of the wave says so, too."
        )


def _note(stores: Stores, copies: date) -> None:
    """Write into each authority's record that copies were put back; by it the pages of open waves say so."""
    from surveyapp.staff import audit  # brings the web along, which no other command here needs
    from surveyapp.web.audience import Visitor

    with stores.read("fieldwork") as registry:
        authorities = [one.id for one in waves.authorities(registry)]
    with stores.write("staff") as session:
        for authority in authorities:
            terminal = Visitor("", "surveyapp restore", authority, frozenset())
            audit.record(session, terminal, audit.RESTORED, copies.isoformat())


def _addresses(given: tuple[str, ...]) -> dict[str, str]:
    """The addresses by store."""
    found = dict(one.partition("=")[::2] for one in given)
    unknown = sorted(set(found) - set(STORES))
    if unknown or not all(found.values()):
        raise click.UsageError(f"--database takes STORE=URL; the stores are {', '.join(STORES)}.")
    return found
