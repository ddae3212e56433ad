"""Opening a wave's box at the terminal, here or away from the server, and destroying what could open it again."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from surveyapp import opening
from surveyapp.casting import StateKeys
from surveyapp.casting import manifest as manifests
from surveyapp.cli.custody import ask
from surveyapp.cli.opened import Installation, opened
from surveyapp.db import durable
from surveyapp.db.engines import Stores
from surveyapp.definition.model import Bank
from surveyapp.fieldwork import custodians, waves
from surveyapp.fieldwork.models import Proof
from surveyapp.opening import Certificate, EndedUnread, Fate, OpeningReport, away, missing
from surveyapp.results import store as results_of

FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
DIGITS = 16
"""Hexadecimal digits that are carried on paper: 64 bits, which no second file fits by chance or in a week's search."""


@click.command("open")
@click.argument("wave", required=False)
@click.option("--custodian", "names", multiple=True, required=True, help="Who is here; each is asked for their phrase.")
@click.option("--comments-only", "bands", multiple=True, help="A band with too few answers: only comments are kept.")
@click.option("--box", type=FILE, help="A file from `surveyapp box export`; needs no installation and no network.")
@click.option("--out", type=NEW_FILE, help="With --box: the new file that goes back to the server.")
@click.option("--digits", help="With --box: the 16 characters that the export showed, from paper; else they are asked.")
def open_box(
    wave: str | None,
    *,
    names: tuple[str, ...],
    bands: tuple[str, ...],
    box: Path | None,
    out: Path | None,
    digits: str | None,
) -> None:
    """Open the box of a closed WAVE, once: on this server, or from a file on a machine without network.

    Phrases are asked for without being shown; a pipe gives one a line, in the order of --custodian.
    """
    if box is not None and out is not None:
        _open_away(_as_written(box, wave, out, digits), out, names, bands)
    elif box is None and out is None and wave is not None:
        _open_here(wave, names, bands)
    else:
        raise click.UsageError("Name a WAVE of this installation, or both --box and --out.")


def _open_here(wave: str, names: tuple[str, ...], bands: tuple[str, ...]) -> None:
    phrases = ask(names)
    with opened() as here:
        warn_untried(here.stores, wave)
        keys = StateKeys.of(here.settings.instance)
        report = opening.open_wave(
            here.stores,
            here.catalogue,
            wave,
            phrases,
            state_keys=keys,
            today=date.today(),
            comments_only=frozenset(bands),
        )
        told = afterwards(here.stores, wave)
    say(report, here.catalogue.bank)
    click.echo(told)


def _as_written(path: Path, wave: str | None, out: Path, digits: str | None) -> away.CarriedBox:
    """The box in this file, which nobody has changed since its export: people carry 16 characters of it on paper."""
    if out.exists():
        raise click.ClickException(f"{out} is there already. Name a new file; nothing was opened.")
    box = away.carried_box(path, wave=wave)
    click.echo(f"The box of {box.wave}, {len(box.ballots)} sealed ballots.")
    asked = "The 16 characters that the server showed at the export, from the paper they were written on"
    typed = digits if digits is not None else click.prompt(asked)
    if "".join(typed.split()).lower() != box.digest[:DIGITS]:
        raise click.ClickException(
            "These are not the characters of this file. If they were read and typed right, it is another file than the "
            "one that the server wrote, or somebody has changed it: do not open it. Nothing was opened."
        )
    return box


def _open_away(box: away.CarriedBox, out: Path, names: tuple[str, ...], bands: tuple[str, ...]) -> None:
    if box.fingerprint is not None:
        click.echo(f"Fingerprint of its keys: {manifests.short(box.fingerprint)}")
        click.echo("If it is not the one on the custodians' sheets and on the children's cards, stop here.")
    report = away.open_away(box, ask(names), out, comments_only=frozenset(bands))
    say(report, box.plan.bank)
    click.echo(f"{out} can be read by the server it came from alone. Next, there: `surveyapp opened import {out.name}`")


