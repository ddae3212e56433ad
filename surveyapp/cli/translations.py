"""`surveyapp translations`: what is translated, who has reviewed it, and files for people who translate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click
from babel import UnknownLocaleError

from surveyapp.cli.definitions import installed
from surveyapp.definition.catalogue import Catalogue, load
from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues, exchange, reviews
from surveyapp.translations.catalogues import Key, Readers
from surveyapp.translations.languages import code_of, language_of
from surveyapp.translations.reviews import NotWhole, Part, Standing, State

MOST = 20
"""Changed sentences that are named of a part."""


@click.group()
def translations() -> None:
    """The languages of children's pages: what is translated, reviewed and tested."""


@translations.command()
@click.option("--new", metavar="LANGUAGE", help="Begin a language, by its code, such as ga or fa-AF.")
def update(new: str | None) -> None:
    """Bring every catalogue in step with what the program says now. For people who change the program."""
    from surveyapp.translations import updating

    done = updating.update(_code(new)) if new else updating.update_all()
    for one in done:
        name = f"{one.code} {catalogues.path(one.code, one.readers).name}"
        click.echo(f"{name}: {one.translated} of {one.of} translated, {one.new} new, {one.gone} said no more")


@translations.command()
@click.option("--all", "every", is_flag=True, help="Earlier versions of each survey too.")
def status(every: bool) -> None:
    """Say of every language how much is translated and reviewed, and what has changed since."""
    known = load(installed())
    asked = known.instruments if every else tuple(_newest(known))
    codes = catalogues.codes(Readers.CHILDREN)
    found = {code: [reviews.standing(code, part) for part in reviews.parts(code, asked)] for code in codes}
    for line in _table(found):
        click.echo(line)
    for code, standings in found.items():
        for line in _since(code, standings):
            click.echo(line)


@translations.command()
@click.argument("language")
@click.argument("part")
@click.option("--by", required=True, help="The role of whoever reviewed it, such as “interpreter”; no name.")
@click.option("--tested", is_flag=True, help="Young people who speak it have tried it as well.")
@click.option("--draft", is_flag=True, help="Take the review back.")
def review(language: str, part: str, by: str, tested: bool, draft: bool) -> None:
    """Keep that LANGUAGE's PART was reviewed as it is now: “pages”, or a survey such as “8-11/2026”.

    From then on children may answer in it. A sentence that changes makes the part a draft again.
    """
    code, state = _known(language), State.TESTED if tested else State.DRAFT if draft else State.REVIEWED
    chosen = _part(code, part)
    try:
        reviews.review(code, chosen, state, by=by, on=date.today())
    except NotWhole as error:
        raise click.ClickException(f"{code} {chosen.name} cannot be reviewed yet: {error}.") from error
    click.echo(f"{code} {chosen.name}: {state}, {len(chosen.keys)} sentences.")


@translations.command()
@click.argument("language")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A .csv or .po file.")
@click.option("--grown-ups", is_flag=True, help="What only grown-ups read, where the language has that.")
def export(language: str, to: Path, grown_ups: bool) -> None:
    """Write LANGUAGE's sentences into a file: .csv opens in spreadsheet programs, .po in programs for translators."""
    code, readers = _known(language), _readers(grown_ups)
    to.write_bytes(exchange.exported(code, readers, sheet=_is_sheet(to)))
    click.echo(f"{to}: {len(list(catalogues.messages(catalogues.read(code, readers))))} lines.")


@translations.command("import")
@click.argument("language")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--grown-ups", is_flag=True, help="What only grown-ups read, where the language has that.")
@click.option("--take-what-fits", is_flag=True, help="Leave out what is wrong instead of refusing the whole file.")
def take_in(language: str, file: Path, grown_ups: bool, take_what_fits: bool) -> None:
    """Take translations of LANGUAGE from a FILE that was exported before: all of it, or nothing and why."""
    code, readers = _known(language), _readers(grown_ups)
    sheet = _is_sheet(file)
    taken = exchange.take(code, readers, file.read_bytes(), sheet=sheet, what_fits=take_what_fits)
    for one in taken.left:
        click.echo(f"Left out: {one}")
    click.echo(f"{code}: {taken.new} new, {taken.changed} changed, {len(taken.left)} left out.")


def _readers(grown_ups: bool) -> Readers:
    return Readers.GROWN_UPS if grown_ups else Readers.CHILDREN


def _is_sheet(file: Path) -> bool:
    if file.suffix not in (".csv", ".po"):
        raise click.ClickException("The file's name must end in .csv or .po.")
    return file.suffix == ".csv"


def _newest(known: Catalogue) -> Iterator[Instrument]:
    for band in dict.fromkeys(one.survey for one in known.instruments):
        yield known.latest(band)


def _table(found: dict[str, list[Standing]]) -> Iterator[str]:
    """A line a language; a cell says how many of all sentences are translated, and the state."""
    if not found:
        yield "There are no languages besides English."
        return
    names = [one.part.name for one in next(iter(found.values()))]
    rows = [["", *names], *([_called(code), *map(_cell, standings)] for code, standings in found.items())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _called(code: str) -> str:
    return f"{code} {language_of(code).name}"


def _cell(standing: Standing) -> str:
    return f"{standing.translated}/{len(standing.part.keys)} {standing.state}"


def _since(code: str, standings: Sequence[Standing]) -> Iterator[str]:
    for one in standings:
        if one.review is None:
            continue
        what = f"{code} {one.part.name}: {one.review.state} by {one.review.by} on {one.review.on}"
        if not one.changed:
            yield f"{what}, unchanged"
            continue
        yield f"{what}; a draft again, because {len(one.changed)} changed since:"
        yield from (f"    {_sentence(key)}" for key in one.changed[:MOST])
        if len(one.changed) > MOST:
            yield f"    and {len(one.changed) - MOST} more"


def _sentence(key: Key) -> str:
    context, text, _ = key
    return f"{context}: {text}" if context else text


def _part(code: str, name: str) -> Part:
    found = {one.name: one for one in reviews.parts(code, load(installed()).instruments)}
    if name not in found:
        raise click.ClickException(f"There is no part “{name}”; there are: {', '.join(found)}.")
    return found[name]


def _known(language: str) -> str:
    code, known = _code(language), catalogues.codes(Readers.CHILDREN)
    if code not in known:
        raise click.ClickException(f"There is no catalogue of “{language}”; there are: {', '.join(known) or 'none'}.")
    return code


def _code(language: str) -> str:
    code = code_of(language)
    try:
        language_of(code)
    except (UnknownLocaleError, ValueError) as error:
        raise click.ClickException(f"“{language}” is no code of a language that Unicode's tables know.") from error
    return code
