"""Authorities, waves and access codes from the terminal."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import click

from surveyapp.box.custody import WaveWithoutKeys
from surveyapp.casting import BoxNotReady, custody, manifest
from surveyapp.cli.opened import opened
from surveyapp.cli.shown import ALL, HELP, shown
from surveyapp.db.engines import Stores
from surveyapp.definition.catalogue import Catalogue, UnknownInstrument
from surveyapp.definition.lines import neighbour_in
from surveyapp.fieldwork import codes as access_codes
from surveyapp.fieldwork import cohorts, counts
from surveyapp.fieldwork import waves as all_waves
from surveyapp.fieldwork import words as own_words
from surveyapp.fieldwork.models import Term
from surveyapp.fieldwork.pools import Kind
from surveyapp.fieldwork.waves import BandPlan, WavePlan
from surveyapp.safeguarding.delivery import assert_told

DAY = click.DateTime(["%Y-%m-%d"])
NEXT, NONE = Kind.NEXT.value, "none"
SMALL = (
    "What becomes of an age band that fewer than 10 answer and no other can take in. none: not counted, only its "
    "comments are read. next: its ballots stay sealed until this council's next wave. PARTNERSHIP: until those of its "
    "other councils. `waves pool` changes it until the wave opens."
)
SAID = {NONE: "not counted", NEXT: "sealed until opened with the next wave"}


@click.group()
def authorities() -> None:
    """The councils of this installation."""


@authorities.command("add")
@click.argument("authority")
@click.argument("title")
@click.option("--partnership", is_flag=True, help="Several councils whose small age bands may be opened together.")
def add_authority(authority: str, title: str, *, partnership: bool) -> None:
    """Add AUTHORITY (a short id such as "northvale") with its TITLE."""
    add = all_waves.add_partnership if partnership else all_waves.add_authority
    with opened() as here, here.stores.write("fieldwork") as session:
        add(session, authority, title)
    click.echo(f"{title} is here as {authority}.")


@authorities.command("list")
def list_authorities() -> None:
    """Every authority and its waves."""
    with opened() as here, here.stores.read("fieldwork") as session:
        for authority in all_waves.authorities(session):
            click.echo(f"{authority.id}  {authority.title}")
            for wave in all_waves.of(session, authority.id):
                click.echo(f"    {wave.id}  {wave.title}  {wave.state}{'  (trial)' if wave.trial else ''}")


@authorities.command("words")
@click.argument("authority")
@click.argument("term", required=False, type=click.Choice([term.value for term in Term]))
@click.argument("text", required=False)
@click.option("--language", default="en", show_default=True, help="The language in which it is said so, such as cy.")
def say_words(authority: str, term: str | None, text: str | None, language: str) -> None:
    """Say how AUTHORITY calls a TERM, such as in_care "looked after"; without them, list its own words.

    An empty TEXT gives the general word back. Pages say it from the next release on.
    """
    if term is not None and text is not None:
        with opened() as here, here.stores.write("fieldwork") as session:
            own_words.set_word(session, authority, Term(term), text, language=language)
    with opened() as here, here.stores.read("fieldwork") as session:
        for word in own_words.words_of(session, authority):
            click.echo(f"{word.term}  {word.language}  {word.text}")


@click.group()
def waves() -> None:
    """Rounds of asking."""


@waves.command("create")
@click.argument("wave")
@click.option("--authority", required=True)
@click.option("--title", required=True)
@click.option("--year", required=True, type=click.IntRange(2000, 2100))
@click.option("--starts", required=True, type=DAY)
@click.option("--ends", required=True, type=DAY)
@click.option("--version", required=True, help="The version of the surveys, such as 2024.")
@click.option("--trial", is_flag=True, help="Never released, never mixed with real answers.")
@click.option("--pool", required=True, metavar="none|next|PARTNERSHIP", help=SMALL)
@click.option("--breakdown", "named_breakdowns", multiple=True, default=[ALL], metavar="all|none|ID", help=HELP)
def create_wave(
    wave: str,
    *,
    version: str,
    starts: datetime,
    ends: datetime,
    authority: str,
    pool: str,
    named_breakdowns: tuple[str, ...],
    **named: Any,
) -> None:
    """Make a WAVE, a draft, with every age band whose survey has this VERSION."""
    with opened() as here, here.stores.write("fieldwork") as session:
        bands = _bands(here.catalogue, version)
        named |= {"authority": authority, "bands": bands, "pool": _where(pool, authority)}
        named["breakdowns"] = shown(here.catalogue, named_breakdowns)
        plan = WavePlan(id=wave, starts_on=starts.date(), ends_on=ends.date(), **named)
        all_waves.create(session, plan)
    click.echo(f"{wave} is a draft. Next: `surveyapp waves eligible {wave} …`")


@waves.command("pool")
@click.argument("wave")
@click.argument("pool", metavar="none|next|PARTNERSHIP")
def declare_pool(wave: str, pool: str) -> None:
    """Say anew what becomes of age bands of WAVE, a draft, that stay too small."""
    with opened() as here, here.stores.write("fieldwork") as session:
        all_waves.declare_pool(session, wave, _where(pool, all_waves.find(session, wave).authority))
    click.echo(f"{wave}: age bands that stay too small are {SAID.get(pool, f'sealed until opened with {pool}')}.")


@waves.command("breakdowns")
@click.argument("wave")
@click.argument("named", nargs=-1, required=True, metavar="all|none|ID...")
def declare_breakdowns(wave: str, named: tuple[str, ...]) -> None:
    """Say anew by which breakdowns WAVE, a draft, will show results; by others nothing is counted."""
    with opened() as here, here.stores.write("fieldwork") as session:
        chosen = shown(here.catalogue, named)
        all_waves.declare_breakdowns(session, wave, chosen)
    said = "every breakdown" if chosen is None else ", ".join(chosen) or "age alone"
    click.echo(f"{wave}: results are shown by {said}.")


@waves.command("throw-away")
@click.argument("wave")
@click.confirmation_option(
    prompt="The plan, its keys and the codes on its cards will be gone for good: destroy the sheets and the cards by "
    "hand. Go on?"
)
def throw_away(wave: str) -> None:
    """Forget WAVE, a draft that never started."""
    with opened() as here:
        custody.throw_away(here.stores, wave)
    click.echo(f"{wave} is gone.")


@waves.command("eligible")
@click.argument("wave")
@click.option("--band", required=True)
@click.option("--team", required=True)
@click.argument("number", type=click.IntRange(0))
def set_eligible(wave: str, band: str, team: str, number: int) -> None:
    """Say that NUMBER children of a band and team may answer."""
    with opened() as here, here.stores.write("fieldwork") as session:
        cohorts.set_eligible(session, wave, band=band, team=team, eligible=number)
    click.echo(f"{number} may answer: {band}, {team}.")


@waves.command("open")
@click.argument("wave")
def open_wave(wave: str) -> None:
    """Start fieldwork; each custodian has opened a canary ballot before."""
    with opened() as here:
        with here.stores.read("fieldwork") as session:
            assert_told(here.settings.alerts, trial=all_waves.find(session, wave).trial)
        custody.start(here.stores, here.settings.instance, wave, day=date.today())
    click.echo(f"{wave} is open.")


@waves.command("closing")
@click.argument("wave")
def start_closing(wave: str) -> None:
    """No new starts; what was begun is still accepted until `waves close`."""
    with opened() as here, here.stores.write("fieldwork") as session:
        all_waves.start_closing(session, wave)
    click.echo(f"{wave} is closing: what was begun is still accepted.")


@waves.command("close")
@click.argument("wave")
def close_wave(wave: str) -> None:
    """Accept nothing more."""
    with opened() as here, here.stores.write("fieldwork") as session:
        all_waves.close_wave(session, wave, day=date.today())
    click.echo(f"{wave} is closed. Next: `surveyapp open {wave}` with the custodians.")


@waves.command("counts")
@click.argument("wave")
def show_counts(wave: str) -> None:
    """Last night's counts by band and team, in steps of five."""
    with opened() as here, here.stores.read("fieldwork") as session:
        for line in counts.progress(session, wave):
            told = "fewer than 5" if line.at_least < 5 else f"at least {line.at_least}"
            click.echo(f"{line.band:8} {line.team:24} {told:14} of {line.eligible}")


