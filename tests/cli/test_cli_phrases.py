"""Phrases that come through a pipe are taken as they are, or refused in a sentence; nothing is warned of."""

from __future__ import annotations

import subprocess
import sys

ASK = "from surveyapp.cli.custody import ask; print(sorted(ask(('Ada', 'Ben')).items()))"
TELL = f"import click; cli = click.Command('x', callback=lambda: exec({ASK!r})); cli(prog_name='x')"


def piped(typed: str) -> subprocess.CompletedProcess[str]:
    """A process without a terminal, as a timer or a pipe starts one."""
    return subprocess.run(
        [sys.executable, "-c", TELL], input=typed, capture_output=True, text=True, check=False, start_new_session=True
    )


def test_phrases_through_a_pipe_are_one_a_line_and_nothing_is_warned_of() -> None:
    told = piped("first phrase \nsecond phrase\n")
    assert (told.stdout, told.stderr) == ("[('Ada', 'first phrase'), ('Ben', 'second phrase')]\n", "")


def test_a_pipe_that_ends_too_early_is_refused_in_a_sentence() -> None:
    told = piped("first phrase\n")
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr == (
        "Error: There is no phrase for Ben: what came through the pipe ended. "
        "Give one phrase a line, in the order of --custodian, or start this at a terminal.\n"
    )
