"""Earlier years and published figures from the terminal: looked at, brought in, listed, removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from surveyapp.cli.opened import Installation, opened
from surveyapp.fieldwork.models import Authority
from surveyapp.history import read, store
from surveyapp.history.checks import Row
from surveyapp.history.known import Known, known_of
from surveyapp.history.looking import look
from surveyapp.history.preview import Preview
from surveyapp.history.reading import LARGEST
from surveyapp.history.store import Brings
from surveyapp.history.template import template as empty_form
from surveyapp.releases.read import waves

authority_option = click.option("--authority", required=True, help="The authority's id.")


@click.group()
def history() -> None:
    """Figures of earlier years, from before this system."""


@history.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@authority_option
@click.option("--yes", is_flag=True, help="Bring it in without asking.")
@click.option("--note", default="", help="What is to be remembered about it.")
@click.option("--by", default="administrator", envvar="USER", show_envvar=True, help="Who brings it in.")
@click.option("--instead-of", default="", metavar="ID", help="An import that goes when this one comes.")
def import_(file: Path, *, authority: str, yes: bool, note: str, by: str, instead_of: str) -> None:
    """Show what is in FILE, a CSV, and every problem in it; then bring in what can be."""
    brings = Brings(file.name, by, date.today(), note)
    with opened() as here:
        known, replaced = _known(here, authority), _whole_id(here, authority, instead_of)
        with here.stores.read("releases") as session:
            preview = look(session, _content(file), known, instead_of=replaced)
        _show(preview)
        if yes or click.confirm(f"Bring in {_figures(len(preview.figures))}?"):
            with here.stores.write("releases") as session:
                store.keep(session, authority, preview, brings=brings, instead_of=replaced)
            click.echo(f"Brought in {_figures(len(preview.figures))} as {preview.digest[:12]}.")
        else:
            click.echo("Nothing was brought in.")


@history.command("list")
@authority_option
def list_(authority: str) -> None:
    """List what was brought in."""
    with opened() as here:
        _known(here, authority)
        with here.stores.read("releases") as session:
            found = read.imports(session, authority)
    if not found:
        click.echo("Nothing was brought in yet. Start with `surveyapp history template`.")
    for one in found:
        years = f"{one.first_year} to {one.last_year}" if one.first_year != one.last_year else str(one.first_year)
        told = f"{_figures(one.figures)} ({one.context_only} context only), {one.left_out} left out, {years}"
        click.echo(f"{one.digest[:12]}  {one.on}  {one.by}  {one.name}  {told}{f'  {one.note}' if one.note else ''}")


@history.command()
@click.argument("import_id", metavar="ID")
@authority_option
@click.option("--yes", is_flag=True, help="Remove it without asking.")
def remove(import_id: str, *, authority: str, yes: bool) -> None:
    """Remove an import with all its figures. Releases that were published with them stay as they are."""
    with opened() as here:
        _known(here, authority)
        digest = _whole_id(here, authority, import_id)
        if not yes:
            click.confirm("Its figures are lost, unless you have the file. Remove it?", abort=True)
        with here.stores.write("releases") as session:
            store.remove(session, authority, digest)
    click.echo(f"Removed {digest[:12]}.")


@history.command()
def template() -> None:
    """Print a CSV to start from: the names of the columns and one made-up line."""
    click.echo(empty_form(), nl=False)


def _known(here: Installation, authority: str) -> Known:
    with here.stores.read("fieldwork") as session:
        found = session.get(Authority, authority)
    if found is None:
        raise click.ClickException(f"No authority has the id {authority!r}; see `surveyapp authorities list`.")
    with here.stores.read("releases") as session:
        published = frozenset(wave.year for wave in waves(session, authority))
    return known_of(here.catalogue.bank, authority, found.title, date.today(), published=published)


def _content(file: Path) -> bytes:
    with file.open("rb") as opened_file:
        return opened_file.read(LARGEST + 1)


def _whole_id(here: Installation, authority: str, beginning: str) -> str:
    """The import whose id begins so; "" for ""."""
    with here.stores.read("releases") as session:
        found = [one.digest for one in read.imports(session, authority) if one.digest.startswith(beginning)]
    if beginning and len(found) != 1:
        raise click.ClickException(f"No single import has the id {beginning}; see `surveyapp history list`.")
    return found[0] if beginning else ""


def _show(preview: Preview) -> None:
    """Every line in its group; ClickException where there is nothing that could be brought in."""
    for one in preview.problems:
        click.echo(f"line {one.line}: {one}" if one.line else str(one))
    groups = (
        ("Cannot be brought in", preview.refused),
        ("To be looked at, and can be brought in", preview.warned),
        ("All is well", preview.taken),
        ("Kept, not shown", preview.unseen),
    )
    for title, rows in groups:
        for line in _group(title, rows):
            click.echo(line)
    if not preview.figures:
        raise click.ClickException("Nothing can be brought in.")


def _group(title: str, rows: tuple[Row, ...]) -> Iterator[str]:
    if rows:
        yield f"{title}: {len(rows)}"
    for row in rows:
        yield f"  line {row.line:<4} {row.id:8} {row.says} · {row.numbers}"
        for one in (*row.refusals, *row.warnings):
            yield f"            {one.column + ': ' if one.column else ''}{one}"
        if row.because:
            kept = "kept, not shown" if row.unseen else "context only"
            yield f"            {kept}: {' '.join(map(str, row.because))}"


def _figures(number: int) -> str:
    return f"{number} {'figure' if number == 1 else 'figures'}"
