"""`surveyapp definitions`: checking surveys before a child meets them, and reading them through."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from surveyapp import config
from surveyapp.cli import measures, trends
from surveyapp.cli.opened import instance
from surveyapp.definition.catalogue import Catalogue, UnknownInstrument, collect, load
from surveyapp.definition.checks import check as problems_in
from surveyapp.definition.checks.contracts import breaches
from surveyapp.definition.checks.versions import reused
from surveyapp.definition.expressions import written
from surveyapp.definition.freezing import FrozenOtherwise, frozen
from surveyapp.definition.lines import NotInLine, earlier, version_in_line
from surveyapp.definition.model import Instrument, Item, Kind, Mark, Page, Scale
from surveyapp.definition.pace import duration
from surveyapp.definition.problems import DefinitionProblems, Places, Problem


@click.group()
def definitions() -> None:
    """Check surveys and read them through."""


@definitions.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folders: tuple[Path, ...]) -> None:
    """Say everything that is wrong in the surveys of these FOLDERS, or of this installation."""
    problems = problems_in(*(folders or installed()))
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException(_to_put_right(problems))
    click.echo("Nothing to put right.")


@definitions.command()
@click.argument("band")
@click.argument("version", required=False)
def show(band: str, version: str | None) -> None:
    """Read a BAND's survey through: every question, its answers, when it is asked, and what is made of it."""
    try:
        catalogue = load(installed())
        instrument = catalogue.version(band, version) if version else catalogue.latest(band)
    except (DefinitionProblems, UnknownInstrument) as error:
        raise click.ClickException(str(error)) from error
    for line in (*_lines(instrument), *measures.lines(catalogue.bank, instrument)):
        click.echo(line)


@definitions.command()
@click.argument("band")
@click.argument("then")
@click.argument("now")
def diff(band: str, then: str, now: str) -> None:
    """Say how every question of a BAND's version NOW stands to version THEN, and where `trends:` says otherwise."""
    catalogue, mistakes = _readable()
    try:
        new = catalogue.version(band, now)
        old = version_in_line(new, then, catalogue.instruments, catalogue.bank)
    except (UnknownInstrument, NotInLine) as error:
        raise click.ClickException("\n".join([*map(str, mistakes), str(error)])) from error
    for line in trends.lines(old, new):
        click.echo(line)
    before = earlier(new, catalogue.instruments, catalogue.bank)
    problems = sorted({*mistakes, *_breaches(old, new), *reused(before, new, _places(new))})
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException(_to_put_right(problems))


@definitions.command()
@click.argument("band")
@click.argument("version")
def freeze(band: str, version: str) -> None:
    """Hold a BAND's VERSION to what it says now: from then on `check` names every change to it."""
    try:
        load(installed())
        fresh = frozen(installed(), band, version)
    except (DefinitionProblems, UnknownInstrument, FrozenOtherwise, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{band} {version} {'is frozen' if fresh else 'is frozen already'}.")


def installed() -> tuple[Path, ...]:
    """The folders of the installation that ``--instance`` names, else the environment."""
    named = instance(click.get_current_context()) or Path(os.environ.get("SURVEYAPP_INSTANCE", "instance"))
    return config.definitions(named)


def _readable() -> tuple[Catalogue, tuple[Problem, ...]]:
    """The surveys as far as they can be read, and what is wrong in their files."""
    collected = collect(installed())
    if collected.bank is None or collected.bank.content is None:
        raise click.ClickException(str(DefinitionProblems(collected.problems)))
    surveys = (found.content for found in collected.surveys.values())
    known = tuple(one for one in surveys if one is not None)
    return Catalogue(collected.bank.content, known), collected.problems


def _to_put_right(problems: Sequence[Problem]) -> str:
    return f"{len(problems)} {'thing' if len(problems) == 1 else 'things'} to put right."


def _breaches(old: Instrument, new: Instrument) -> Iterator[Problem]:
    """Where the contract is broken; one that is made with another version says nothing of this one."""
    if new.trends is not None and new.trends.since != old.version:
        click.echo(f"The trends of {new.version} are told since {new.trends.since}, so nothing here can break them.")
        return
    yield from breaches(old, new, _places(new))


def _places(instrument: Instrument) -> Places:
    """The lines of this instrument's file."""
    files = collect(installed()).surveys.values()
    return next(one.places for one in files if one.content and one.content.fingerprint == instrument.fingerprint)


def _lines(instrument: Instrument) -> Iterator[str]:
    yield f"{instrument.title} ({instrument.band.title}, version {instrument.version})"
    minutes = max(1, round(duration(instrument).typical))
    yield f"{len(instrument.pages)} pages, about {minutes} {'minute' if minutes == 1 else 'minutes'}"
    yield f"fingerprint {instrument.fingerprint}"
    for section in instrument.sections:
        yield ""
        yield f"== {section.title}"
        for page in section.pages:
            yield from _page(page)


def _page(page: Page) -> Iterator[str]:
    if page.show_if is not None:
        yield f"   only if {written(page.show_if)}:"
    for item in page.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"   {item.ask}  [{', '.join(_notes(item))}]"
    if item.show_if is not None:
        yield f"      only if {written(item.show_if)}"
    if item.hint:
        yield f"      hint: {item.hint}"
    if item.scale is not None:
        yield f"      {_answers(item.scale)}"
    elif item.kind is Kind.NUMBER:
        yield f"      a number from {item.smallest} to {item.largest}"


def _notes(item: Item) -> Iterator[str]:
    yield item.id
    if item.kind is not Kind.CHOICE:
        yield str(item.kind).replace("_", " ")
    if item.practice:
        yield "practice"
    if item.answered_by != "child":
        yield f"answered by an {item.answered_by}"
    if item.mark is Mark.KNOWABLE:
        yield "leaves the row"
    if item.breakdown:
        yield f"breakdown {item.breakdown}"


def _answers(scale: Scale) -> str:
    if scale.low_end or scale.high_end:
        first, last = scale.options[0].text, scale.options[-1].text
        return f"{first} ({scale.low_end}) … {last} ({scale.high_end})"
    return " / ".join(f"{option.picture} {option.text}".strip() for option in scale.options)
