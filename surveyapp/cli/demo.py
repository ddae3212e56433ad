"""`surveyapp demo`: a made-up council to try everything on."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import click

from surveyapp import config
from surveyapp.cli.listening import hold_to_free
from surveyapp.cli.nightly import night
from surveyapp.cli.opened import Installation, instance
from surveyapp.db import durable, migrate
from surveyapp.db.engines import open_stores
from surveyapp.definition import catalogue
from surveyapp.demo import card, plan
from surveyapp.signing.keys import SigningKeys

READY, BESIDE = "ready", "beside-others"
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what somebody asked for
"""All addresses of this machine, and the one that a browser on it asks for."""
URL = re.compile(r'^url = ".*"$', re.MULTILINE)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--fresh", is_flag=True, help="Throw the demo's data away and make them again.")
@click.option("--others", is_flag=True, help="Also make eight other councils, and set the results beside theirs.")
@click.option("--no-serve", is_flag=True, help="Make it and stop.")
@click.pass_context
def demo(context: click.Context, host: str, port: int, *, fresh: bool, others: bool, no_serve: bool) -> None:
    """Make a made-up council through the real path, and serve it on this machine."""
    if not no_serve:
        hold_to_free(host, port)
    folder = (instance(context) or Path("instance")) / "demo"
    if fresh or not (folder / READY).exists():
        _make(folder)
    if others and not (folder / BESIDE).exists():
        _beside_others(folder)
    click.echo(card.read(folder))
    if not no_serve:
        lead_to(folder, address(host, port))
        _serve(folder, host, port)


def _make(folder: Path) -> None:
    """Make the demo from nothing; one that was broken off before is thrown away."""
    from surveyapp.demo import council  # statistics come with it, and the second start needs none

    shutil.rmtree(folder, ignore_errors=True)
    config.initialise(folder, alerts=plan.alerts(address("127.0.0.1", 8000)), secure_cookies=False)
    settings = config.load(folder, environ={})
    click.echo(f"Making the demo in {folder}")
    migrate.upgrade(settings)
    stores = open_stores(settings)
    try:
        making = council.Making(settings, stores, catalogue.load(settings.definitions), click.echo)
        card.write(folder, council.make(making, today=date.today()))
        click.echo("The first night: both stores are washed, what is past its time is deleted")
        problems = night(Installation(settings, stores, making.catalogue), date.today(), believed=True)
    finally:
        stores.close()
    if problems:
        raise click.ClickException("; ".join(problems))
    (folder / READY).touch()


def _beside_others(folder: Path) -> None:
    """Send the demo's newest results to a made-up programme, and publish them again beside what it gives back."""
    from surveyapp.demo import others  # statistics come with it

    click.echo(f"Making {len(others.COUNCILS)} other councils and a programme")
    settings = config.load(folder, environ={})
    stores = open_stores(settings)
    try:
        others.beside_others(stores, SigningKeys.of(folder), catalogue.load(settings.definitions), plan.ROUNDS[-1])
    finally:
        stores.close()
    (folder / BESIDE).touch()


def address(host: str, port: int) -> str:
    """Where a browser on this machine reaches what is served at this host and port."""
    named = EVERYWHERE.get(host, host)
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"


def lead_to(folder: Path, url: str) -> None:
    """Let the demo's letters lead to this address; the secrets in its settings stay."""
    path = folder / "settings.toml"
    text = path.read_text(encoding="utf-8")
    durable.write(path, URL.sub(f'url = "{url}"', text, count=1).encode(), replace=True)


def _serve(folder: Path, host: str, port: int) -> None:
    from waitress import serve

    from surveyapp import create_app

    app = create_app(config.load(folder, environ={}))
    click.echo(f"Ready: {address(host, port)} (stop with Ctrl+C)")
    serve(app, host=host, port=port, threads=8, ident=None, clear_untrusted_proxy_headers=True)