@click.group()
def codes() -> None:
    """Access codes, which can be read once, when they are issued."""


@codes.command()
@click.argument("wave")
@click.option("--band", required=True)
@click.option("--team", required=True)
@click.option("--version", help="Another band's pages, as BAND/VERSION (a young person of 14 may use 8-11/2024).")
@click.argument("count", type=click.IntRange(1))
def issue(wave: str, band: str, team: str, count: int, version: str | None) -> None:
    """Issue COUNT codes and print them, this once."""
    with opened() as here:
        with here.stores.write("fieldwork") as session:
            places = [one for one in cohorts.strata(session, wave) if (one.band, one.team) == (band, team)]
            if not places:
                raise click.ClickException(
                    f"{wave} has no team {team!r} in band {band}; `surveyapp waves eligible` first."
                )
            fingerprints = {one.band: one.instrument for one in all_waves.bands(session, wave)}
            instrument = here.catalogue.version(*version.split("/", 1)).fingerprint if version else fingerprints[band]
            made = access_codes.issue(
                session, pepper=here.settings.pepper, stratum=places[0].id, instrument=instrument, count=count
            )
        for code in made:
            click.echo(code)
        _fingerprint(here.stores, wave)


@codes.command()
@click.argument("typed", nargs=-1, required=True)
def void(typed: tuple[str, ...]) -> None:
    """Withdraw codes whose cards were lost or jammed."""
    with opened() as here, here.stores.write("fieldwork") as session:
        digests = [access_codes.digest(here.settings.pepper, access_codes.normalise(code)) for code in typed]
        gone = access_codes.void(session, digests)
    click.echo(f"{gone} withdrawn; used ones stay used.")


def _fingerprint(stores: Stores, wave: str) -> None:
    """Say beside the codes what cards show of the wave's keys, once it has them; apart, so that codes can be piped."""
    with suppress(BoxNotReady, WaveWithoutKeys):
        shown = manifest.short(manifest.fingerprint(stores, wave))
        click.echo(f"The wave's fingerprint, as on the custodians' sheets: {shown}", err=True)


def _where(pool: str, authority: str) -> str | None:
    """Under which authority small bands are opened."""
    return None if pool == NONE else authority if pool == NEXT else pool


def _bands(catalogue: Catalogue, version: str) -> tuple[BandPlan, ...]:
    """The bands that have this version. Raises UnknownInstrument when none has it."""
    bank = catalogue.bank
    asked = [band for band in bank.bands if version in catalogue.versions(band)]
    if not asked:
        raise UnknownInstrument(f'no band has a version "{version}"')
    return tuple(
        BandPlan(band, catalogue.version(band, version).fingerprint, neighbour_in(bank, band, asked)) for band in asked
    )
