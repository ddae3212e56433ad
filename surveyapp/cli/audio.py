"""`surveyapp audio`: lists for people who record, their recordings taken in, and what can be heard."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask import Flask

from surveyapp import config, create_app
from surveyapp.cli.opened import instance
from surveyapp.config import Settings, SettingsError
from surveyapp.db import migrate
from surveyapp.definition.catalogue import Catalogue, UnknownInstrument
from surveyapp.definition.model import Instrument
from surveyapp.sound import clips, importing, sheets
from surveyapp.sound.coverage import Coverage, coverage
from surveyapp.sound.listening import SoundMissing
from surveyapp.sound.names import SIGNS
from surveyapp.sound.sheets import Wanted
from surveyapp.survey import signed, spoken
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import ENGLISH, code_of, language_of

DEMO = Path("instance") / "demo"
"""Where `surveyapp demo` makes its own."""
BY = "The role of whoever listened, such as “interpreter”; no name."


@dataclass(frozen=True, slots=True)
class Studio:
    """The app whose pages are read, its folder and its surveys."""

    app: Flask
    instance: Path
    catalogue: Catalogue

    def wanted(self, code: str, asked: Sequence[Instrument]) -> tuple[Wanted, ...]:
        """What is to be recorded in this language, or signed, for these surveys: each sentence once."""
        told: dict[str, str] = {}
        with spoken.read_in(self.app, ENGLISH if code == SIGNS else language_of(code)):
            for one in asked:
                for place, sentence in _said(code, one):
                    told.setdefault(sentence, f"{one.survey}/{one.version} {place}")
        return sheets.wanted(code, ((place, sentence) for sentence, place in told.items()))

    @property
    def newest(self) -> tuple[Instrument, ...]:
        """The newest version of each survey."""
        bands = dict.fromkeys(one.survey for one in self.catalogue.instruments)
        return tuple(self.catalogue.latest(band) for band in bands)


@click.group()
def audio() -> None:
    """Recorded sentences for reading aloud, and questions in British Sign Language (“bsl”)."""


@audio.command("record-list")
@click.argument("language")
@click.argument("survey")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A .csv file.")
@click.option("--missing", is_flag=True, help="Only what nobody has recorded and listened to yet.")
def record_list(language: str, survey: str, to: Path, missing: bool) -> None:
    """Write a sheet for whoever records SURVEY, such as 8-11 or 8-11/2026, in LANGUAGE: sentence and file name."""
    with _studio() as studio:
        code = _known(language)
        listed, known = studio.wanted(code, (_chosen(studio, survey),)), clips.clips(studio.instance, code)
        done = {one.name for one in known.values() if one.state is clips.State.REVIEWED} if missing else set()
        left = [one for one in listed if one.name not in done]
        to.write_bytes(sheets.written(code, left, known))
    click.echo(f"{to}: {len(left)} to record.")


@audio.command("import")
@click.argument("language")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def take_in(language: str, folder: Path) -> None:
    """Take recordings of LANGUAGE from a FOLDER: all of them, or nothing and why. They are drafts until reviewed."""
    with _studio() as studio:
        code = _known(language)
        try:
            taken = importing.take(studio.instance, code, folder, _listed(studio, code, folder))
        except importing.NothingTaken as error:
            raise click.ClickException(f"{error}\nNothing was taken.") from error
        except SoundMissing as error:
            raise click.ClickException(f"To listen to recordings: {error}") from error
    click.echo(f"{code}: {taken} taken. Listen to them, then say so with `surveyapp audio review {code} …`.")


@audio.command()
@click.argument("language")
@click.argument("survey")
@click.option("--by", required=True, help=BY)
def review(language: str, survey: str, by: str) -> None:
    """Keep that somebody has listened to all clips of a SURVEY in LANGUAGE, and that they say what stands there."""
    with _studio() as studio:
        code = _known(language)
        listed = studio.wanted(code, (_chosen(studio, survey),))
        done = clips.review(studio.instance, code, [one.name for one in listed], by=by, on=date.today())
    click.echo(f"{code} {survey}: {done} of {len(listed)} clips reviewed.")


@audio.command()
@click.argument("languages", nargs=-1)
@click.option("--surveys", is_flag=True, help="After the languages, a line for each survey in each of them.")
def check(languages: tuple[str, ...], surveys: bool) -> None:
    """Say for each language what can be heard: reviewed, drafts, a device's own voice, nothing.

    Fails where a named language, or one with clips, has
    sentences that nobody could hear.
    """
    with _studio(reading=True) as studio:
        codes = [_known(one) for one in languages] or ["en", *catalogues.codes(Readers.CHILDREN), SIGNS]
        heard = {code: tuple(_heard(studio, code)) for code in codes}
        silent = [code for code in codes if heard[code][0][1].silent and (languages or _begun(studio, code))]
    for place in (slice(1), slice(1, None))[: 1 + surveys]:
        for code in codes:
            for name, found in heard[code][place]:
                click.echo(f"{code:6} {name:13} {_line(found)}")
    if silent:
        raise click.ClickException(f"Cannot be heard throughout: {', '.join(silent)}.")


@audio.command()
@click.argument("surveys", nargs=-1, required=True)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Another folder than this installation's.")
def draft(surveys: tuple[str, ...], to: Path | None) -> None:
    """Let a program speak the English of SURVEYS, without a network. Somebody has to listen to every clip."""
    from surveyapp.sound import drafting

    with _studio() as studio:
        place = to or clips.folder(studio.instance, drafting.LANGUAGE)
        listed = studio.wanted(drafting.LANGUAGE, [_chosen(studio, one) for one in surveys])
        try:
            made = drafting.draft(place, listed, lambda one: click.echo(f"{one.number}: {one.sentence}"))
        except SoundMissing as error:
            raise click.ClickException(f"To draft sound: {error}") from error
    click.echo(f"{made} drafts made in {place}.")


def _listed(studio: Studio, code: str, folder: Path) -> tuple[Wanted, ...]:
    """The sentences of the newest surveys; of all where recordings are for an earlier one."""
    newest = studio.wanted(code, studio.newest)
    strange = importing.named(folder, code) - {one.name for one in newest}
    return studio.wanted(code, studio.catalogue.instruments) if strange else newest


def _heard(studio: Studio, code: str) -> Iterator[tuple[str, Coverage]]:
    """How far a language is: as a whole, with each sentence once, then by survey."""
    known = clips.clips(studio.instance, code)
    listed = {f"{asked.survey}/{asked.version}": studio.wanted(code, (asked,)) for asked in studio.newest}
    every = {one.name: one for wanted in listed.values() for one in wanted}
    yield "all", coverage(code, every.values(), known)
    yield from ((name, coverage(code, wanted, known)) for name, wanted in listed.items())


def _line(found: Coverage) -> str:
    told = f"{found.of} sentences: {found.reviewed} reviewed, {found.drafts} drafts"
    return f"{told}, {found.voiced} by a device's voice alone, {found.silent} not at all"


def _begun(studio: Studio, code: str) -> bool:
    return bool(clips.clips(studio.instance, code))


def _said(code: str, asked: Instrument) -> Iterator[tuple[str, str]]:
    if code == SIGNS:
        yield from ((one.page, one.signed) for one in signed.questions(asked))
    else:
        yield from ((one.stop.removesuffix(":"), one.sentence) for one in spoken.lines(asked))


def _settings() -> Settings:
    """The installation that was named; where there is none but a demo, that one, and it says so."""
    named = instance(click.get_current_context())
    try:
        return config.load(named)
    except SettingsError:
        if named or not (DEMO / "settings.toml").exists():
            raise
    click.echo(f"There is no installation here but the demo, so this is about {DEMO}.", err=True)
    return config.load(DEMO)


@contextmanager
def _studio(*, reading: bool = False) -> Iterator[Studio]:
    """``reading`` needs no installation: where there is none, one is made and thrown away."""
    with TemporaryDirectory() as folder:
        settings = _nowhere(Path(folder)) if reading and not _installed() else _settings()
        app = create_app(settings)
        try:
            yield Studio(app, settings.instance, app.extensions["catalogue"])
        finally:
            app.extensions["stores"].close()


def _installed() -> bool:
    """Whether somebody named an installation, or one or the demo is where it is looked for."""
    named = instance(click.get_current_context()) or any(
        name in os.environ for name in ("SURVEYAPP_INSTANCE", *config.VARIABLES.values())
    )
    return bool(named) or any((place / "settings.toml").exists() for place in (DEMO.parent, DEMO))


def _nowhere(folder: Path) -> Settings:
    click.echo("There is no installation here, so this is about what comes with the program.", err=True)
    config.initialise(folder, secure_cookies=False)
    settings = config.load(folder, environ={})
    migrate.upgrade(settings)
    return settings


def _chosen(studio: Studio, survey: str) -> Instrument:
    band, _, version = survey.partition("/")
    try:
        return studio.catalogue.version(band, version) if version else studio.catalogue.latest(band)
    except UnknownInstrument as error:
        raise click.ClickException(str(error)) from error


def _known(language: str) -> str:
    code = code_of(language)
    known = ["en", *catalogues.codes(Readers.CHILDREN), SIGNS]
    if code not in known:
        raise click.ClickException(f"There is no language “{language}”; there are: {', '.join(known)}.")
    return code
