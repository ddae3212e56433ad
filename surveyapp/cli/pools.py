"""What waits to be opened together with others, from the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from surveyapp import opening
from surveyapp.cli.custody import ask
from surveyapp.cli.opened import opened
from surveyapp.cli.openings import say_dropped
from surveyapp.db import durable
from surveyapp.fieldwork import together
from surveyapp.opening import Pool

LONGEST = 100
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
HERE = "Who is here, with the wave whose box it is; each is asked for their phrase, in this order."


@click.group()
def pool() -> None:
    """Small age bands of several waves, opened together."""


@pool.command("list")
def list_pools() -> None:
    """Everything that waits, until when, and what can be opened now."""
    with opened() as here:
        for one in opening.waiting_pools(here.stores, here.catalogue):
            _say(one)


@pool.command("open")
@click.argument("authority")
@click.option("--custodian", "seats", multiple=True, required=True, nargs=2, metavar="WAVE NAME", help=HERE)
@click.option("--title", default="", help="What the result is called; without it, its bands and years or councils.")
@click.option("--trial", is_flag=True, help="What waits of trial waves.")
def open_pool(authority: str, seats: tuple[tuple[str, str], ...], title: str, *, trial: bool) -> None:
    """Open together what waits under AUTHORITY (a council or partnership) and is enough."""
    typed = ask(tuple(f"{name} ({wave})" for wave, name in seats))
    phrases: dict[str, dict[str, str]] = {}
    for wave, name in seats:
        phrases.setdefault(wave, {})[name] = typed[f"{name} ({wave})"]
    with opened() as here:
        report = opening.open_together(
            here.stores, here.catalogue, authority, phrases, today=date.today(), title=title, trial=trial
        )
    click.echo(f"{report.title}: opened together, of {', '.join(report.members)}.")
    for band, number in report.bands.items():
        click.echo(f"  {band:16} {number}")
    if report.n_unpermitted:
        click.echo(f"  {report.n_unpermitted} without a valid permit were left out. Find out who put them in.")
    if report.left_out:
        click.echo(f"  Not asked in the same words everywhere, and left out: {', '.join(report.left_out)}.")
    say_dropped(report.dropped, here.catalogue.bank)
    for band in report.still_waiting:
        click.echo(f"  {band} waits on.")
    click.echo(f"Next: `surveyapp {'destroy' if trial else 'release build'} {report.wave}`")


@pool.command("title")
@click.argument("wave")
@click.argument("title")
def entitle(wave: str, title: str) -> None:
    """Call WAVE, which was opened together and is not released yet, by another TITLE."""
    if not 0 < len(title.strip()) <= LONGEST:
        raise click.ClickException(f"A title has 1 to {LONGEST} signs.")
    with opened() as here, here.stores.write("fieldwork") as session:
        together.entitle(session, wave, title.strip())
    click.echo(f"{wave} is called {title.strip()} now. Next: `surveyapp release build {wave}`")


@pool.command("give-up")
@click.argument("wave")
@click.option("--by", required=True, help="Who sees to it; the name stands on the certificate.")
@click.option("--out", type=NEW_FILE, help="Write the certificate into a new file as well.")
@click.confirmation_option(
    prompt="What waits of this wave will be gone for good, and nobody will have counted it. Go on?"
)
def give_up(wave: str, *, by: str, out: Path | None) -> None:
    """Destroy unread what waits of a WAVE, and print the certificate; afterwards, print it again."""
    with opened() as here:
        certificate = opening.give_up(here.stores, wave, by=by, today=date.today())
    click.echo(certificate.text())
    if out is not None:
        durable.write(out, certificate.text().encode())


def _say(one: Pool) -> None:
    click.echo(f"{one.authority}  {one.title}{'  (trial)' if one.trial else ''}")
    for part in one.parts:
        click.echo(f"    {part.wave}  {part.band}  until {part.until:%Y-%m-%d}")
    if one.ready:
        click.echo(f"    can be opened now: {', '.join(one.ready)}, with custodians of {', '.join(one.waves_ready)}")
