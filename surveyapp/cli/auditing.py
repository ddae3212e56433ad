"""`surveyapp audit`: looking into this installation as somebody would who wants to know whose answers are whose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from surveyapp import config
from surveyapp.cli.opened import instance

FOLDER = click.Path(exists=True, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def audit() -> None:
    """Look into this installation for what could tell whose answers are whose."""


@audit.command()
@click.option(
    "--instance",
    "named",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The installation's folder.",
)
@click.option("--backups", type=FOLDER, help="Where its backups are kept.")
@click.option("--logs", type=FOLDER, help="Where its logs are: the web server's, the program's, PostgreSQL's.")
@click.option("--out", required=True, type=FILE, help="The page to write (HTML).")
@click.option("--pdf", type=FILE, help="The same as PDF (needs surveyapp[reports]).")
@click.pass_context
def anonymity(
    context: click.Context, named: Path | None, backups: Path | None, logs: Path | None, out: Path, pdf: Path | None
) -> None:
    """Check a copy of the installation and write one page; ends with 1 if something does not hold."""
    from surveyapp.audit import audit as look
    from surveyapp.audit import page

    settings = config.load(named or instance(context))
    report = look(settings, today=date.today(), backup_folder=backups, log_folder=logs)
    page.write(out, page.html(report).encode())
    if pdf is not None:
        page.write(pdf, page.pdf(report))
    for fault in report.faults:
        click.echo(f"Does not hold: {fault.claim}. {fault.why}")
    click.echo(f"{page.summary(report)} Written to {out}.")
    context.exit(0 if report.sound else 1)
