"""`surveyapp alerts`: every minute, from a timer of the machine; it sends what could not be sent and lets it rise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from surveyapp import config
from surveyapp.cli.opened import instance
from surveyapp.config import Settings
from surveyapp.db import migrate
from surveyapp.db.connect import open_engine
from surveyapp.db.engines import Stores
from surveyapp.db.errors import DatabaseOutOfDate
from surveyapp.safeguarding import delivery, mail

STORE = "safeguarding"
NOT_SET_UP = (
    "There is no [alerts] in settings.toml, so nobody can be told that a child asks to be contacted, "
    "and children see the phone numbers alone."
)


@click.command()
@click.option("--try", "to", metavar="E-MAIL", help="Send a test to this address and nothing else.")
@click.pass_context
def alerts(context: click.Context, to: str | None) -> None:
    """Tell duty contacts by e-mail that a child asks to be contacted; run it every minute."""
    settings = config.load(instance(context))
    if to is None:
        _every_minute(settings)
    if settings.alerts is None:
        raise click.ClickException(NOT_SET_UP)
    if to is not None:
        mail.post(settings.alerts, mail.trial(settings.alerts, to))
        click.echo(f"The test is on its way to {to}.")


def _every_minute(settings: Settings) -> None:
    with _store(settings) as stores:
        done = delivery.every_minute(stores, settings.alerts)
    if done.problems:
        raise click.ClickException(" ".join(done.problems))
    if done.sent:
        click.echo(f"Sent: {done.sent}.")


@contextmanager
def _store(settings: Settings) -> Iterator[Stores]:
    """This store alone: whatever is wrong with another one, a child's request is not held up by it."""
    engine = open_engine(STORE, settings.databases[STORE])
    try:
        if migrate.version(STORE, engine) != migrate.line_of(STORE).get_current_head():
            raise DatabaseOutOfDate((STORE,))
        yield Stores({STORE: engine}, pepper=settings.pepper)
    finally:
        engine.dispose()
