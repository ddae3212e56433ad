"""The command line: thin commands over the packages below, each imported when it is asked for."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.telling import Telling

COMMANDS = {
    "init": "surveyapp.cli.installation:init",
    "db": "surveyapp.cli.installation:db",
    "serve": "surveyapp.cli.installation:serve",
    "demo": "surveyapp.cli.demo:demo",
    "definitions": "surveyapp.cli.definitions:definitions",
    "translations": "surveyapp.cli.translations:translations",
    "audio": "surveyapp.cli.audio:audio",
    "authorities": "surveyapp.cli.fieldwork:authorities",
    "plan": "surveyapp.cli.plan:plan",
    "paper": "surveyapp.cli.paper:paper",
    "waves": "surveyapp.cli.fieldwork:waves",
    "codes": "surveyapp.cli.fieldwork:codes",
    "custody": "surveyapp.cli.custody:custody",
    "box": "surveyapp.cli.boxes:box",
    "open": "surveyapp.cli.openings:open_box",
    "opened": "surveyapp.cli.boxes:opened",
    "pool": "surveyapp.cli.pools:pool",
    "destroy": "surveyapp.cli.openings:destroy",
    "end-unread": "surveyapp.cli.openings:end_unread",
    "release": "surveyapp.cli.releases:release",
    "comparators": "surveyapp.cli.comparators:comparators",
    "programme": "surveyapp.cli.programme:programme",
    "history": "surveyapp.cli.history:history",
    "accounts": "surveyapp.cli.accounts:accounts",
    "nightly": "surveyapp.cli.nightly:nightly",
    "alerts": "surveyapp.cli.alerts:alerts",
    "backup": "surveyapp.cli.backups:backup",
    "restore-drill": "surveyapp.cli.backups:restore_drill",
    "restore": "surveyapp.cli.backups:restore",
    "audit": "surveyapp.cli.auditing:audit",
}
"""Statistics cost a second and 70 MB to import, so that a command that serves pages must not meet them."""


@click.group(cls=Telling, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
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
