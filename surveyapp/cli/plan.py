"""Before fieldwork: what the numbers of a wave allow, from the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TextIO

import click

from surveyapp.cli.opened import Installation, opened
from surveyapp.cli.planned import document, lines
from surveyapp.cli.shown import HELP, shown
from surveyapp.prospects import known
from surveyapp.prospects.assumed import Given, assumed
from surveyapp.prospects.foresee import prospects
from surveyapp.prospects.reading import LONGEST, read, share_of


def _of_100(context: click.Context, option: click.Parameter, written: str) -> float:
    """60 as 0.6."""
    found = share_of(written)
    if found is None:
        raise click.BadParameter(f"{written} is no number from 0 to 100", context, option)
    return found


def _guesses(
    context: click.Context, option: click.Parameter, written: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    """Each band ("" for all) and its share: 60, or 8-11=60."""
    parts = (one.rpartition("=") for one in written)
    return tuple((band, _of_100(context, option, number)) for band, _, number in parts)


@click.command()
@click.argument("wave", required=False)
@click.option("--authority", help="Without a wave: whose last numbers to take, and with whose release to compare.")
@click.option(
    "--numbers",
    type=click.File(encoding="utf-8-sig"),
    help="Without a wave: a CSV with the columns band, breakdown, group, eligible, response, answers. "
    "A line without a group says how many of a band may answer, and perhaps how many of 100 will.",
)
@click.option(
    "--guess",
    "guesses",
    multiple=True,
    callback=_guesses,
    metavar="[BAND=]NUMBER",
    help="How many of 100 answer, such as 60 or 8-11=60.",
)
@click.option(
    "--unsaid", default="5", callback=_of_100, show_default=True, help="How many of 100 do not say their group."
)
@click.option(
    "--start", default="70", callback=_of_100, show_default=True, help="How many of 100 gave the good answer before."
)
@click.option("--breakdown", "named", multiple=True, metavar="all|none|ID", help=f"{HELP} Else as the wave declared.")
@click.option("--json", "exact", is_flag=True, help="Exact figures, for programs.")
def plan(
    wave: str | None,
    *,
    authority: str | None,
    numbers: TextIO | None,
    guesses: tuple[tuple[str, float], ...],
    named: tuple[str, ...],
    exact: bool,
    **shares: float,
) -> None:
    """Say which breakdowns, bands and changes a WAVE could show, before anybody is asked. Nothing is written.

    Without a WAVE: of numbers in a file, or those of an authority's last wave.
    """
    with opened() as here:
        given, response = _given(here, wave, authority, numbers)
        if named:
            given = given.by(here.catalogue.bank, shown(here.catalogue, named))
        bank = here.catalogue.bank
    assumption = assumed(given, {**response, **_guessed(given, guesses)})
    found = prospects(given, replace(assumption, unsaid=shares["unsaid"], start=shares["start"]))
    if exact:
        click.echo(json.dumps(document(given, found), indent=2, ensure_ascii=False))
        return
    for line in lines(bank, given, found):
        click.echo(line)


def _given(
    here: Installation, wave: str | None, authority: str | None, numbers: TextIO | None
) -> tuple[Given, Mapping[str, float]]:
    """What is to be reckoned with, and what the file guesses."""
    if (wave is not None) + (numbers is not None) + (authority is not None and numbers is None) != 1:
        raise click.UsageError("Name a wave, or --authority, or a file of --numbers (perhaps with --authority).")
    if wave is not None:
        return known.of_wave(here.stores, here.catalogue, wave), {}
    if numbers is None:
        found = known.last_numbers(here.stores, here.catalogue, authority or "")
        if not any(found.eligible.values()):
            raise click.ClickException(f"{authority} has no wave with children in it yet; give a file of --numbers.")
    else:
        surveys = known.next_surveys(here.catalogue)
        found = read(numbers.read(LONGEST + 1), surveys, here.catalogue.bank.breakdowns)
    before = known.last_release(here.stores, authority) if authority else None
    return known.of_numbers(here.catalogue, found, before), found.response


def _guessed(given: Given, guesses: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """The guess of each band; one of all bands stands behind one of its own."""
    for band, _ in guesses:
        if band and band not in given.bands:
            raise click.UsageError(f"{band} is no band of this wave; its bands: {', '.join(given.bands)}.")
    of_all = {band: share for one, share in guesses if not one for band in given.bands}
    return of_all | {band: share for band, share in guesses if band}