def warn_untried(stores: Stores, wave: str) -> None:
    """Say so where nobody has tried a phrase since the wave's middle, and ask at a terminal whether to go on."""
    with stores.read("fieldwork") as session:
        tried = any(one.proved is Proof.MIDWAY for one in custodians.of(session, wave))
    if tried:
        return
    click.echo("Nobody tried a phrase in mid-wave. If a phrase fails now, another custodian's must be found.")
    if sys.stdin.isatty() and not click.confirm("Go on all the same?"):
        raise click.ClickException(
            f"Nothing was done. To try first: `surveyapp custody canary {wave} --custodian NAME`"
        )


def warn_unpublished(stores: Stores, wave: str) -> None:
    """Say so where answers were counted and nobody has published, or looked at, what they say."""
    if opening.unpublished(stores, wave):
        click.echo(
            f"Nothing of {wave} is published yet. Its results stay, but if something is wrong with them, its box can "
            "not be opened again after this."
        )


def afterwards(stores: Stores, wave: str) -> str:
    """What to do once a box is open: a trial is never released."""
    with stores.read("fieldwork") as session:
        trial = waves.find(session, wave).trial
    with stores.read("results") as results:
        counted, waits = bool(results_of.bands_of(results, wave)), tuple(results_of.waiting_of(results, wave))
    destroy = f"Next: `surveyapp destroy {wave} --by NAME`"
    if trial:
        return f"This was a trial, and its answers are never released. {destroy}"
    if counted:
        return f"Next: `surveyapp release build {wave}`"
    if waits:
        return (
            f"So nothing can be released of {wave} alone. {destroy}, which leaves what waits; and "
            "`surveyapp pool open` as soon as `surveyapp pool list` says that enough has come."
        )
    return f"No answer was counted, so nothing can be released of {wave}. {destroy}"


def say(report: OpeningReport, bank: Bank) -> None:
    """What an opening did, in numbers."""
    if report.waiting and not report.n_ok:
        click.echo(f"No ballot was counted: all that can be read wait, sealed. {report.n_bad} unreadable.")
    else:
        click.echo(f"{report.n_ok} ballots opened, {report.n_bad} unreadable.")
    say_permits(report)
    say_missing(report)
    for band, number in report.bands.items():
        click.echo(f"  {band:16} {number}")
    for band in report.merged:
        click.echo(f"  {band}: laid together, as too few answered in one of them for it to be counted alone.")
    for band in report.comments_only:
        click.echo(f"  Of {band} only comments were kept, for the person who reads them for harm.")
    for band in report.waiting:
        click.echo(f"  {band} waits: its ballots stay sealed until they are opened together with others.")
    if report.waiting:
        click.echo("  The custodians keep their phrases until then. `surveyapp pool list` says what waits.")
    say_dropped(report.dropped, bank)
    if report.late:
        click.echo(f"  {report.late} came after the box was exported and stay sealed.")


def say_permits(report: OpeningReport) -> None:
    """How many ballots nobody with a card had let in; or that nobody can know."""
    if report.n_unpermitted:
        click.echo(
            f"  {report.n_unpermitted} without a valid permit were left out: nobody with a card put them in. Somebody "
            "has changed the box; find out who before anything is released."
        )
    if not report.permits:
        click.echo("  The wave began before permits were kept with ballots: none was looked at.")


def say_missing(report: OpeningReport) -> None:
    """How many used codes had no ballot, and what is normal; nothing on a machine that knows no code."""
    if report.n_missing is not None:
        click.echo(f"  {missing.told(report.n_missing)}")


def say_dropped(dropped: tuple[str, ...], bank: Bank) -> None:
    """Of which breakdowns some groups were too small, and in which bands; never which groups, or how few."""
    alike: dict[str, list[str]] = {}
    for breakdown, labels in opening.dropped_by_breakdown(dropped).items():
        bands = (bank.bands[one].title for one in bank.bands if any(one in label.split("+") for label in labels))
        alike.setdefault("; ".join(bands), []).append(bank.breakdowns[breakdown].title)
    for here, titles in alike.items():
        click.echo(f"  {', '.join(titles)}: some groups were too small to count ({here}).")


