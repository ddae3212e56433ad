"""The custodians at the terminal: keys, and the canary ballot that proves their phrases."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

import click

from surveyapp.casting import custody as keeping
from surveyapp.casting import manifest
from surveyapp.cli.opened import opened
from surveyapp.fieldwork import custodians, waves
from surveyapp.fieldwork.models import Proof, State

TRIED: Mapping[Proof, str] = {
    Proof.NEVER: "not yet tried",
    Proof.START: "tried before the middle of the wave",
    Proof.MIDWAY: "tried in mid-wave",
}


@click.group()
def custody() -> None:
    """The people who open a wave's box together."""


@custody.command()
@click.argument("wave")
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--needed", default=2, show_default=True, type=click.IntRange(1, 3), help="Who open it together; 1: trials only."
)
def prepare(wave: str, names: tuple[str, ...], needed: int) -> None:
    """Make the wave's keys and show each custodian's phrase, this once."""
    with opened() as here:
        phrases = keeping.keep(here.stores, wave, names, needed=needed)
        for name, phrase in phrases.items():
            click.echo(f"{name}:  {phrase}")
        shown = manifest.short(manifest.fingerprint(here.stores, wave))
    click.echo(
        f"Any {needed} of them open the box together. Each writes their own phrase down now; nobody can show it again. "
        f"And each writes down the wave's fingerprint, which its cards will show: {shown}"
    )


@custody.command()
@click.argument("wave")
@click.option("--custodian", "names", multiple=True, required=True, help="Who is here; each is asked for their phrase.")
def canary(wave: str, names: tuple[str, ...]) -> None:
    """Open the canary ballot, so that every phrase is known to work.

    Phrases are asked for without being shown; a pipe gives one a line, in the order of --custodian.
    """
    today = date.today()
    phrases = ask(names)
    with opened() as here:
        proved = keeping.prove(here.stores, wave, phrases, today=today)
        with here.stores.read("fieldwork") as session:
            left = custodians.unproved(session, wave, today=today)
            draft = waves.find(session, wave).state is State.DRAFT
    click.echo(f"Opened by {' and '.join(proved)}.")
    nothing = f"All have proved. Next: `surveyapp waves open {wave}`" if draft else "Nobody's try is due."
    click.echo(f"Still to come: {', '.join(left)}." if left else nothing)


@custody.command()
@click.argument("wave")
def state(wave: str) -> None:
    """Say who keeps the keys, when each last tried their phrase, and when the next try is due."""
    today = date.today()
    with opened() as here, here.stores.read("fieldwork") as session:
        middle, due = custodians.middle(session, wave), custodians.unproved(session, wave, today=today)
        for one in custodians.of(session, wave):
            click.echo(f"{one.name:30} {TRIED[one.proved]}{'; due now' if one.name in due else ''}")
    if middle is not None:
        click.echo(f"In mid-wave, from {middle:%Y-%m-%d}, each tries once more: `surveyapp custody canary {wave} …`")


def ask(names: tuple[str, ...]) -> dict[str, str]:
    """Each custodian's phrase, typed without being shown; through a pipe, one a line."""
    if sys.stdin.isatty():
        return {name: click.prompt(f"{name}'s phrase", hide_input=True) for name in names}
    return {name: _piped(name) for name in names}


def _piped(name: str) -> str:
    typed = sys.stdin.readline()
    if not typed.strip():
        raise click.ClickException(
            f"There is no phrase for {name}: what came through the pipe ended. "
            "Give one phrase a line, in the order of --custodian, or start this at a terminal."
        )
    return typed.strip()
