"""Setting an installation up and serving it."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp import config
from surveyapp.casting import fitting
from surveyapp.cli.listening import hold_to_free
from surveyapp.cli.opened import instance
from surveyapp.db import migrate


@click.command()
@click.option("--http", is_flag=True, help="Cookies work without https: for trying things on this machine only.")
@click.pass_context
def init(context: click.Context, http: bool) -> None:
    """Make the settings file with fresh secrets."""
    path = config.initialise(instance(context) or Path("instance"), secure_cookies=not http)
    click.echo(f"Wrote {path}. Keep a copy in a safe place, then run `surveyapp db upgrade`.")


@click.group()
def db() -> None:
    """The six stores' databases."""


@db.command()
@click.pass_context
def upgrade(context: click.Context) -> None:
    """Make the databases, or bring them to this program's version."""
    settings = config.load(instance(context))
    fitting.assert_upgrade_fits(settings)
    migrate.upgrade(settings)
    click.echo("All stores are at this program's version.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> None:
    """Serve the pages with waitress (behind nginx for anything but a trial)."""
    from waitress import serve as listen

    from surveyapp import create_app

    app = create_app(config.load(instance(context)))
    hold_to_free(host, port)
    click.echo(f"Serving http://{host}:{port} (stop with Ctrl+C)")
    listen(app, host=host, port=port, threads=8, ident=None, clear_untrusted_proxy_headers=True)