@click.command("destroy")
@click.argument("wave")
@click.option(
    "--restored-elsewhere",
    default="",
    metavar="WHERE AND WHEN",
    help="Where a backup of the results was restored and its numbers looked at, if no `surveyapp restore-drill` went "
    "well here since the opening; it stands on the certificate.",
)
@click.option("--by", required=True, help="Who sees to it; the name stands on the certificate.")
@click.option("--out", type=NEW_FILE, help="Write the certificate into a new file as well.")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
def destroy(wave: str, *, restored_elsewhere: str, by: str, out: Path | None, yes: bool) -> None:
    """Destroy an opened WAVE's keys and ballots, and print the certificate; afterwards, print it again."""
    with opened() as here:
        before = opening.certificate(here.stores, wave)
        if before is None:
            warn_unpublished(here.stores, wave)
            if not yes:
                click.confirm("Keys, ballots and codes of this wave will be gone for good. Go on?", abort=True)
        keys = StateKeys.of(here.settings.instance)
        certificate = opening.destroy(
            here.stores, wave, state_keys=keys, today=date.today(), by=by, restored_elsewhere=restored_elsewhere
        )
    click.echo(certificate.text())
    _say_unused(before, by)
    if out is not None:
        durable.write(out, certificate.text().encode())


def _say_unused(before: Certificate | EndedUnread | None, by: str) -> None:
    """Say so where a certificate is printed again under another name than is on it."""
    if before is not None and before.by != by:
        click.echo(f"Destroyed before, by {before.by}: the name {by} was not used.", err=True)


@click.command("end-unread")
@click.argument("wave")
@click.option("--by", required=True, help="Who sees to it; the name stands on the certificate.")
@click.option("--out", type=NEW_FILE, help="Write the certificate into a new file as well.")
@click.option("--yes", is_flag=True, help="Do not ask for the wave's name once more.")
def end_unread(wave: str, *, by: str, out: Path | None, yes: bool) -> None:
    """End a closed WAVE whose box nobody can open, as too many phrases are lost: destroy all of it, unread."""
    with opened() as here:
        before = opening.ended(here.stores, wave)
        if not yes and before is None:
            _ask_for_its_name(here, wave)
        keys = StateKeys.of(here.settings.instance)
        made = opening.end_unread(here.stores, wave, state_keys=keys, today=date.today(), by=by)
        if before is None:
            _note(here.stores, made)
    click.echo(made.text())
    _say_unused(before, by)
    if out is not None:
        durable.write(out, made.text().encode())


def _ask_for_its_name(here: Installation, wave: str) -> None:
    few = [band for band, it in opening.foreseen(here.stores, here.catalogue, wave).items() if it is Fate.TOO_FEW]
    if few:
        only = " ".join(f"--comments-only {band}" for band in few)
        click.echo(
            f"Too few answered in {', '.join(few)} to be counted, but nothing is lost yet if phrases are there: "
            f"`surveyapp open {wave} {only} --custodian NAME …` has the comments read for harm. Do that first."
        )
    click.echo(
        "No answer of this wave will ever be counted, and no comment read, also if a phrase is found later. Has "
        "every custodian looked for the phrase and its sheet?"
    )
    if click.prompt("Type the name of the wave to destroy its box unread").strip() != wave:
        raise click.ClickException("That is not its name. Nothing was destroyed.")


def _note(stores: Stores, made: EndedUnread) -> None:
    """Write it into the authority's record."""
    from surveyapp.staff import audit  # brings the web along, which no other command here needs
    from surveyapp.web.audience import Visitor

    with stores.read("fieldwork") as registry:
        authority = waves.find(registry, made.wave).authority
    with stores.write("staff") as session:
        audit.record(session, Visitor("", made.by, authority, frozenset()), "box.ended_unread", made.wave)
