"""The command line in one installation's folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from surveyapp import config
from surveyapp.cli import main
from surveyapp.config import STORES, Settings


def installed(folder: Path, template: Settings) -> Settings:
    """A new installation in this folder, whose stores are copies of newly upgraded ones."""
    config.initialise(folder, secure_cookies=False)
    for store in STORES:
        shutil.copy(template.instance / f"{store}.db", folder)
    return config.load(folder, environ={})


class Terminal:
    """A terminal in an installation's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def says(self, line: str, *more: str, typed: str | None = None) -> Result:
        """What a command answers."""
        return CliRunner().invoke(main, ["--instance", str(self.folder), *line.split(), *more], input=typed)

    def does(self, line: str, *more: str, typed: str | None = None) -> str:
        """What a command prints that must go well."""
        result = self.says(line, *more, typed=typed)
        assert result.exit_code == 0, result.output
        return result.output
