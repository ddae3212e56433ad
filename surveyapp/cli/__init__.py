"""The command line: thin commands over the packages below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from surveyapp.cli.accounts import accounts
from surveyapp.cli.custody import custody
from surveyapp.cli.definitions import definitions
from surveyapp.cli.demo import demo
from surveyapp.cli.fieldwork import authorities, codes, waves
from surveyapp.cli.installation import db, init, serve
from surveyapp.cli.nightly import nightly
from surveyapp.cli.openings import destroy, open_box
from surveyapp.cli.releases import release
from surveyapp.cli.telling import Telling


@click.group(cls=Telling, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--instance",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="SURVEYAPP_INSTANCE",
    help="The folder of this installation's settings and data (default: ./instance).",
)
@click.pass_context
def main(context: click.Context, instance: Path | None) -> None:
    """Wellbeing surveys for children in care and young people leaving care."""
    context.obj = instance


COMMANDS: tuple[Any, ...] = (
    init,
    db,
    serve,
    demo,
    definitions,
    authorities,
    waves,
    codes,
    custody,
    open_box,
    destroy,
    release,
    accounts,
    nightly,
)
for command in COMMANDS:
    main.add_command(command)
